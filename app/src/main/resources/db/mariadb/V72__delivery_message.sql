CREATE TABLE hk_delivery_message (
    message_id VARCHAR(200) NOT NULL PRIMARY KEY,
    delivery_id BIGINT NOT NULL,
    address_hash VARCHAR(32) NOT NULL,
    registered_at DATETIME(6),
    written_at DATETIME(6) NOT NULL,
    KEY hk_delivery_message_by_time (written_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
