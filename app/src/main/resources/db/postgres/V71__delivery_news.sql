CREATE TABLE hk_delivery_news (
    message_id VARCHAR(200) NOT NULL PRIMARY KEY,
    failure VARCHAR(80) NOT NULL,
    heard_at TIMESTAMP(6) NOT NULL,
    joined_at TIMESTAMP(6)
);
CREATE INDEX hk_delivery_news_by_time ON hk_delivery_news (joined_at);
