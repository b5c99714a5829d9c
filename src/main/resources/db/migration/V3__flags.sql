CREATE TABLE flag (
    key           text PRIMARY KEY CHECK (key ~ '^[a-z0-9][a-z0-9._-]{0,127}$'),
    type          text NOT NULL CHECK (type IN ('string', 'number', 'boolean', 'json')),
    -- json, not jsonb: the value is given back as it was written
    default_value json NOT NULL,
    description   text NOT NULL,
    tags          text[] NOT NULL,
    owner_id      uuid NOT NULL REFERENCES app_user,
    archived_at   timestamptz,
    revision      integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT default_fits_type CHECK (json_typeof(default_value) = type
        OR type = 'json' AND json_typeof(default_value) <> 'null')
);

CREATE FUNCTION keep_flag_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.key <> OLD.key OR NEW.type <> OLD.type THEN
        RAISE EXCEPTION 'key and type of a flag never change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER flag_keeps_its_identity BEFORE UPDATE ON flag
    FOR EACH ROW EXECUTE FUNCTION keep_flag_identity();

CREATE TRIGGER flag_is_audited AFTER INSERT OR UPDATE OR DELETE ON flag
    FOR EACH ROW EXECUTE FUNCTION write_audit('flag', 'key');
CREATE TRIGGER flag_reaches_the_edges AFTER INSERT OR UPDATE OR DELETE ON flag
    FOR EACH STATEMENT EXECUTE FUNCTION move_configuration_revision();
