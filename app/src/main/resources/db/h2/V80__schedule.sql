CREATE TABLE hk_schedule (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    known_until TIMESTAMP(6) NOT NULL
);
