CREATE TABLE experiment (
    id               uuid PRIMARY KEY,
    flag_key         text NOT NULL REFERENCES flag,
    owner_id         uuid NOT NULL REFERENCES app_user,
    -- what the assignment hashes are seeded with; an experiment's own, never changed
    salt             bytea NOT NULL CHECK (octet_length(salt) = 16),
    hash_version     smallint NOT NULL CHECK (hash_version = 1),
    status           text NOT NULL CHECK (status IN
        ('draft', 'in_review', 'approved', 'rejected', 'running', 'paused', 'completed', 'archived')),
    version          integer NOT NULL CHECK (version >= 1),
    revision         integer NOT NULL DEFAULT 1,
    submitted_at     timestamptz,
    started_at       timestamptz,
    ended_at         timestamptz,
    outcome          text CHECK (outcome IN ('rollout', 'rollback', 'no_effect')),
    winner           text,
    outcome_comment  text,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT started_when_live CHECK ((status IN ('running', 'paused', 'completed', 'archived')) = (started_at IS NOT NULL)),
    CONSTRAINT outcome_when_ended CHECK ((status IN ('completed', 'archived'))
        = (outcome IS NOT NULL AND ended_at IS NOT NULL AND coalesce(outcome_comment, '') <> '')),
    CONSTRAINT rollout_names_the_winner CHECK ((outcome IS NOT DISTINCT FROM 'rollout') = (winner IS NOT NULL))
);
CREATE UNIQUE INDEX one_live_experiment_per_flag ON experiment (flag_key) WHERE status IN ('running', 'paused');
CREATE INDEX experiment_by_flag ON experiment (flag_key);

-- Every configuration that was ever saved.
CREATE TABLE experiment_version (
    experiment_id uuid NOT NULL REFERENCES experiment,
    version       integer NOT NULL CHECK (version >= 1),
    design        json NOT NULL,
    author_id     uuid NOT NULL REFERENCES app_user,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (experiment_id, version)
);
CREATE TRIGGER experiment_version_is_append_only BEFORE UPDATE OR DELETE ON experiment_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What reviewers said; an approval counts while it is about the current submission. Who has approved may still reject
-- while others are asked.
CREATE TABLE experiment_review (
    experiment_id uuid NOT NULL REFERENCES experiment,
    submitted_at  timestamptz NOT NULL,
    reviewer_id   uuid NOT NULL REFERENCES app_user,
    version       integer NOT NULL,
    decision      text NOT NULL CHECK (decision IN ('approve', 'request_changes', 'reject')),
    comment       text NOT NULL,
    at            timestamptz NOT NULL,
    CONSTRAINT a_reviewer_counts_once PRIMARY KEY (experiment_id, submitted_at, reviewer_id, decision)
);
CREATE TRIGGER experiment_review_is_append_only BEFORE UPDATE OR DELETE ON experiment_review
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The life of an experiment, readable in one place.
CREATE TABLE experiment_history (
    experiment_id uuid NOT NULL REFERENCES experiment,
    id            bigint GENERATED ALWAYS AS IDENTITY,
    at            timestamptz NOT NULL,
    actor         text NOT NULL,
    kind          text NOT NULL,
    details       jsonb NOT NULL,
    PRIMARY KEY (experiment_id, id)
);
CREATE TRIGGER experiment_history_is_append_only BEFORE UPDATE OR DELETE ON experiment_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER experiment_is_audited AFTER INSERT OR UPDATE OR DELETE ON experiment
    FOR EACH ROW EXECUTE FUNCTION write_audit('experiment', 'id');
CREATE TRIGGER experiment_version_is_audited AFTER INSERT ON experiment_version
    FOR EACH ROW EXECUTE FUNCTION write_audit('experiment', 'experiment_id');
CREATE TRIGGER experiment_review_is_audited AFTER INSERT ON experiment_review
    FOR EACH ROW EXECUTE FUNCTION write_audit('experiment', 'experiment_id');
-- only what is live, or was, concerns the edges; an experiment is made as a draft
CREATE TRIGGER experiment_reaches_the_edges AFTER UPDATE ON experiment
    FOR EACH ROW WHEN (OLD.status IN ('running', 'paused') OR NEW.status IN ('running', 'paused'))
    EXECUTE FUNCTION move_configuration_revision();
