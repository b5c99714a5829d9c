-- Whose word counts for the experiments of one experimenter. One row says all, so that the audit log shows a group whole.
CREATE TABLE approver_group (
    id              uuid PRIMARY KEY,
    experimenter_id uuid NOT NULL REFERENCES app_user,
    approver_ids    uuid[] NOT NULL,
    min_approvals   integer NOT NULL,
    revision        integer NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT one_group_per_experimenter UNIQUE (experimenter_id),
    CONSTRAINT a_group_has_1_to_100_approvers CHECK (cardinality(approver_ids) BETWEEN 1 AND 100
        AND array_position(approver_ids, NULL) IS NULL),
    CONSTRAINT min_approvals_fit_the_group CHECK (min_approvals BETWEEN 1 AND cardinality(approver_ids)),
    CONSTRAINT nobody_approves_his_own CHECK (experimenter_id <> ALL (approver_ids))
);
CREATE TRIGGER approver_group_is_audited AFTER INSERT OR UPDATE OR DELETE ON approver_group
    FOR EACH ROW EXECUTE FUNCTION write_audit('approver_group', 'id');

-- What a check constraint cannot see: who the people are. It holds when a group is saved; whoever leaves or loses his role
-- later stays a member, and his word does not count.
CREATE FUNCTION check_approver_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(DISTINCT id) FROM unnest(NEW.approver_ids) id) < cardinality(NEW.approver_ids) THEN
        RAISE EXCEPTION 'an approver is named twice'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_approver_counts_once';
    END IF;
    IF (SELECT count(*) FROM app_user u WHERE u.id = ANY (NEW.approver_ids) AND u.active
           AND u.roles && ARRAY['approver', 'admin']) < cardinality(NEW.approver_ids) THEN
        RAISE EXCEPTION 'an approver is unknown, has left or lacks the role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approvers_may_review';
    END IF;
    IF NOT EXISTS (SELECT FROM app_user u WHERE u.id = NEW.experimenter_id
           AND u.roles && ARRAY['experimenter', 'admin']) THEN
        RAISE EXCEPTION 'the experimenter is unknown or lacks the role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'experimenters_own_experiments';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approver_group_is_checked BEFORE INSERT OR UPDATE ON approver_group
    FOR EACH ROW EXECUTE FUNCTION check_approver_group();

-- The version of everything that says whose word counts: the groups, and who is active in which role. A review is saved
-- only while the version that it was decided under still holds; the lock on this row makes the two wait for each other.
CREATE TABLE review_rules (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision bigint NOT NULL
);
INSERT INTO review_rules (revision) VALUES (1);

CREATE FUNCTION move_review_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE review_rules SET revision = revision + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER approver_group_is_a_review_rule AFTER INSERT OR UPDATE OR DELETE ON approver_group
    FOR EACH STATEMENT EXECUTE FUNCTION move_review_rules();

-- Such changes of users wait for each other, too, so that two admins cannot put each other out at once.
CREATE FUNCTION check_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE review_rules SET revision = revision + 1;
    IF OLD.active AND 'admin' = ANY (OLD.roles)
       AND NOT EXISTS (SELECT FROM app_user WHERE active AND 'admin' = ANY (roles)) THEN
        RAISE EXCEPTION 'no active admin would be left'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_active_admin_remains';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER people_are_checked_when_changed AFTER UPDATE OF roles, active ON app_user
    FOR EACH ROW WHEN (OLD.roles <> NEW.roles OR OLD.active <> NEW.active) EXECUTE FUNCTION check_people();
CREATE TRIGGER people_are_checked_when_removed AFTER DELETE ON app_user
    FOR EACH ROW EXECUTE FUNCTION check_people();
