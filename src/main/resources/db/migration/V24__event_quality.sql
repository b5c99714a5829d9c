-- What became of events when they arrived, for the data quality of reports: counts, by hour of arrival, of kinds of which
-- there are few. No personal data, so the erasure of a subject leaves them as they are; and they stay when events go by
-- age, as facts do.
CREATE TABLE event_quality (
    -- whose assignment decided, by a genuine decision id; null where nobody's did, somebody forced it, or nobody knows
    experiment_id uuid,
    -- by the clock of the edge that received it
    hour          timestamptz NOT NULL CONSTRAINT an_hour_is_whole CHECK (hour = date_trunc('hour', hour, 'UTC')),
    -- null where the catalogue does not have it
    type          text,
    -- accepted, duplicate, or the code of the rejection
    reason        text NOT NULL,
    -- from occurrence to receipt, by octaves: 0 is less than 10 ms, 1 less than 20, each further one less than twice as long
    -- as the one before
    delay         smallint CONSTRAINT a_delay_is_an_octave CHECK (delay BETWEEN 0 AND 63),
    n             bigint NOT NULL CONSTRAINT a_kind_has_some_event CHECK (n > 0),
    -- instead of a primary key, which takes no nulls
    CONSTRAINT arrivals_of_one_kind_are_one_row UNIQUE NULLS NOT DISTINCT (experiment_id, hour, type, reason, delay),
    CONSTRAINT what_is_accepted_has_a_delay CHECK ((reason = 'accepted') = (delay IS NOT NULL))
) WITH (fillfactor = 80);
CREATE TRIGGER event_quality_never_goes BEFORE DELETE ON event_quality
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which tallies are in those counts already: an edge's by its number; a repetition that only the ingest found by the hash
-- of the event's id, as in event_key, and the microsecond of its receipt. One that is older than a day is not counted, so
-- two days are enough to remember.
CREATE TABLE event_tally (
    sender uuid NOT NULL,
    number bigint NOT NULL,
    at     timestamptz NOT NULL,
    CONSTRAINT a_tally_counts_once PRIMARY KEY (sender, number)
);
CREATE TRIGGER event_tally_never_changes BEFORE UPDATE ON event_tally
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO event_quality (experiment_id, hour, type, reason, delay, n)
SELECT experiment_id, hour, type, 'accepted', octave, count(*)
  FROM (SELECT CASE WHEN o.reason = 'assigned' THEN o.experiment_id END AS experiment_id, o.type,
               date_trunc('hour', e.received_at, 'UTC') AS hour,
               width_bucket(extract(epoch FROM e.received_at - e.occurred_at), ladder.steps) AS octave
          FROM event e
          JOIN event_origin o ON o.id = e.origin,
               (SELECT array_agg(0.01 * 2::numeric ^ step ORDER BY step) AS steps
                  FROM generate_series(0, 40) step) ladder) arrived
 GROUP BY experiment_id, hour, type, octave
 ORDER BY experiment_id, hour, type, octave;
