CREATE TABLE hk_intake (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sync VARCHAR(64) NOT NULL,
    door VARCHAR(10) NOT NULL,
    run_id BIGINT,
    taken_in INT NOT NULL,
    at DATETIME(6) NOT NULL,
    KEY hk_intake_by_run (run_id),
    KEY hk_intake_by_sync (sync)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
