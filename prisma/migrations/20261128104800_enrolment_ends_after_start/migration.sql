-- Someone can turn out to have left before an enrolment of theirs began: it ends on its first day, as the plan of a sync has it.
UPDATE "enrolment" SET "end_date" = "start_date" WHERE "end_date" < "start_date";

-- Prisma's schema has no checks.
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_ends_after_start" CHECK ("end_date" >= "start_date");
