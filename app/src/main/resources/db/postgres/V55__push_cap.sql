CREATE TABLE hk_push_cap (
    cap_group VARCHAR(64) NOT NULL,
    user_key VARCHAR(190) NOT NULL,
    campaign_id INT NOT NULL,
    once_hash BYTEA NOT NULL,
    reserved_at TIMESTAMP(6) NOT NULL,
    PRIMARY KEY (cap_group, user_key, campaign_id, once_hash)
);
