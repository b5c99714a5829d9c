CREATE TABLE event_type (
    key               text PRIMARY KEY CHECK (key ~ '^[a-z0-9][a-z0-9._-]{0,127}$'),
    name              text NOT NULL CHECK (name <> ''),
    description       text NOT NULL,
    category          text NOT NULL CHECK (category IN ('exposure', 'interaction', 'conversion', 'error', 'latency', 'technical')),
    requires_exposure boolean NOT NULL,
    is_exposure       boolean NOT NULL,
    properties_schema json NOT NULL,
    archived_at       timestamptz,
    revision          integer NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT an_exposure_waits_for_none CHECK (NOT (is_exposure AND requires_exposure))
);
CREATE TRIGGER event_type_is_audited AFTER INSERT OR UPDATE OR DELETE ON event_type
    FOR EACH ROW EXECUTE FUNCTION write_audit('event_type', 'key');
CREATE TRIGGER event_type_reaches_the_edges AFTER INSERT OR UPDATE OR DELETE ON event_type
    FOR EACH STATEMENT EXECUTE FUNCTION move_configuration_revision();

CREATE TABLE metric (
    key                  text PRIMARY KEY CHECK (key ~ '^[a-z0-9][a-z0-9._-]{0,127}$'),
    name                 text NOT NULL CHECK (name <> ''),
    purpose              text NOT NULL,
    kind                 text NOT NULL CHECK (kind IN ('count', 'sum', 'mean', 'ratio', 'proportion', 'quantile')),
    event_type           text NOT NULL REFERENCES event_type,
    property             text,
    denominator_type     text REFERENCES event_type,
    denominator_property text,
    unit                 text NOT NULL CHECK (unit IN ('event', 'subject')),
    requires_exposure    boolean NOT NULL,
    better               text NOT NULL CHECK (better IN ('higher', 'lower')),
    quantile             double precision CHECK (quantile > 0 AND quantile < 1),
    revision             integer NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    CONSTRAINT sum_mean_quantile_need_a_property CHECK (kind NOT IN ('sum', 'mean', 'quantile') OR property IS NOT NULL),
    CONSTRAINT ratio_alone_has_a_denominator CHECK ((kind = 'ratio') = (denominator_type IS NOT NULL)),
    CONSTRAINT quantile_alone_has_a_quantile CHECK ((kind = 'quantile') = (quantile IS NOT NULL))
);
CREATE TRIGGER metric_is_audited AFTER INSERT OR UPDATE OR DELETE ON metric
    FOR EACH ROW EXECUTE FUNCTION write_audit('metric', 'key');
