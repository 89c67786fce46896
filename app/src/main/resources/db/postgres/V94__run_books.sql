-- What a run came to, kept at its end.
CREATE TABLE hk_run_books (
    run_id BIGINT NOT NULL,
    sync VARCHAR(64) NOT NULL,
    taken_in BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    superseded BIGINT NOT NULL,
    unknown_outcome BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    PRIMARY KEY (run_id, sync)
);
