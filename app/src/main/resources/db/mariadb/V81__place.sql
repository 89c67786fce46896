CREATE TABLE hk_place (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    place VARCHAR(80),
    last_death VARCHAR(160),
    deaths INT NOT NULL,
    paused_at DATETIME(6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
