-- The key in small letters, where that is another text; else null. For external ids that do not tell case apart.
ALTER TABLE hk_record ADD COLUMN folded_key VARCHAR(255) COLLATE "C";
CREATE INDEX hk_record_by_folded_key ON hk_record (folded_key, sync) WHERE folded_key IS NOT NULL;
