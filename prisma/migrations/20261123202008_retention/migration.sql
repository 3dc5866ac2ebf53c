-- AlterTable
ALTER TABLE "company" ADD COLUMN     "retention_years" INTEGER NOT NULL DEFAULT 7;

-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);
