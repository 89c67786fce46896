-- Why no run of it may begin until a person says so.
ALTER TABLE hk_campaign ADD COLUMN held VARCHAR(500);
