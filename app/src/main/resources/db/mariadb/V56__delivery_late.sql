CREATE TABLE hk_delivery_late (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    delivery_id BIGINT NOT NULL,
    token BIGINT NOT NULL,
    outcome VARCHAR(10) NOT NULL,
    code VARCHAR(80),
    reason VARCHAR(1000),
    message_id VARCHAR(200),
    heard_at DATETIME(6) NOT NULL,
    KEY hk_delivery_late_by_delivery (delivery_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
