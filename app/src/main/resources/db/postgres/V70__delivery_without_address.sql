ALTER TABLE hk_delivery DROP COLUMN address;
