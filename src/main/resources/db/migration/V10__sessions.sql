-- All sessions of a user end at once when this moves: access tokens name the epoch that they were given in.
ALTER TABLE app_user ADD COLUMN session_epoch integer NOT NULL DEFAULT 1;
CREATE INDEX refresh_token_by_user ON refresh_token (user_id);

-- How far a limit on tries to log in is used up: the moment at which it will have recovered. Hashes of addresses only.
CREATE TABLE log_in_tries (
    bucket       bytea PRIMARY KEY CHECK (octet_length(bucket) = 32),
    recovered_at timestamptz NOT NULL
);
CREATE INDEX log_in_tries_by_recovery ON log_in_tries (recovered_at);

-- The audit log names people by id. Their names and addresses do not belong into what nobody can ever correct, so those that it got
-- before this are taken out, once.
DROP TRIGGER app_user_is_audited ON app_user;
CREATE TRIGGER app_user_is_audited AFTER INSERT OR UPDATE OR DELETE ON app_user
    FOR EACH ROW EXECUTE FUNCTION write_audit('user', 'id', 'password_hash', 'email', 'name');
ALTER TABLE audit_log DISABLE TRIGGER audit_log_is_append_only;
UPDATE audit_log SET before = before - 'email' - 'name', after = after - 'email' - 'name' WHERE entity LIKE 'user:%';
ALTER TABLE audit_log ENABLE TRIGGER audit_log_is_append_only;
