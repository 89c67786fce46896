CREATE TABLE hk_push_cap (
    cap_group VARCHAR(64) NOT NULL,
    user_key VARCHAR(190) NOT NULL,
    campaign_id INT NOT NULL,
    once_hash VARBINARY(24) NOT NULL,
    reserved_at DATETIME(6) NOT NULL,
    PRIMARY KEY (cap_group, user_key, campaign_id, once_hash)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
