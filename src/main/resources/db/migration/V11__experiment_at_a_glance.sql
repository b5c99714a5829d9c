-- What lists, edges and the switch of the intake need to know of an experiment without reading its design.
ALTER TABLE experiment
    -- turned while it runs: only subjects that hold a variant already are served
    ADD COLUMN intake_paused   boolean NOT NULL DEFAULT false,
    -- whether the current design has overrides
    ADD COLUMN forces_subjects boolean NOT NULL DEFAULT false,
    ADD COLUMN tags            text[]  NOT NULL DEFAULT '{}',
    -- name, hypothesis and flag in lower case, a line each
    ADD COLUMN search          text    NOT NULL DEFAULT '',
    ADD CONSTRAINT intake_is_paused_while_live CHECK (NOT intake_paused OR status IN ('running', 'paused'));

-- nobody changes anything: what was known is written down a second time
DROP TRIGGER experiment_is_audited ON experiment;
DROP TRIGGER experiment_reaches_the_edges ON experiment;
UPDATE experiment e
   SET tags = ARRAY(SELECT json_array_elements_text(v.design -> 'tags')),
       search = lower(concat_ws(E'\n', v.design ->> 'name', v.design ->> 'hypothesis', e.flag_key))
  FROM experiment_version v
 WHERE v.experiment_id = e.id AND v.version = e.version;
CREATE TRIGGER experiment_is_audited AFTER INSERT OR UPDATE OR DELETE ON experiment
    FOR EACH ROW EXECUTE FUNCTION write_audit('experiment', 'id', 'search');

-- what is live, or was, concerns the edges, and so do overrides wherever they work
CREATE TRIGGER experiment_reaches_the_edges AFTER UPDATE ON experiment
    FOR EACH ROW WHEN (OLD.status IN ('running', 'paused') OR NEW.status IN ('running', 'paused')
        OR OLD.forces_subjects AND OLD.status IN ('draft', 'in_review', 'approved')
        OR NEW.forces_subjects AND NEW.status IN ('draft', 'in_review', 'approved'))
    EXECUTE FUNCTION move_configuration_revision();
CREATE TRIGGER experiment_with_overrides_reaches_the_edges AFTER INSERT ON experiment
    FOR EACH ROW WHEN (NEW.forces_subjects) EXECUTE FUNCTION move_configuration_revision();

-- lists go from the newest id down, whatever they are filtered by
DROP INDEX experiment_by_flag;
CREATE INDEX experiment_by_flag ON experiment (flag_key, id DESC);
CREATE INDEX experiment_by_owner ON experiment (owner_id, id DESC);
CREATE INDEX experiment_by_status ON experiment (status, id DESC);
CREATE INDEX experiment_by_tag ON experiment USING gin (tags);
CREATE INDEX experiment_with_overrides ON experiment (id) WHERE forces_subjects;
