-- What became of events when they arrived, for the data quality of reports: counts, by hour of arrival, of kinds of which
-- there are few. No personal data, so the erasure of a subject leaves them as they are; and they stay when events go by
-- age, as facts do.
CREATE TABLE event_quality (
    -- whose assignment decided, by a genuine decision id; null where nobody's did, somebody forced it, or nobody knows
    experiment_id uuid,
    -- by the clock of the edge that received it
    hour          timestamptz NOT NULL CONSTRAINT an_hour_is_whole CHECK (hour = date_trunc('hour', hour, 'UTC')),
    -- null where the catalogue does not have it
    type          text COLLATE "C",
    -- accepted, duplicate, or the code of the rejection
    reason        text COLLATE "C" NOT NULL,
    n             bigint NOT NULL CONSTRAINT a_kind_has_some_event CHECK (n > 0),
    -- how many of the accepted were how long under way, from occurrence to receipt, by octaves: the first less than 10 ms,
    -- the second less than 20, each further one less than twice as long as the one before
    delays        bigint[],
    -- instead of a primary key, which takes no nulls
    CONSTRAINT arrivals_of_one_kind_are_one_row UNIQUE NULLS NOT DISTINCT (experiment_id, hour, type, reason),
    CONSTRAINT what_is_accepted_has_delays CHECK ((reason = 'accepted') = (delays IS NOT NULL))
) WITH (fillfactor = 80);
CREATE TRIGGER event_quality_never_goes BEFORE DELETE ON event_quality
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The counts of two as one, place by place.
CREATE FUNCTION add_counts(one bigint[], other bigint[]) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY place)
      FROM unnest(one, other) WITH ORDINALITY AS each (a, b, place)
$$;

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

INSERT INTO event_quality (experiment_id, hour, type, reason, n, delays)
SELECT experiment_id, hour, type, 'accepted', sum(n),
       (SELECT array_agg(coalesce((jsonb_object_agg(octave, n) ->> octaves.place::text)::bigint, 0) ORDER BY octaves.place)
          FROM generate_series(0, max(octave)) AS octaves (place))
  FROM (SELECT CASE WHEN o.reason = 'assigned' THEN o.experiment_id END AS experiment_id, o.type,
               date_trunc('hour', e.received_at, 'UTC') AS hour,
               width_bucket(extract(epoch FROM e.received_at - e.occurred_at), ladder.steps) AS octave, count(*) AS n
          FROM event e
          JOIN event_origin o ON o.id = e.origin,
               (SELECT array_agg(0.01 * 2::numeric ^ step ORDER BY step) AS steps
                  FROM generate_series(0, 40) step) ladder
         GROUP BY 1, 2, 3, 4) arrived
 GROUP BY experiment_id, hour, type
 ORDER BY experiment_id, hour, type;
