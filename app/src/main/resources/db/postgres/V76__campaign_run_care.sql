-- How often delivering began and did not end, which delivery was looked at then, and the campaign as the run began with it.
ALTER TABLE hk_campaign_run ADD COLUMN begun INT DEFAULT 0 NOT NULL;
ALTER TABLE hk_campaign_run ADD COLUMN suspect_id BIGINT;
ALTER TABLE hk_campaign_run ADD COLUMN suspected INT DEFAULT 0 NOT NULL;
ALTER TABLE hk_campaign_run ADD COLUMN revision VARCHAR(32);
