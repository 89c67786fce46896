-- A sync or run of which the statistics know nothing yet seems to have next to no rows, and its rows are then looked up
-- by reading all of them. 20,000 is what may be read that way.
ALTER TABLE hk_change SET (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
ALTER TABLE hk_record SET (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
ALTER TABLE hk_delivery SET (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
