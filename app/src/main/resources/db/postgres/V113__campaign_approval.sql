-- Whose approval a run needs before anything is sent (NULL: nobody's), and who gave it when.
ALTER TABLE hk_campaign_run ADD COLUMN approval_by VARCHAR(200);
ALTER TABLE hk_campaign_run ADD COLUMN approved_by VARCHAR(64);
ALTER TABLE hk_campaign_run ADD COLUMN approved_at TIMESTAMP(6);
