-- How many experiments may hold one subject, and when it rests. There is one policy, and it is there from the start.
CREATE TABLE participation_policy (
    only_row                   boolean PRIMARY KEY DEFAULT true CONSTRAINT there_is_one_participation_policy CHECK (only_row),
    -- the audit log's name for it
    name                       text NOT NULL DEFAULT 'participation' CHECK (name = 'participation'),
    max_concurrent_experiments integer NOT NULL CONSTRAINT at_most_1_to_100_experiments_hold_a_subject
        CHECK (max_concurrent_experiments BETWEEN 1 AND 100),
    cooldown_after             integer NOT NULL CONSTRAINT cooldown_comes_after_1_to_100_participations
        CHECK (cooldown_after BETWEEN 1 AND 100),
    within_days                integer NOT NULL CONSTRAINT participations_count_for_1_to_365_days
        CHECK (within_days BETWEEN 1 AND 365),
    -- 0: there is no cooldown
    cooldown_days              integer NOT NULL CONSTRAINT cooldown_lasts_0_to_365_days
        CHECK (cooldown_days BETWEEN 0 AND 365),
    revision                   integer NOT NULL DEFAULT 1,
    updated_at                 timestamptz NOT NULL
);

INSERT INTO participation_policy (max_concurrent_experiments, cooldown_after, within_days, cooldown_days, updated_at)
VALUES (3, 5, 30, 7, now());

CREATE TRIGGER participation_policy_is_audited AFTER INSERT OR UPDATE OR DELETE ON participation_policy
    FOR EACH ROW EXECUTE FUNCTION write_audit('policy', 'name');
CREATE TRIGGER participation_policy_reaches_the_edges AFTER INSERT OR UPDATE OR DELETE ON participation_policy
    FOR EACH STATEMENT EXECUTE FUNCTION move_configuration_revision();
