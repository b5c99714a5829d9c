-- What a batch of events adds to a fact is a row of its own: to look for the fact and rewrite it took longer than all else
-- that an event costs. So a fact may be in several rows, which are summed up when they are read. The watch makes one of
-- them when their hour is over (fold_event_facts); a report says the same before and after.
ALTER TABLE event_fact DROP CONSTRAINT event_fact_pkey, RESET (fillfactor), DROP CONSTRAINT an_hour_is_whole;
-- asked for each row: date_bin takes a third of the time of date_trunc
ALTER TABLE event_fact ADD CONSTRAINT an_hour_is_whole CHECK (hour = date_bin('1 hour', hour, '2000-01-01Z'));
-- a report reads an origin's hours
CREATE INDEX event_fact_of_origin ON event_fact (origin, hour);
-- an erasure must find a subject's facts, whose events may be gone, without reading everybody's
CREATE INDEX event_fact_of_subject ON event_fact (subject);

CREATE AGGREGATE sum_of_amounts(jsonb) (SFUNC = add_amounts, STYPE = jsonb);

-- Makes one row of at most fifty for each decision in an origin's hour; says how many rows it spared. Rows with many numbers
-- are left as they are, so that no row grows without bound. The caller keeps erasures away, which would miss the new row.
CREATE FUNCTION fold_event_facts(of_origin bigint, of_hour timestamptz) RETURNS integer
    LANGUAGE sql AS $$
    WITH small AS (
        SELECT ctid AS place, decision
          FROM event_fact
         WHERE origin = of_origin AND hour = of_hour AND (amounts IS NULL OR octet_length(amounts::text) < 2000)),
    gone AS (
        DELETE FROM event_fact
         WHERE ctid = ANY (ARRAY(
                   SELECT place
                     FROM (SELECT place, count(*) OVER (PARTITION BY decision) AS rows,
                                  row_number() OVER (PARTITION BY decision) AS number
                             FROM small) counted
                    WHERE rows > 1 AND number <= 50))
           AND origin = of_origin AND hour = of_hour
        RETURNING received_at, n, decision, subject, amounts),
    kept AS (
        INSERT INTO event_fact (origin, hour, received_at, n, decision, subject, amounts)
        SELECT of_origin, of_hour, max(received_at), sum(n), decision, subject, sum_of_amounts(amounts)
          FROM gone
         GROUP BY decision, subject
        RETURNING 1)
    SELECT ((SELECT count(*) FROM gone) - (SELECT count(*) FROM kept))::integer
$$;

-- Weeks are made of moments at which events may occur, and no others: each is a table.
CREATE OR REPLACE FUNCTION make_event_week(moment timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    monday CONSTANT timestamptz := date_trunc('week', moment, 'UTC');
    week   CONSTANT text := 'event_from_' || to_char(monday AT TIME ZONE 'UTC', 'YYYYMMDD');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('lotty rights'));
    IF to_regclass(week) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF moment NOT BETWEEN now() - interval '10 years' AND now() + interval '2 years' THEN
        RAISE EXCEPTION 'no events are kept of %', moment USING ERRCODE = 'datetime_field_overflow';
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', week);
    EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   week, monday, monday + interval '168 hours');
    RETURN true;
END $$;

-- Replacing a function forgets its settings.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION make_event_week SET search_path TO %1$I, pg_temp', current_schema());
END $$;
