-- What products reported, each event once. The id is the sender's; a second one with the same id changes nothing.
CREATE TABLE event (
    event_id           text PRIMARY KEY,
    type               text NOT NULL,
    -- the decision it is about: the tag of its signed id, which no two decisions share
    decision           bytea NOT NULL CHECK (octet_length(decision) = 16),
    flag_key           text NOT NULL,
    experiment_id      uuid,
    experiment_version integer,
    variant            text,
    reason             text NOT NULL,
    subject            bytea NOT NULL CHECK (octet_length(subject) = 16),
    occurred_at        timestamptz NOT NULL,
    received_at        timestamptz NOT NULL,
    stored_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    properties         jsonb NOT NULL,
    CONSTRAINT experiment_whole_or_not_at_all CHECK (num_nulls(experiment_id, experiment_version, variant) IN (0, 3))
);
-- the report reads one experiment's events of a type in a window
CREATE INDEX event_of_experiment ON event (experiment_id, type, occurred_at) WHERE experiment_id IS NOT NULL;
-- attribution asks whether a decision was ever seen
CREATE INDEX event_of_decision ON event (decision, type);
