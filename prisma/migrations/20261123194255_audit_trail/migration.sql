-- CreateTable
CREATE TABLE "audit_entry" (
    "position" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT,
    "role" TEXT,
    "action" TEXT NOT NULL,
    "company_id" UUID,
    "targets" TEXT[],
    "fields" TEXT[],
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "network" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE INDEX "audit_entry_company_id_position_idx" ON "audit_entry"("company_id", "position");

-- Entries are added, and that is all.
CREATE FUNCTION "refuse_change_of_audit_trail"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is never changed';
END
$$;
CREATE TRIGGER "audit_entry_stays" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_audit_trail"();
CREATE TRIGGER "audit_trail_stays" BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_audit_trail"();
