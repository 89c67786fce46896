CREATE TABLE hk_device (
    address_hash VARCHAR(32) NOT NULL PRIMARY KEY,
    endpoint VARCHAR(400),
    gone_at DATETIME(6),
    gone_code VARCHAR(80),
    registered_at DATETIME(6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
