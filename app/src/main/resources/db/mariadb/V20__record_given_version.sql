ALTER TABLE hk_record ADD COLUMN given_version BIGINT;
