-- What a metric means never changes under an experiment that has started: an edit adds a version, to which the metric
-- points from then on, and a start notes the versions that are the newest at that moment.
CREATE TABLE metric_version (
    metric_key           text NOT NULL,
    version              integer NOT NULL CONSTRAINT versions_begin_with_1 CHECK (version >= 1),
    name                 text NOT NULL CONSTRAINT a_metric_has_a_name CHECK (name <> ''),
    purpose              text NOT NULL,
    kind                 text NOT NULL CONSTRAINT kind_of_metric
        CHECK (kind IN ('count', 'sum', 'mean', 'ratio', 'proportion', 'quantile')),
    event_type           text NOT NULL CONSTRAINT metric_counts_events_of_a_type REFERENCES event_type,
    property             text,
    denominator_type     text CONSTRAINT metric_divides_by_events_of_a_type REFERENCES event_type,
    denominator_property text,
    unit                 text NOT NULL CONSTRAINT unit_of_metric CHECK (unit IN ('event', 'subject')),
    requires_exposure    boolean NOT NULL,
    better               text NOT NULL CONSTRAINT direction_of_metric CHECK (better IN ('higher', 'lower')),
    quantile             double precision CONSTRAINT quantile_is_between_0_and_1 CHECK (quantile > 0 AND quantile < 1),
    created_at           timestamptz NOT NULL,
    CONSTRAINT a_version_of_a_metric_is_one_row PRIMARY KEY (metric_key, version),
    CONSTRAINT sum_mean_quantile_need_a_property CHECK (kind NOT IN ('sum', 'mean', 'quantile') OR property IS NOT NULL),
    CONSTRAINT ratio_alone_has_a_denominator CHECK ((kind = 'ratio') = (denominator_type IS NOT NULL)),
    CONSTRAINT quantile_alone_has_a_quantile CHECK ((kind = 'quantile') = (quantile IS NOT NULL))
);

INSERT INTO metric_version
SELECT key, 1, name, purpose, kind, event_type, property, denominator_type, denominator_property, unit, requires_exposure,
       better, quantile, created_at
  FROM metric;

ALTER TABLE metric
    DROP COLUMN name, DROP COLUMN purpose, DROP COLUMN kind, DROP COLUMN event_type, DROP COLUMN property,
    DROP COLUMN denominator_type, DROP COLUMN denominator_property, DROP COLUMN unit, DROP COLUMN requires_exposure,
    DROP COLUMN better, DROP COLUMN quantile,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN archived_at timestamptz,
    -- at the end of a transaction, because each needs the other
    ADD CONSTRAINT a_metric_has_the_version_it_points_to FOREIGN KEY (key, version)
        REFERENCES metric_version DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE metric ALTER COLUMN version DROP DEFAULT;
ALTER TABLE metric_version ADD CONSTRAINT a_version_is_of_a_metric FOREIGN KEY (metric_key) REFERENCES metric;

CREATE TRIGGER metric_version_is_audited AFTER INSERT ON metric_version
    FOR EACH ROW EXECUTE FUNCTION write_audit('metric', 'metric_key');
CREATE TRIGGER metric_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON metric_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- By key: the version of each metric of the design, guardrails too, that was the newest at the start; null before.
ALTER TABLE experiment ADD COLUMN metric_versions jsonb;

CREATE FUNCTION newest_metric_versions(of_experiment uuid, of_version integer) RETURNS jsonb
    LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_object_agg(m.key, m.version), '{}')
      FROM metric m
     WHERE m.key IN (
            SELECT v.design ->> 'primary_metric'
              FROM experiment_version v
             WHERE v.experiment_id = of_experiment AND v.version = of_version
             UNION ALL
            SELECT json_array_elements_text(v.design -> 'secondary_metrics')
              FROM experiment_version v
             WHERE v.experiment_id = of_experiment AND v.version = of_version
             UNION ALL
            SELECT json_array_elements(v.design -> 'guardrails') ->> 'metric'
              FROM experiment_version v
             WHERE v.experiment_id = of_experiment AND v.version = of_version)
$$;

CREATE FUNCTION note_metric_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.metric_versions := CASE
        WHEN NEW.started_at IS NULL THEN NULL
        ELSE coalesce(OLD.metric_versions, newest_metric_versions(NEW.id, NEW.version))
    END;
    RETURN NEW;
END $$;

ALTER TABLE experiment DISABLE TRIGGER USER;
UPDATE experiment SET metric_versions = newest_metric_versions(id, version) WHERE started_at IS NOT NULL;
ALTER TABLE experiment ENABLE TRIGGER USER;

CREATE TRIGGER a_start_notes_the_versions_of_metrics BEFORE INSERT OR UPDATE ON experiment
    FOR EACH ROW EXECUTE FUNCTION note_metric_versions();
ALTER TABLE experiment ADD CONSTRAINT what_has_started_knows_its_metrics
    CHECK ((started_at IS NULL) = (metric_versions IS NULL));
