-- The code beside it: what has one is found without reading a row.
DROP INDEX hk_change_by_refusal;
CREATE INDEX hk_change_by_refusal ON hk_change (sync, outcome, id) INCLUDE (code)
    WHERE outcome IN ('rejected', 'superseded', 'unknown');
