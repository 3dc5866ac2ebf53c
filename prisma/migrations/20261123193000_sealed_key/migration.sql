-- The id of the key that a secret is sealed with (src/security/secret-box.ts); '' for what is no sealed secret.
CREATE FUNCTION "sealed_key"("sealed" BYTEA) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length("sealed") > 2 AND get_byte("sealed", 0) = 1
    THEN encode(substring("sealed" FROM 3 FOR get_byte("sealed", 1)), 'escape') ELSE '' END
$$;

-- Which keys are needed is asked at every start, and must not take longer for more rows. Prisma's schema has no such indexes.
CREATE INDEX "nmbrs_link_token_key" ON "nmbrs_link" (sealed_key("token_encrypted"), "company_id");
CREATE INDEX "participant_bsn_key" ON "participant" (sealed_key("bsn_encrypted"), "id") WHERE "bsn_encrypted" IS NOT NULL;
CREATE INDEX "participant_provenance_key" ON "participant_provenance" (sealed_key("sealed"), "participant_id");
CREATE INDEX "sync_run_plan_key" ON "sync_run" (sealed_key("plan"), "id") WHERE "plan" IS NOT NULL;
CREATE INDEX "sync_run_exclusions_key" ON "sync_run" (sealed_key("exclusions"), "id") WHERE "exclusions" IS NOT NULL;
CREATE INDEX "sync_run_held_plan_key" ON "sync_run" (sealed_key("held_plan"), "id") WHERE "held_plan" IS NOT NULL;
