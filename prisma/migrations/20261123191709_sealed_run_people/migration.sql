-- Both columns held names and values of people as they were. Another type makes PostgreSQL write the whole table anew, so
-- that nothing of them stays in its file, which dropping the columns would leave there.
ALTER TABLE "sync_run" ALTER COLUMN "plan" DROP DEFAULT,
ALTER COLUMN "plan" DROP NOT NULL,
ALTER COLUMN "plan" SET DATA TYPE BYTEA USING NULL::BYTEA,
ALTER COLUMN "exclusions" DROP DEFAULT,
ALTER COLUMN "exclusions" DROP NOT NULL,
ALTER COLUMN "exclusions" SET DATA TYPE BYTEA USING NULL::BYTEA;

-- A person decides on what a held run shows, and these show nothing any more: the next sync holds anew.
UPDATE "sync_run" SET "status" = 'SUPERSEDED', "finished_at" = now(), "held_plan" = NULL, "revision" = "revision" + 1
WHERE "status" = 'HELD';
