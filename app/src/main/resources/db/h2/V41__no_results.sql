DROP TABLE hk_result;
-- The key goes first, as in hk_record.
CREATE INDEX hk_change_by_record ON hk_change (record_key, sync);
