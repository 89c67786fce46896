-- The newest change of each record, where it is rejected: what needs somebody is found without reading what does not.
CREATE TABLE hk_problem (
    sync VARCHAR(64) NOT NULL,
    record_key VARCHAR(255) COLLATE "C" NOT NULL,
    code VARCHAR(80) NOT NULL,
    cause VARCHAR(300) COLLATE "C" NOT NULL,
    reason VARCHAR(1000),
    at TIMESTAMP(6) NOT NULL,
    PRIMARY KEY (sync, record_key)
);
CREATE INDEX hk_problem_by_cause ON hk_problem (sync, cause, at);
-- Whether a record stands in hk_problem: whoever takes a newer change of it in takes it out there.
ALTER TABLE hk_record ADD COLUMN troubled BOOLEAN NOT NULL DEFAULT FALSE;
