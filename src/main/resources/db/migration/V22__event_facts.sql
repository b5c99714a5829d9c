-- What reports ask most, kept as events arrive and in their transaction: how often a decision met an origin in an hour,
-- and what the numbers that the events carried add up to. Whole numbers and exact decimals, so the order of arrival leaves
-- no trace; whether a decision was ever shown is asked when it is read, so an exposure may be late. Only of events that an
-- experiment's assignment decided: nothing else is reported about. They stay when their events go by age, and go when
-- their subject is erased.
CREATE TABLE event_fact (
    origin      bigint NOT NULL,
    hour        timestamptz NOT NULL CONSTRAINT an_hour_is_whole CHECK (hour = date_trunc('hour', hour, 'UTC')),
    -- the latest of them
    received_at timestamptz NOT NULL,
    n           bigint NOT NULL CONSTRAINT a_fact_is_of_some_event CHECK (n > 0),
    decision    bytea NOT NULL CONSTRAINT a_decision_has_sixteen_bytes CHECK (octet_length(decision) = 16),
    -- of the decision, and the same in all its facts
    subject     bytea NOT NULL CONSTRAINT a_subject_has_sixteen_bytes CHECK (octet_length(subject) = 16),
    -- by property: how many events carry a number there, and its sum; null when none does
    amounts     jsonb,
    PRIMARY KEY (origin, hour, decision)
) WITH (fillfactor = 90);

-- The amounts of two facts as one.
CREATE FUNCTION add_amounts(one jsonb, other jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_object_agg(property, jsonb_build_array(n, total))
      FROM (SELECT key AS property, sum((value ->> 0)::numeric) AS n, sum((value ->> 1)::numeric) AS total
              FROM (SELECT key, value FROM jsonb_each(one) UNION ALL SELECT key, value FROM jsonb_each(other)) each
             GROUP BY key) added
$$;

INSERT INTO event_fact (origin, hour, received_at, n, decision, subject, amounts)
SELECT fact.origin, fact.hour, fact.received_at, fact.n, fact.decision, fact.subject, amounts.by_property
  FROM (SELECT event.origin, date_trunc('hour', occurred_at, 'UTC') AS hour, max(received_at) AS received_at,
               count(*) AS n, decision, subject, array_agg(properties) AS all_properties
          FROM event
          JOIN event_origin ON id = event.origin AND experiment_id IS NOT NULL AND reason = 'assigned'
         GROUP BY 1, 2, decision, subject) fact,
       LATERAL (SELECT jsonb_object_agg(property, jsonb_build_array(n, total)) AS by_property
                  FROM (SELECT key AS property, count(*) AS n, sum(value::numeric) AS total
                          FROM unnest(all_properties) properties, jsonb_each(properties)
                         WHERE jsonb_typeof(value) = 'number'
                         GROUP BY key) added) amounts
 ORDER BY fact.origin, fact.hour, fact.decision;

-- The functions above work with their owner's rights, so names in them mean the owner's tables and nobody else's.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION make_event_week SET search_path TO %1$I, pg_temp;
                    ALTER FUNCTION event_weeks SET search_path TO %1$I, pg_temp;
                    ALTER FUNCTION drop_event_week SET search_path TO %1$I, pg_temp;
                    ALTER FUNCTION begin_event_generation SET search_path TO %1$I, pg_temp', current_schema());
END $$;
