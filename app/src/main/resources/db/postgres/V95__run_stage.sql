-- What the stages of a run handled, kept at its end.
CREATE TABLE hk_run_stage (
    run_id BIGINT NOT NULL,
    place INT NOT NULL,
    sync VARCHAR(64) NOT NULL,
    stage VARCHAR(40) NOT NULL,
    handled BIGINT NOT NULL,
    millis BIGINT NOT NULL,
    PRIMARY KEY (run_id, place)
);
