-- Who changed what, when, from what to what, in which request. Written by the tables themselves, so that no code path
-- can forget it: a change that is not signed (platform.pg.Signature) is refused.
CREATE TABLE audit_log (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      text        NOT NULL CHECK (actor <> ''),
    action     text        NOT NULL CHECK (action <> ''),
    entity     text        NOT NULL CHECK (entity LIKE '%_:_%'),
    before     jsonb,
    after      jsonb,
    request_id text        NOT NULL
);
CREATE INDEX audit_log_by_entity ON audit_log (entity, id DESC);
CREATE INDEX audit_log_by_actor ON audit_log (actor, id DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_is_never_emptied BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Arguments: the entity's type, the column that holds its id, and the columns that never enter the log.
CREATE FUNCTION write_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    secret text[] := coalesce(TG_ARGV[2:], '{}');
    before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - secret END;
    after  jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - secret END;
BEGIN
    IF coalesce(current_setting('lotty.actor', true), '') = '' THEN
        RAISE EXCEPTION 'a change of % must be signed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO audit_log (actor, action, entity, before, after, request_id)
    VALUES (current_setting('lotty.actor'), current_setting('lotty.action'),
            TG_ARGV[0] || ':' || (coalesce(after, before) ->> TG_ARGV[1]),
            before, after, current_setting('lotty.request_id'));
    RETURN NULL;
END $$;

-- The version of everything the edges need. Each change of such a table moves it in the same transaction.
CREATE TABLE configuration_revision (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision bigint NOT NULL
);
INSERT INTO configuration_revision (revision) VALUES (1);

CREATE FUNCTION move_configuration_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE configuration_revision SET revision = revision + 1;
    RETURN NULL;
END $$;
