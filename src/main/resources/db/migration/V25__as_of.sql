-- When the last of them was received, of what is accepted: a report says how fresh it is, and would read all facts of its
-- experiment to know.
ALTER TABLE event_quality
    ADD COLUMN latest timestamptz,
    ADD CONSTRAINT only_what_is_accepted_is_the_latest CHECK (latest IS NULL OR reason = 'accepted');

UPDATE event_quality q
   SET latest = f.latest
  FROM (SELECT o.experiment_id, o.type, date_trunc('hour', f.received_at, 'UTC') AS hour, max(f.received_at) AS latest
          FROM event_fact f
          JOIN event_origin o ON o.id = f.origin
         GROUP BY 1, 2, 3) f
 WHERE q.experiment_id = f.experiment_id AND q.hour = f.hour AND q.type = f.type AND q.reason = 'accepted';
