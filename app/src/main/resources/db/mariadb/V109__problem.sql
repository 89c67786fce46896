-- The newest change of each record, where it is rejected: what needs somebody is found without reading what does not.
CREATE TABLE hk_problem (
    sync VARCHAR(64) NOT NULL,
    record_key VARCHAR(255) NOT NULL,
    code VARCHAR(80) NOT NULL,
    cause VARCHAR(300) NOT NULL,
    reason VARCHAR(1000),
    at DATETIME(6) NOT NULL,
    PRIMARY KEY (sync, record_key),
    KEY hk_problem_by_cause (sync, cause, at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
