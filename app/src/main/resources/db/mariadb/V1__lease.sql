CREATE TABLE hk_lease (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    token BIGINT NOT NULL,
    holder VARCHAR(200),
    expires_at DATETIME(6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
