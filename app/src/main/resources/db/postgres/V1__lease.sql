CREATE TABLE hk_lease (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    token BIGINT NOT NULL,
    holder VARCHAR(200),
    expires_at TIMESTAMP(6)
) WITH (fillfactor = 50);
