-- The ids of the events that count. A partition of event cannot keep an id unique beyond its week, so ids are kept by
-- generations: a writer adds to the current one what the one before does not have. Whoever adds holds the lock of
-- platform.pg.Erasures with others, whoever begins a generation holds it alone; so all writers meet in one primary key.
CREATE TABLE event_generation (
    generation integer PRIMARY KEY,
    begun_at   timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER event_generation_is_append_only BEFORE UPDATE OR DELETE ON event_generation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE event_key (
    generation integer NOT NULL,
    -- the first 16 bytes of SHA-256 of the event's id, which are half as long as most ids
    id_hash    bytea NOT NULL CONSTRAINT a_hash_has_sixteen_bytes CHECK (octet_length(id_hash) = 16),
    CONSTRAINT an_event_counts_once PRIMARY KEY (generation, id_hash)
) PARTITION BY LIST (generation);
CREATE TRIGGER event_key_is_append_only BEFORE UPDATE OR DELETE ON event_key
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whether the current generation is older than that. An id is known for at least as long, and for 8 days in any case.
CREATE FUNCTION is_event_generation_due(lasting interval) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT max(begun_at) < now() - greatest(lasting, interval '8 days') FROM event_generation
$$;

-- Begins a generation if it is due, and says which one: the one before stays, older ones go. The caller keeps writers
-- away.
CREATE FUNCTION begin_event_generation(lasting interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout TO '2s' AS $$
DECLARE
    coming CONSTANT integer := (SELECT max(generation) + 1 FROM event_generation);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('lotty rights'));
    IF NOT is_event_generation_due(lasting) THEN
        RETURN NULL;
    END IF;
    EXECUTE format('CREATE TABLE event_key_%s (LIKE event_key INCLUDING ALL)', coming);
    EXECUTE format('ALTER TABLE event_key ATTACH PARTITION event_key_%s FOR VALUES IN (%s)', coming, coming);
    EXECUTE format('DROP TABLE IF EXISTS event_key_%s', coming - 2);
    INSERT INTO event_generation (generation) VALUES (coming);
    RETURN coming;
END $$;

REVOKE ALL ON FUNCTION begin_event_generation FROM PUBLIC;

CREATE TABLE event_key_1 PARTITION OF event_key FOR VALUES IN (1);
INSERT INTO event_generation (generation) VALUES (1);
INSERT INTO event_key (generation, id_hash)
SELECT 1, substr(sha256(convert_to(event_id, 'UTF8')), 1, 16) FROM event ORDER BY 2;
