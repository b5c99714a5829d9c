-- A copy of what subjects hold in Redis, so that Redis can be filled again when it has lost its memory. Moved here behind
-- the answers, by the ingest. No foreign key: an assignment whose experiment is not known here yet, or not any more after
-- a backup was restored, is kept all the same.
CREATE TABLE assignment (
    -- the order of bytes, whatever the database's is: rows are read by pages in the order of subjects
    subject_id    text COLLATE "C" NOT NULL CHECK (subject_id <> ''),
    experiment_id uuid        NOT NULL,
    variant       text        NOT NULL CHECK (variant <> ''),
    assigned_at   timestamptz NOT NULL,
    -- of the configuration that it was decided by
    plan_revision bigint      NOT NULL,
    CONSTRAINT a_subject_holds_one_variant_of_an_experiment PRIMARY KEY (subject_id, experiment_id)
);
-- whoever holds a variant keeps it; a row goes only when its subject is erased
CREATE TRIGGER assignment_never_changes BEFORE UPDATE ON assignment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
