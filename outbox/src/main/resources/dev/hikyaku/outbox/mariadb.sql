-- MariaDB 10.6 and newer, MySQL 8.0.13 and newer
CREATE TABLE hk_outbox (
    id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sync       VARCHAR(64)   NOT NULL,
    body       MEDIUMTEXT    NOT NULL,
    request_id VARCHAR(200)  NOT NULL DEFAULT (UUID()),
    state      VARCHAR(8)    NOT NULL DEFAULT 'waiting',
    code       VARCHAR(80)   NULL,
    reason     VARCHAR(1000) NULL,
    written_at TIMESTAMP(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    refused_at TIMESTAMP(6)  NULL DEFAULT NULL,
    UNIQUE KEY hk_outbox_by_request (sync, request_id),
    KEY hk_outbox_by_state (state, sync, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
