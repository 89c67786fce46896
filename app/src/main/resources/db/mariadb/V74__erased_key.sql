CREATE TABLE hk_erased_key (
    campaign_id INT NOT NULL,
    once_key VARBINARY(24) NOT NULL,
    PRIMARY KEY (campaign_id, once_key)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
