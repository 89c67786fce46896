INSERT INTO hk_problem (sync, record_key, code, cause, reason, at)
SELECT c.sync, c.record_key, COALESCE(c.code, ''),
       LEFT(CONCAT(COALESCE(c.code, ''), ' ', COALESCE(substring(c.reason FROM '\[([A-Za-z0-9_.,]+)\]$'),
            regexp_replace(COALESCE(c.reason, ''), '\d+|''[^'']*''|"[^"]*"|\y[a-zA-Z0-9]*\d[a-zA-Z0-9]*\y', '…', 'g'))), 300),
       c.reason, COALESCE(c.settled_at, c.taken_in_at)
  FROM hk_change c JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key AND r.version = c.version
 WHERE c.outcome = 'rejected';
UPDATE hk_record r SET troubled = TRUE FROM hk_problem p WHERE r.sync = p.sync AND r.record_key = p.record_key;
