CREATE TABLE hk_device (
    address_hash VARCHAR(32) NOT NULL PRIMARY KEY,
    endpoint VARCHAR(400),
    gone_at TIMESTAMP(6),
    gone_code VARCHAR(80),
    registered_at TIMESTAMP(6)
);
