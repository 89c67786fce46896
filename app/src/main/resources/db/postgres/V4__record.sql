-- Half of each page stays free: an updated row that finds room beside its old self touches no index.
CREATE TABLE hk_record (
    sync VARCHAR(64) NOT NULL,
    record_key VARCHAR(255) COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    operation VARCHAR(6) NOT NULL,
    fingerprint BYTEA,
    given_version BIGINT,
    remote_id VARCHAR(18),
    org_id VARCHAR(18),
    accepted_version BIGINT NOT NULL,
    accepted_at TIMESTAMP(6),
    PRIMARY KEY (sync, record_key)
) WITH (fillfactor = 50);
CREATE INDEX hk_record_by_remote_id ON hk_record (sync, remote_id) WHERE remote_id IS NOT NULL;
