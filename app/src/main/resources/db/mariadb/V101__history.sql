-- How it went, in steps of 1, 10 and 60 minutes.
CREATE TABLE hk_history (
    minutes SMALLINT NOT NULL,
    at DATETIME(6) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    name VARCHAR(64) NOT NULL,
    taken_in BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    superseded BIGINT NOT NULL,
    unsent BIGINT NOT NULL,
    unknown_outcome BIGINT NOT NULL,
    oldest_ms BIGINT,
    waits VARCHAR(2000),
    PRIMARY KEY (minutes, at, kind, name)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
