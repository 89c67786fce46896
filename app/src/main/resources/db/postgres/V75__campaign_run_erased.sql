-- Deliveries of the run that were erased: whoever decides on a page looks again where there are any.
ALTER TABLE hk_campaign_run ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
