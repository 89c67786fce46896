-- One entry for each bulk job or call, not for each of their rows.
CREATE INDEX hk_bulk_job_by_run ON hk_bulk_job (run_id);
CREATE INDEX hk_bulk_job_by_sync ON hk_bulk_job (sync, id);
CREATE INDEX hk_bulk_job_by_remote_id ON hk_bulk_job (remote_id);
DROP INDEX hk_intake_by_sync;
CREATE INDEX hk_intake_by_sync ON hk_intake (sync, id);
