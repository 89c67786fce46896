DROP TABLE hk_result;
