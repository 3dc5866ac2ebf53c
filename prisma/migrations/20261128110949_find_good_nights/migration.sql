-- CreateIndex
CREATE INDEX "sync_run_company_id_finished_at_idx" ON "sync_run"("company_id", "finished_at");
