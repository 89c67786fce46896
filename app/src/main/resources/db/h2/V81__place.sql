CREATE TABLE hk_place (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    place VARCHAR(80),
    last_death VARCHAR(160),
    deaths INT NOT NULL,
    paused_at TIMESTAMP(6)
);
