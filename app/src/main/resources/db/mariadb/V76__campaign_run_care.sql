-- How often delivering began and did not end, which delivery was looked at then, and the campaign as the run began with it.
ALTER TABLE hk_campaign_run
    ADD COLUMN begun INT NOT NULL DEFAULT 0,
    ADD COLUMN suspect_id BIGINT,
    ADD COLUMN suspected INT NOT NULL DEFAULT 0,
    ADD COLUMN revision VARCHAR(32);
