-- What people decided: a sync is held (record_key ''), or what waits of a record is skipped up to a version.
CREATE TABLE hk_intervention (
    sync VARCHAR(64) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    record_key VARCHAR(255) NOT NULL,
    version BIGINT NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    begun_at TIMESTAMP(6) NOT NULL,
    PRIMARY KEY (sync, kind, record_key)
);
