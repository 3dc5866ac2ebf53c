-- The second wall (src/db/viewer-database.ts): as the role eblinc_viewer nothing can be seen or changed but what belongs to
-- the companies in the setting eblinc.companies. The owner of the tables is not bound by it. Prisma's schema has no roles
-- and no policies: a new table that belongs to a company needs its own, in the migration that makes it.

-- A role is of the whole server, so that of another database may be there already, or be made at this very moment.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'eblinc_viewer') THEN
    CREATE ROLE eblinc_viewer NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'The database user "%" may not create the role eblinc_viewer. Let an administrator of the database run: CREATE ROLE eblinc_viewer NOLOGIN; GRANT eblinc_viewer TO "%"; and start again', current_user, current_user;
END $$;

DO $$
BEGIN
  BEGIN
    GRANT eblinc_viewer TO CURRENT_USER;
  EXCEPTION
    WHEN insufficient_privilege THEN NULL; -- an administrator may have done it
  END;
  PERFORM set_config('role', 'eblinc_viewer', true), set_config('role', 'none', true);
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'The database user "%" may not take the role eblinc_viewer. Let an administrator of the database run: GRANT eblinc_viewer TO "%"; and start again', current_user, current_user;
END $$;

-- Makes the rest of the transaction the viewer's, of the companies with these numbers, and gives their ids. In plpgsql, which
-- keeps the plan of what it looks up.
CREATE FUNCTION enter_as_viewer(numbers text[]) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  ids uuid[] := ARRAY(SELECT id FROM company WHERE number = ANY (numbers));
BEGIN
  PERFORM set_config('eblinc.companies', ids::text, true), set_config('role', 'eblinc_viewer', true);
  RETURN ids;
END $$;

-- In the policies the setting is read once for each statement, not for each row, because it stands in a subquery of its own. It
-- is not a function: PostgreSQL would parse that anew for each table of each statement.
DO $$
DECLARE
  bound text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO eblinc_viewer', current_schema());
  FOREACH bound IN ARRAY ARRAY[
    'nmbrs_link', 'participant', 'participant_provenance', 'participant_mutation', 'signal', 'enrolment_rule', 'enrolment',
    'sync_run', 'mail_preference', 'mail_outbox'
  ] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO eblinc_viewer', bound);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', bound);
    EXECUTE format(
      'CREATE POLICY of_company ON %I TO eblinc_viewer
        USING (company_id = ANY ((SELECT current_setting(''eblinc.companies'')::uuid[])::uuid[]))',
      bound
    );
  END LOOP;
END $$;

ALTER TABLE company ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_company ON company TO eblinc_viewer
  USING (id = ANY ((SELECT current_setting('eblinc.companies')::uuid[])::uuid[]));
-- How long it keeps data is all that a viewer changes of a company. Whoever changes something else of it locks its row first,
-- for which PostgreSQL wants the right to change any column.
GRANT SELECT, UPDATE (retention_years) ON company TO eblinc_viewer;

-- For the export of what is known of one participant. Entries are added by the server itself.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_company ON audit_entry TO eblinc_viewer
  USING (company_id = ANY ((SELECT current_setting('eblinc.companies')::uuid[])::uuid[]));
GRANT SELECT ON audit_entry TO eblinc_viewer;

-- Belongs to a company by its participant.
ALTER TABLE awaited_enrolment ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_participant ON awaited_enrolment TO eblinc_viewer
  USING (EXISTS (SELECT FROM participant WHERE participant.id = participant_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON awaited_enrolment TO eblinc_viewer;

GRANT USAGE ON SEQUENCE participant_mutation_position_seq TO eblinc_viewer;

-- Foreign keys are checked by the owner. Without these a row of one's own could be hung on what is of another company.
DO $$
DECLARE
  bound text;
BEGIN
  FOREACH bound IN ARRAY ARRAY['participant_provenance', 'participant_mutation', 'signal', 'enrolment'] LOOP
    EXECUTE format(
      'CREATE POLICY own_participant ON %I AS RESTRICTIVE TO eblinc_viewer USING (true) WITH CHECK (participant_id IS NULL OR EXISTS (SELECT FROM participant WHERE participant.id = participant_id))',
      bound
    );
  END LOOP;
END $$;
CREATE POLICY own_run ON participant_mutation AS RESTRICTIVE TO eblinc_viewer USING (true)
  WITH CHECK (sync_run_id IS NULL OR EXISTS (SELECT FROM sync_run WHERE sync_run.id = sync_run_id));
CREATE POLICY own_preference ON mail_outbox AS RESTRICTIVE TO eblinc_viewer USING (true)
  WITH CHECK (EXISTS (SELECT FROM mail_preference WHERE mail_preference.id = preference_id));
