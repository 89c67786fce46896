INSERT INTO hk_problem (sync, record_key, code, cause, reason, at)
SELECT c.sync, c.record_key, COALESCE(c.code, ''),
       LEFT(CONCAT(COALESCE(c.code, ''), ' ', CASE WHEN REGEXP_LIKE(c.reason, '\[[A-Za-z0-9_.,]+\]$')
            THEN TRIM(TRAILING ']' FROM SUBSTRING(REGEXP_SUBSTR(c.reason, '\[[A-Za-z0-9_.,]+\]$'), 2))
            ELSE REGEXP_REPLACE(COALESCE(c.reason, ''), '\d+|''[^'']*''|"[^"]*"|\b[a-zA-Z0-9]*\d[a-zA-Z0-9]*\b', '…') END), 300),
       c.reason, COALESCE(c.settled_at, c.taken_in_at)
  FROM hk_change c JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key AND r.version = c.version
 WHERE c.outcome = 'rejected';
UPDATE hk_record SET troubled = TRUE WHERE (sync, record_key) IN (SELECT sync, record_key FROM hk_problem);
