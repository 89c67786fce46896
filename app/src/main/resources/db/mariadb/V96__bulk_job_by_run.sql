-- One entry for each bulk job or call, not for each of their rows.
ALTER TABLE hk_bulk_job ADD KEY hk_bulk_job_by_run (run_id), ADD KEY hk_bulk_job_by_sync (sync, id),
    ADD KEY hk_bulk_job_by_remote_id (remote_id);
