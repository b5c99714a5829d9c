-- Where events come from: their type, and what the decision was that they are about. Many events share an origin, so they
-- name it instead of repeating it. Its id is a hash of what it says: whoever stores an event knows it without asking, and
-- it means the same in every copy of the database.
CREATE FUNCTION origin_id(type text, flag_key text, experiment_id uuid, experiment_version integer, reason text,
                          variant text) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('x' || substr(encode(sha256(convert_to(
               concat_ws(E'\n', type, flag_key, coalesce(experiment_id::text, ''), coalesce(experiment_version, 0), reason,
                         coalesce(variant, '')), 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint
$$;

CREATE TABLE event_origin (
    id                 bigint PRIMARY KEY,
    type               text NOT NULL,
    flag_key           text NOT NULL,
    experiment_id      uuid,
    experiment_version integer,
    variant            text,
    reason             text NOT NULL,
    CONSTRAINT experiment_whole_or_not_at_all CHECK (num_nulls(experiment_id, experiment_version, variant) IN (0, 3)),
    CONSTRAINT an_origin_is_known_by_what_it_says
        CHECK (id = origin_id(type, flag_key, experiment_id, experiment_version, reason, variant))
);
-- the report asks for those of one experiment
CREATE INDEX event_origin_of_experiment ON event_origin (experiment_id) WHERE experiment_id IS NOT NULL;
CREATE TRIGGER event_origin_is_append_only BEFORE UPDATE OR DELETE ON event_origin
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_origin_is_never_emptied BEFORE TRUNCATE ON event_origin
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Events by the week in which they occurred, from Monday to Monday in UTC, so that old ones go as a whole. There is no
-- partition for the rest: it would have to be searched whenever another one is made. Ids are unique by event_key.
ALTER TABLE event RENAME TO event_before_weeks;

CREATE TABLE event (
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    stored_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- of event_origin; no foreign key, because asking for each event costs as much as storing it: origins are added in
    -- the same transaction, and never go
    origin      bigint NOT NULL,
    event_id    text COLLATE "C" NOT NULL,
    -- the decision it is about: the tag of its signed id, which no two decisions share
    decision    bytea NOT NULL CONSTRAINT a_decision_has_sixteen_bytes CHECK (octet_length(decision) = 16),
    subject     bytea NOT NULL CONSTRAINT a_subject_has_sixteen_bytes CHECK (octet_length(subject) = 16),
    properties  jsonb NOT NULL
) PARTITION BY RANGE (occurred_at);
-- a report reads the hours that its window cuts, and single values
CREATE INDEX event_of_origin ON event (origin, occurred_at);
DROP INDEX event_of_subject;
-- an erasure must find a subject's events without reading everybody's
CREATE INDEX event_of_subject ON event (subject);
DROP TRIGGER event_never_changes ON event_before_weeks;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The weeks that went by age: what is known of them since then are sums.
CREATE TABLE event_week_dropped (
    monday     timestamptz PRIMARY KEY,
    dropped_at timestamptz NOT NULL DEFAULT now()
);

-- The application owns nothing, so it asks for partitions by the functions below. They take their turns with each other
-- and with the grants after a migration.

-- The week of a moment, ready for events; says whether it is new. It is made aside and then attached, so writers of other
-- weeks wait for nothing.
CREATE FUNCTION make_event_week(moment timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    monday CONSTANT timestamptz := date_trunc('week', moment, 'UTC');
    week   CONSTANT text := 'event_from_' || to_char(monday AT TIME ZONE 'UTC', 'YYYYMMDD');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('lotty rights'));
    IF to_regclass(week) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', week);
    EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   week, monday, monday + interval '168 hours');
    RETURN true;
END $$;

-- The weeks there are, by their first moment.
CREATE FUNCTION event_weeks() RETURNS TABLE (name text, monday timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT part.relname::text,
           to_timestamp(substr(part.relname, 12) || ' 00:00 +00', 'YYYYMMDD HH24:MI TZH')
      FROM pg_inherits
      JOIN pg_class part ON part.oid = inhrelid
     WHERE inhparent = 'event'::regclass
     ORDER BY 2
$$;

-- Drops the oldest week if all of it lies before a moment, and says which one; never what is younger than 40 days, to
-- which events may still come. Gives up soon when it cannot have the table alone, because writers queue behind it.
CREATE FUNCTION drop_event_week(before timestamptz) RETURNS timestamptz
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout TO '2s' AS $$
DECLARE
    week record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('lotty rights'));
    SELECT name, monday INTO week
      FROM event_weeks()
     WHERE monday + interval '168 hours' <= least(before, now() - interval '40 days')
     ORDER BY monday
     LIMIT 1;
    IF week.name IS NOT NULL THEN
        EXECUTE format('DROP TABLE %I', week.name);
        INSERT INTO event_week_dropped (monday) VALUES (week.monday)
            ON CONFLICT (monday) DO UPDATE SET dropped_at = now();
    END IF;
    RETURN week.monday;
END $$;

REVOKE ALL ON FUNCTION make_event_week, event_weeks, drop_event_week FROM PUBLIC;

SELECT count(make_event_week(monday))
  FROM (SELECT DISTINCT date_trunc('week', occurred_at, 'UTC') FROM event_before_weeks
         UNION
        SELECT date_trunc('week', now(), 'UTC') + n * interval '168 hours' FROM generate_series(0, 8) n) week (monday);

INSERT INTO event_origin (id, type, flag_key, experiment_id, experiment_version, variant, reason)
SELECT DISTINCT origin_id(type, flag_key, experiment_id, experiment_version, reason, variant), type, flag_key,
       experiment_id, experiment_version, variant, reason
  FROM event_before_weeks;

INSERT INTO event (occurred_at, received_at, stored_at, origin, event_id, decision, subject, properties)
SELECT occurred_at, received_at, stored_at, origin_id(type, flag_key, experiment_id, experiment_version, reason, variant),
       event_id, decision, subject, properties
  FROM event_before_weeks
 ORDER BY occurred_at;

DROP TABLE event_before_weeks;
