-- The key goes first: H2 looks an IN list up only by the first column of an index.
CREATE TABLE hk_record (
    sync VARCHAR(64) NOT NULL,
    record_key VARCHAR(255) NOT NULL,
    version BIGINT NOT NULL,
    operation VARCHAR(6) NOT NULL,
    fingerprint VARBINARY(16),
    remote_id VARCHAR(18),
    org_id VARCHAR(18),
    accepted_version BIGINT NOT NULL,
    accepted_at TIMESTAMP(6),
    PRIMARY KEY (record_key, sync)
);
CREATE INDEX hk_record_by_remote_id ON hk_record (remote_id, sync);
