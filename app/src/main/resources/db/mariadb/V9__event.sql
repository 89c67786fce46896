CREATE TABLE hk_event (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at DATETIME(6) NOT NULL,
    run_id BIGINT,
    sync VARCHAR(64),
    record_key VARCHAR(255),
    kind VARCHAR(40) NOT NULL,
    detail VARCHAR(4000),
    KEY hk_event_by_key (sync, record_key),
    KEY hk_event_by_run (run_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
