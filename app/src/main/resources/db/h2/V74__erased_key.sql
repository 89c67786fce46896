CREATE TABLE hk_erased_key (
    campaign_id INT NOT NULL,
    once_key VARBINARY(24) NOT NULL,
    PRIMARY KEY (campaign_id, once_key)
);
