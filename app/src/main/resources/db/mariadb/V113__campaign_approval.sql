-- Whose approval a run needs before anything is sent (NULL: nobody's), and who gave it when.
ALTER TABLE hk_campaign_run ADD COLUMN approval_by VARCHAR(200), ADD COLUMN approved_by VARCHAR(64),
    ADD COLUMN approved_at DATETIME(6);
