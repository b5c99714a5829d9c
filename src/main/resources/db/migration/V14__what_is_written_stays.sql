-- A stored event is what the product reported: it may be erased with its subject, but never changes.
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER experiment_version_is_never_emptied BEFORE TRUNCATE ON experiment_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER experiment_review_is_never_emptied BEFORE TRUNCATE ON experiment_review
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER experiment_history_is_never_emptied BEFORE TRUNCATE ON experiment_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Each filter of the audit log has its index; by entity and by actor there are some already.
CREATE INDEX audit_log_by_action ON audit_log (action, id DESC);
CREATE INDEX audit_log_by_request ON audit_log (request_id, id DESC);
CREATE INDEX audit_log_by_time ON audit_log (at);
-- all entities of a type: text_pattern_ops, because the order of the database need not be that of bytes
CREATE INDEX audit_log_by_entity_type ON audit_log (entity text_pattern_ops);
