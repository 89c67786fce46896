-- The code at the end: what has one is found without reading a row.
DROP INDEX hk_change_by_outcome;
CREATE INDEX hk_change_by_outcome ON hk_change (sync, outcome, id, code);
