-- As before, but of at most 5,000 decisions at once, however many met in the hour: an erasure waits for it.
CREATE OR REPLACE FUNCTION fold_event_facts(of_origin bigint, of_hour timestamptz) RETURNS integer
    LANGUAGE sql AS $$
    WITH small AS (
        SELECT ctid AS place, decision
          FROM event_fact
         WHERE origin = of_origin AND hour = of_hour AND (amounts IS NULL OR octet_length(amounts::text) < 2000)),
    due AS (
        SELECT decision
          FROM small
         GROUP BY decision
        HAVING count(*) > 1
         LIMIT 5000),
    gone AS (
        DELETE FROM event_fact
         WHERE ctid = ANY (ARRAY(
                   SELECT place
                     FROM (SELECT place, row_number() OVER (PARTITION BY decision) AS number
                             FROM small
                             JOIN due USING (decision)) counted
                    WHERE number <= 50))
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
