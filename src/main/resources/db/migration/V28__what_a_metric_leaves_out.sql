-- Of the events of its type a metric may leave some out, by a filter over their properties or by a window behind the
-- subject's first exposure; and what a unit adds may be bounded, by a cap or by a quantile of all units.
ALTER TABLE metric_version
    ADD COLUMN filter text CONSTRAINT filter_is_a_rule_or_nothing CHECK (filter <> ''),
    ADD COLUMN cap numeric CONSTRAINT cap_is_more_than_0 CHECK (cap > 0 AND cap < 'Infinity'),
    ADD COLUMN window_seconds bigint CONSTRAINT window_is_1_second_to_90_days CHECK (window_seconds BETWEEN 1 AND 7776000),
    ADD COLUMN winsorize double precision
        CONSTRAINT winsorize_is_a_share_from_a_half CHECK (winsorize >= 0.5 AND winsorize < 1),
    ADD CONSTRAINT proportion_and_quantile_have_no_cap CHECK (cap IS NULL OR kind NOT IN ('proportion', 'quantile')),
    ADD CONSTRAINT events_that_add_1_have_no_cap
        CHECK (cap IS NULL OR unit = 'subject' OR (kind <> 'count' AND property IS NOT NULL)),
    ADD CONSTRAINT sum_and_mean_alone_winsorize CHECK (winsorize IS NULL OR kind IN ('sum', 'mean')),
    ADD CONSTRAINT cap_or_winsorize_but_not_both CHECK (cap IS NULL OR winsorize IS NULL);
