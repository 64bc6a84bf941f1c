-- 0011-reviewed.sql - the library's row shows how much of last year's text was gone through, in percent of
-- the sentences as of the last save; -1: nothing was carried on. What is not known yet shows at the next save.
ALTER TABLE report ADD COLUMN reviewed INTEGER NOT NULL DEFAULT -1;
