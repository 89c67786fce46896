CREATE TABLE hk_remote_id (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sync VARCHAR(64) NOT NULL,
    record_key VARCHAR(255) NOT NULL,
    remote_id VARCHAR(18) NOT NULL,
    org_id VARCHAR(18),
    known_since DATETIME(6),
    known_until DATETIME(6),
    reason VARCHAR(20) NOT NULL,
    stops BOOLEAN NOT NULL,
    KEY hk_remote_id_by_key (sync, record_key),
    KEY hk_remote_id_by_id (sync, remote_id),
    KEY hk_remote_id_by_stops (sync, stops)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
