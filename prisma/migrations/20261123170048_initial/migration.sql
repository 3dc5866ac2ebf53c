-- CreateEnum
CREATE TYPE "nmbrs_link_status" AS ENUM ('DISABLED', 'ENABLED', 'ATTENTION');

-- CreateEnum
CREATE TYPE "participant_status" AS ENUM ('ACTIVE', 'MISSING', 'LEFT');

-- CreateEnum
CREATE TYPE "name_usage" AS ENUM ('OWN', 'PARTNER', 'PARTNER_OWN', 'OWN_PARTNER');

-- CreateEnum
CREATE TYPE "gender" AS ENUM ('MALE', 'FEMALE');

-- CreateEnum
CREATE TYPE "marital_status" AS ENUM ('MARRIED', 'UNMARRIED', 'COHABITING', 'PERMANENTLY_SEPARATED', 'REGISTERED_PARTNERSHIP', 'WIDOWED', 'DIVORCED', 'OTHER');

-- CreateEnum
CREATE TYPE "salary_kind" AS ENUM ('GROSS_FULL_TIME', 'GROSS_PART_TIME', 'UNSUPPORTED', 'NONE');

-- CreateEnum
CREATE TYPE "payroll_period" AS ENUM ('MONTH', 'FOUR_WEEKS', 'WEEK', 'QUARTER', 'HALF_YEAR', 'YEAR');

-- CreateEnum
CREATE TYPE "mutation_kind" AS ENUM ('JOINED', 'LEFT', 'REJOINED', 'NAME', 'PERSONAL', 'CONTACT', 'ADDRESS', 'BANK_ACCOUNT', 'SALARY', 'WORKING_HOURS', 'EMPLOYEE_NUMBER', 'ENROLLED', 'ENROLMENT_ENDED', 'MERGED');

-- CreateEnum
CREATE TYPE "mutation_source" AS ENUM ('NMBRS', 'MANUAL', 'RULE');

-- CreateEnum
CREATE TYPE "scheme_code" AS ENUM ('OP1', 'NP', 'BIJSPAREN', 'ANW_HIAAT', 'WIA_EXCEDENT');

-- CreateEnum
CREATE TYPE "signal_severity" AS ENUM ('ERROR', 'WARNING', 'INFO');

-- CreateEnum
CREATE TYPE "signal_code" AS ENUM ('DUPLICATE_EMPLOYEE_NUMBER', 'MISSING_EMPLOYEE_NUMBER', 'POSSIBLE_DUPLICATE', 'BLANK_PARTNER_NAME', 'WORK_EMAIL_EMPTIED', 'UNSUPPORTED_SALARY_KIND', 'NO_SCHEDULE', 'PART_TIME_OVER_100', 'MISSING_IN_NMBRS', 'EMPLOYEE_NUMBER_CHANGED', 'INVALID_VALUE', 'NO_LONGER_IN_SCOPE', 'ENROLMENT_STILL_OPEN');

-- CreateEnum
CREATE TYPE "sync_trigger" AS ENUM ('NIGHTLY', 'MANUAL', 'CATCH_UP');

-- CreateEnum
CREATE TYPE "sync_mode" AS ENUM ('APPLY', 'PREVIEW');

-- CreateEnum
CREATE TYPE "sync_status" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'HELD', 'FAILED', 'REJECTED', 'SUPERSEDED');

-- CreateEnum
CREATE TYPE "sync_step" AS ENUM ('WAITING', 'READING', 'PLANNING', 'APPLYING', 'FINISHED');

-- CreateTable
CREATE TABLE "company" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nmbrs_link" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "status" "nmbrs_link_status" NOT NULL DEFAULT 'DISABLED',
    "attention" JSONB,
    "username" TEXT NOT NULL,
    "token_encrypted" BYTEA NOT NULL,
    "token_hint" TEXT NOT NULL,
    "domain" TEXT,
    "nmbrs_company_id" INTEGER NOT NULL,
    "nmbrs_company_number" INTEGER NOT NULL,
    "nmbrs_company_name" TEXT NOT NULL,
    "chamber_of_commerce_number" TEXT,
    "full_time_hours_per_week" DECIMAL(6,2),
    "employee_types" INTEGER[],
    "trainee_employment_types" INTEGER[] DEFAULT ARRAY[7]::INTEGER[],
    "on_call_influence_codes" INTEGER[] DEFAULT ARRAY[5, 6]::INTEGER[],
    "hold_when_leavers_exceed_percent" DECIMAL(5,2) NOT NULL DEFAULT 10,
    "hold_when_emptied_exceed_percent" DECIMAL(5,2) NOT NULL DEFAULT 25,
    "hold_from_people" INTEGER NOT NULL DEFAULT 3,
    "read_bsn" BOOLEAN NOT NULL DEFAULT false,
    "enabled_at" TIMESTAMPTZ(3),
    "first_synced_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nmbrs_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "employee_number" INTEGER,
    "nmbrs_employee_id" INTEGER,
    "status" "participant_status" NOT NULL DEFAULT 'ACTIVE',
    "initials" TEXT,
    "first_name" TEXT,
    "prefix" TEXT,
    "last_name" TEXT NOT NULL,
    "partner_prefix" TEXT,
    "partner_last_name" TEXT,
    "name_usage" "name_usage" NOT NULL DEFAULT 'OWN',
    "gender" "gender",
    "birth_date" DATE,
    "bsn_encrypted" BYTEA,
    "bsn_hash" TEXT,
    "marital_status" "marital_status",
    "email_work" TEXT,
    "email_private" TEXT,
    "phone_work" TEXT,
    "phone_mobile_work" TEXT,
    "phone_private" TEXT,
    "phone_mobile_private" TEXT,
    "street" TEXT,
    "house_number" TEXT,
    "house_number_addition" TEXT,
    "postal_code" TEXT,
    "city" TEXT,
    "country_code" TEXT,
    "iban" TEXT,
    "employed_from" DATE,
    "employed_until" DATE,
    "salary_kind" "salary_kind" NOT NULL DEFAULT 'NONE',
    "full_time_salary" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "part_time_salary" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "salary_period" "payroll_period" NOT NULL DEFAULT 'MONTH',
    "hours_per_week" DECIMAL(9,4),
    "part_time_percentage" DECIMAL(7,2),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant_provenance" (
    "participant_id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "participant_provenance_pkey" PRIMARY KEY ("participant_id")
);

-- CreateTable
CREATE TABLE "participant_mutation" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "company_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "kind" "mutation_kind" NOT NULL,
    "changes" JSONB NOT NULL,
    "effective_date" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source" "mutation_source" NOT NULL,
    "actor" TEXT,
    "sync_run_id" UUID,
    "scheme" "scheme_code",

    CONSTRAINT "participant_mutation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signal" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "code" "signal_code" NOT NULL,
    "severity" "signal_severity" NOT NULL,
    "subject" TEXT NOT NULL,
    "participant_id" UUID,
    "employee_number" INTEGER,
    "nmbrs_employee_id" INTEGER,
    "details" JSONB NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "open" BOOLEAN DEFAULT true,

    CONSTRAINT "signal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment_rule" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "scheme" "scheme_code" NOT NULL,
    "automatic" BOOLEAN NOT NULL,
    "minimum_age" INTEGER,
    "waiting_months" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "enrolment_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "scheme" "scheme_code" NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE,
    "source" "mutation_source" NOT NULL,
    "reason" JSONB NOT NULL,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "awaited_enrolment" (
    "participant_id" UUID NOT NULL,
    "scheme" "scheme_code" NOT NULL,

    CONSTRAINT "awaited_enrolment_pkey" PRIMARY KEY ("participant_id","scheme")
);

-- CreateTable
CREATE TABLE "sync_run" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "trigger" "sync_trigger" NOT NULL,
    "mode" "sync_mode" NOT NULL,
    "employee_number" INTEGER,
    "status" "sync_status" NOT NULL DEFAULT 'QUEUED',
    "night" DATE,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "step" "sync_step" NOT NULL DEFAULT 'WAITING',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "plan" JSONB NOT NULL DEFAULT '[]',
    "exclusions" JSONB NOT NULL DEFAULT '[]',
    "hold_reason" JSONB,
    "held_plan" BYTEA,
    "failure" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "requested_by" TEXT,

    CONSTRAINT "sync_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "company_number_key" ON "company"("number");

-- CreateIndex
CREATE INDEX "company_name_id_idx" ON "company"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "nmbrs_link_company_id_key" ON "nmbrs_link"("company_id");

-- CreateIndex
CREATE INDEX "participant_company_id_last_name_id_idx" ON "participant"("company_id", "last_name", "id");

-- CreateIndex
CREATE INDEX "participant_company_id_bsn_hash_idx" ON "participant"("company_id", "bsn_hash");

-- CreateIndex
CREATE UNIQUE INDEX "participant_company_id_employee_number_key" ON "participant"("company_id", "employee_number");

-- CreateIndex
CREATE UNIQUE INDEX "participant_company_id_nmbrs_employee_id_key" ON "participant"("company_id", "nmbrs_employee_id");

-- CreateIndex
CREATE INDEX "participant_provenance_company_id_idx" ON "participant_provenance"("company_id");

-- CreateIndex
CREATE UNIQUE INDEX "participant_mutation_position_key" ON "participant_mutation"("position");

-- CreateIndex
CREATE INDEX "participant_mutation_company_id_position_idx" ON "participant_mutation"("company_id", "position");

-- CreateIndex
CREATE INDEX "participant_mutation_participant_id_position_idx" ON "participant_mutation"("participant_id", "position");

-- CreateIndex
CREATE INDEX "participant_mutation_sync_run_id_position_idx" ON "participant_mutation"("sync_run_id", "position");

-- CreateIndex
CREATE INDEX "signal_company_id_resolved_at_first_seen_at_idx" ON "signal"("company_id", "resolved_at", "first_seen_at");

-- CreateIndex
CREATE INDEX "signal_participant_id_idx" ON "signal"("participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "signal_company_id_code_subject_open_key" ON "signal"("company_id", "code", "subject", "open");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_rule_company_id_scheme_key" ON "enrolment_rule"("company_id", "scheme");

-- CreateIndex
CREATE INDEX "enrolment_participant_id_scheme_idx" ON "enrolment"("participant_id", "scheme");

-- CreateIndex
CREATE INDEX "enrolment_company_id_scheme_idx" ON "enrolment"("company_id", "scheme");

-- CreateIndex
CREATE INDEX "sync_run_company_id_queued_at_id_idx" ON "sync_run"("company_id", "queued_at", "id");

-- CreateIndex
CREATE INDEX "sync_run_company_id_updated_at_idx" ON "sync_run"("company_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "sync_run_company_id_night_key" ON "sync_run"("company_id", "night");

-- AddForeignKey
ALTER TABLE "nmbrs_link" ADD CONSTRAINT "nmbrs_link_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant_provenance" ADD CONSTRAINT "participant_provenance_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant_mutation" ADD CONSTRAINT "participant_mutation_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant_mutation" ADD CONSTRAINT "participant_mutation_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant_mutation" ADD CONSTRAINT "participant_mutation_sync_run_id_fkey" FOREIGN KEY ("sync_run_id") REFERENCES "sync_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal" ADD CONSTRAINT "signal_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal" ADD CONSTRAINT "signal_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_rule" ADD CONSTRAINT "enrolment_rule_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "awaited_enrolment" ADD CONSTRAINT "awaited_enrolment_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_run" ADD CONSTRAINT "sync_run_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;
