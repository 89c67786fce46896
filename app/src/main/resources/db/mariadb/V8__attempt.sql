CREATE TABLE hk_attempt (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    change_id BIGINT NOT NULL,
    bulk_job_id BIGINT NOT NULL,
    outcome VARCHAR(10) NOT NULL,
    code VARCHAR(80),
    reason VARCHAR(1000),
    at DATETIME(6) NOT NULL,
    KEY hk_attempt_by_change (change_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
