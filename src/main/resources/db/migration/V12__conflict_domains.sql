-- In a conflict domain all experiments settle their conflicts by one policy: that of those who use it. A domain that
-- nobody uses any more keeps its row, and takes the policy of whoever comes next.
CREATE TABLE conflict_domain (
    domain text PRIMARY KEY CHECK (domain <> ''),
    policy text NOT NULL CHECK (policy IN ('mutual_exclusion', 'priority', 'bid')),
    UNIQUE (domain, policy)
);
-- From the submission to the end, or back to the draft. Follows from the experiment, whose changes are audited.
CREATE TABLE conflict_domain_use (
    experiment_id uuid NOT NULL REFERENCES experiment,
    domain        text NOT NULL,
    policy        text NOT NULL,
    PRIMARY KEY (experiment_id, domain),
    CONSTRAINT one_policy_per_conflict_domain FOREIGN KEY (domain, policy) REFERENCES conflict_domain (domain, policy)
);
CREATE INDEX conflict_domain_use_by_domain ON conflict_domain_use (domain, policy);
