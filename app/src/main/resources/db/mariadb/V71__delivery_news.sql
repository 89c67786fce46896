CREATE TABLE hk_delivery_news (
    message_id VARCHAR(200) NOT NULL PRIMARY KEY,
    failure VARCHAR(80) NOT NULL,
    heard_at DATETIME(6) NOT NULL,
    joined_at DATETIME(6),
    KEY hk_delivery_news_by_time (joined_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
