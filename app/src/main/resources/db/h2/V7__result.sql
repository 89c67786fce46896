CREATE TABLE hk_result (
    bulk_job_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    record_key VARCHAR(255) NOT NULL,
    outcome VARCHAR(10) NOT NULL,
    remote_id VARCHAR(18),
    code VARCHAR(80),
    reason VARCHAR(1000),
    not_before TIMESTAMP(6),
    PRIMARY KEY (bulk_job_id, position)
);
