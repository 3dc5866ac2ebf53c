-- CreateIndex
CREATE INDEX "sync_run_status_idx" ON "sync_run"("status");
