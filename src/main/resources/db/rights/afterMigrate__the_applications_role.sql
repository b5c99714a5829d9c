-- Runs after every migration, so that none can forget it. The application works under a role that owns nothing: it reads
-- and adds, changes and deletes where the trigger refuse_change does not forbid it, and may alter, empty or hand on
-- nothing. ${application} is that role; it is made here unless an operator has given the application a login of its own.
DO $$
DECLARE
    application CONSTANT text := '${application}';
    may_become  boolean;
BEGIN
    IF NOT ${is_made_here} THEN
        RETURN;
    END IF;
    -- roles belong to the whole server: several databases may get here at once, and whoever is first will do
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = application) THEN
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', application);
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
            WHEN insufficient_privilege THEN RETURN; -- Migration says so, and what to do
        END;
    END IF;
    -- since Postgres 16 a member may or may not become what he is a member of
    IF current_setting('server_version_num')::int >= 160000 THEN
        may_become := pg_has_role(current_user, application, 'SET');
    ELSE
        may_become := pg_has_role(current_user, application, 'MEMBER');
    END IF;
    IF NOT may_become THEN
        BEGIN
            EXECUTE format('GRANT %I TO %I', application, current_user);
        EXCEPTION
            WHEN insufficient_privilege OR unique_violation OR internal_error THEN NULL;
        END;
    END IF;
END $$;

DO $$
DECLARE
    application CONSTANT text := '${application}';
    own         record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = application) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('lotty rights')); -- grants on one table at once would trip over each other
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), application);
    FOR own IN
        SELECT table_.oid::regclass AS name,
               -- the bits of tgtype: 16 is UPDATE, 8 is DELETE
               coalesce(bit_or(guard.tgtype & 16), 0) = 0 AS is_changeable,
               coalesce(bit_or(guard.tgtype & 8), 0) = 0 AS is_deletable
          FROM pg_class table_
          LEFT JOIN pg_trigger guard ON guard.tgrelid = table_.oid AND guard.tgfoid = 'refuse_change()'::regprocedure
         -- partitions are reached by the whole table alone, which holds its triggers
         WHERE table_.relnamespace = current_schema()::regnamespace AND table_.relkind IN ('r', 'p')
           AND NOT table_.relispartition
         GROUP BY table_.oid
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %I', own.name, application);
        CONTINUE WHEN own.name::text = '${flyway:table}';
        IF own.name::text IN ('event_generation', 'event_week_dropped') THEN
            -- what the functions below have done, and only they
            EXECUTE format('GRANT SELECT ON %s TO %I', own.name, application);
            CONTINUE;
        END IF;
        EXECUTE format('GRANT SELECT, INSERT%s%s ON %s TO %I',
                       CASE WHEN own.is_changeable THEN ', UPDATE' ELSE '' END,
                       CASE WHEN own.is_deletable THEN ', DELETE' ELSE '' END, own.name, application);
    END LOOP;
    -- what it may ask the owner to do
    FOR own IN
        SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prosecdef
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', own.name, application);
    END LOOP;
END $$;
