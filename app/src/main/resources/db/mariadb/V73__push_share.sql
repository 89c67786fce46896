CREATE TABLE hk_push_share (
    provider VARCHAR(100) NOT NULL,
    run_id BIGINT NOT NULL,
    wanted DOUBLE NOT NULL,
    seen_at DATETIME(6) NOT NULL,
    PRIMARY KEY (provider, run_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
