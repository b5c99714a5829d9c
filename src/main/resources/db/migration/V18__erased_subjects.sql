-- Subjects who were erased, by their hash: what was still under way then, in streams and requests, must not bring them
-- back. Whoever adds rows of subjects holds the lock of erasures shared while it asks here; see platform.pg.Erasures.
CREATE TABLE erased_subject (
    subject_hash bytea PRIMARY KEY CHECK (octet_length(subject_hash) = 16),
    -- the audit log's name for it
    subject      text NOT NULL GENERATED ALWAYS AS (encode(subject_hash, 'hex')) STORED,
    -- what was assigned or received up to then counts as erased, too
    erased_at    timestamptz NOT NULL,
    assignments  bigint NOT NULL CHECK (assignments >= 0),
    events       bigint NOT NULL CHECK (events >= 0)
);
CREATE INDEX erased_subject_by_time ON erased_subject (erased_at);
-- that a mark is forgotten after a while is no news
CREATE TRIGGER erased_subject_is_audited AFTER INSERT OR UPDATE ON erased_subject
    FOR EACH ROW EXECUTE FUNCTION write_audit('subject', 'subject');

-- an erasure must find a subject's events without reading everybody's
CREATE INDEX event_of_subject ON event (subject);
