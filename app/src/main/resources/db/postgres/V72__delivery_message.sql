CREATE TABLE hk_delivery_message (
    message_id VARCHAR(200) NOT NULL PRIMARY KEY,
    delivery_id BIGINT NOT NULL,
    address_hash VARCHAR(32) NOT NULL,
    registered_at TIMESTAMP(6),
    written_at TIMESTAMP(6) NOT NULL
);
CREATE INDEX hk_delivery_message_by_time ON hk_delivery_message (written_at);
