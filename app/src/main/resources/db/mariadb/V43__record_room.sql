ALTER TABLE hk_record ADD COLUMN room VARBINARY(46) DEFAULT '                                              ';
