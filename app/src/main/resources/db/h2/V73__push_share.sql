CREATE TABLE hk_push_share (
    provider VARCHAR(100) NOT NULL,
    run_id BIGINT NOT NULL,
    wanted DOUBLE PRECISION NOT NULL,
    seen_at TIMESTAMP(6) NOT NULL,
    PRIMARY KEY (provider, run_id)
);
