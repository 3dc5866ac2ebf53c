-- CreateEnum
CREATE TYPE "mail_kind" AS ENUM ('MANUAL_MUTATIONS', 'NIGHTLY_DIGEST', 'SILENCE');

-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('WAITING', 'SENDING', 'SENT', 'REFUSED', 'EXPIRED', 'IN_DOUBT', 'CANCELLED');

-- CreateTable
CREATE TABLE "mail_preference" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "manual_mutations" BOOLEAN NOT NULL,
    "nightly_digest" BOOLEAN NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_preference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_outbox" (
    "id" UUID NOT NULL,
    "company_id" UUID NOT NULL,
    "preference_id" UUID NOT NULL,
    "kind" "mail_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "status" "mail_status" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mail_preference_subject_idx" ON "mail_preference"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "mail_preference_company_id_subject_key" ON "mail_preference"("company_id", "subject");

-- CreateIndex
CREATE INDEX "mail_outbox_status_next_attempt_at_idx" ON "mail_outbox"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "mail_outbox_company_id_idx" ON "mail_outbox"("company_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_outbox_preference_id_key_key" ON "mail_outbox"("preference_id", "key");

-- AddForeignKey
ALTER TABLE "mail_preference" ADD CONSTRAINT "mail_preference_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_outbox_preference_id_fkey" FOREIGN KEY ("preference_id") REFERENCES "mail_preference"("id") ON DELETE CASCADE ON UPDATE CASCADE;
