CREATE TABLE app_user (
    id            uuid PRIMARY KEY,
    email         text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%'),
    name          text NOT NULL CHECK (name <> ''),
    password_hash text NOT NULL,
    roles         text[] NOT NULL CHECK (roles <@ ARRAY['admin', 'experimenter', 'approver', 'viewer'] AND cardinality(roles) > 0),
    active        boolean NOT NULL DEFAULT true,
    revision      integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    CONSTRAINT email_is_unique UNIQUE (email)
);
CREATE TRIGGER app_user_is_audited AFTER INSERT OR UPDATE OR DELETE ON app_user
    FOR EACH ROW EXECUTE FUNCTION write_audit('user', 'id', 'password_hash');

-- One row per token ever given; a token that comes twice means that somebody else has it, so its family ends.
CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    family     uuid NOT NULL,
    user_id    uuid NOT NULL REFERENCES app_user,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX refresh_token_by_family ON refresh_token (family);
CREATE INDEX refresh_token_by_expiry ON refresh_token (expires_at);

CREATE TABLE api_key (
    id          uuid PRIMARY KEY,
    name        text NOT NULL CHECK (name <> ''),
    scope       text NOT NULL CHECK (scope IN ('client', 'server')),
    secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    revoked_at  timestamptz,
    CONSTRAINT api_key_secret_is_unique UNIQUE (secret_hash)
);
CREATE TRIGGER api_key_is_audited AFTER INSERT OR UPDATE OR DELETE ON api_key
    FOR EACH ROW EXECUTE FUNCTION write_audit('api_key', 'id', 'secret_hash');
CREATE TRIGGER api_key_reaches_the_edges AFTER INSERT OR UPDATE OR DELETE ON api_key
    FOR EACH STATEMENT EXECUTE FUNCTION move_configuration_revision();
