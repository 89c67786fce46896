-- Some deliveries of a campaign's run, which one process works on at a time: the one that holds the lease `part:ID`.
CREATE TABLE hk_part (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    run_id BIGINT NOT NULL,
    first_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    revision VARCHAR(32) NOT NULL,
    state VARCHAR(4) NOT NULL,
    holder VARCHAR(200),
    opened_at DATETIME(6) NOT NULL,
    ended_at DATETIME(6),
    begun INT NOT NULL DEFAULT 0,
    suspect_id BIGINT,
    suspected INT NOT NULL DEFAULT 0,
    KEY hk_part_by_state (state, run_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
