-- The code at the end: what has one is found without reading a row. Of what waits or is accepted it is null, and costs next to nothing.
ALTER TABLE hk_change DROP KEY hk_change_by_outcome, ADD KEY hk_change_by_outcome (sync, outcome, id, code);
