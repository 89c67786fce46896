-- Whether a record stands in hk_problem: whoever takes a newer change of it in takes it out there.
ALTER TABLE hk_record ADD COLUMN troubled BOOLEAN NOT NULL DEFAULT FALSE;
