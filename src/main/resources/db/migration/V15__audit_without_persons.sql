-- The audit log keeps who did what for good, so it holds neither secrets nor what tells a person: no e-mail or name of a user,
-- no hash of a password or key, no salt of an experiment, and of the subjects that an experiment forces into a variant only how many and which.
CREATE FUNCTION without_subjects(overrides jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(CASE WHEN jsonb_typeof(forced) = 'object' AND jsonb_exists(forced, 'subject_id')
                                   THEN forced || '{"subject_id": "***"}' ELSE forced END ORDER BY place), '[]')
      FROM jsonb_array_elements(overrides) WITH ORDINALITY AS list (forced, place)
$$;

CREATE FUNCTION fit_for_audit(entry jsonb, secret text[]) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    fit jsonb := entry - secret - ARRAY['email', 'password_hash', 'secret_hash', 'salt'];
BEGIN
    IF jsonb_typeof(fit #> '{overrides}') = 'array' THEN
        fit := jsonb_set(fit, '{overrides}', without_subjects(fit #> '{overrides}'));
    END IF;
    IF jsonb_typeof(fit #> '{design,overrides}') = 'array' THEN
        fit := jsonb_set(fit, '{design,overrides}', without_subjects(fit #> '{design,overrides}'));
    END IF;
    RETURN fit;
END $$;

-- Arguments: the entity's type, the column that holds its id, and further columns that never enter the log.
CREATE OR REPLACE FUNCTION write_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    secret text[] := coalesce(TG_ARGV[2:], '{}');
    before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN fit_for_audit(to_jsonb(OLD), secret) END;
    after  jsonb := CASE WHEN TG_OP <> 'DELETE' THEN fit_for_audit(to_jsonb(NEW), secret) END;
BEGIN
    IF coalesce(current_setting('lotty.actor', true), '') = '' THEN
        RAISE EXCEPTION 'a change of % must be signed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO audit_log (actor, action, entity, before, after, request_id)
    VALUES (current_setting('lotty.actor'), current_setting('lotty.action'),
            TG_ARGV[0] || ':' || (coalesce(after, before) ->> TG_ARGV[1]),
            before, after, current_setting('lotty.request_id'));
    RETURN NULL;
END $$;
