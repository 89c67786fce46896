-- What each transaction settled, until it is rolled up into minutes.
CREATE TABLE hk_settled (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at DATETIME(6) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    name VARCHAR(64) NOT NULL,
    taken_in BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    superseded BIGINT NOT NULL,
    unsent BIGINT NOT NULL,
    unknown_outcome BIGINT NOT NULL,
    waits VARCHAR(2000),
    KEY hk_settled_by_time (at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
