-- 0008-unreviewed.sql - the library's row shows how many sentences are last year's and not gone through,
-- as of the last save. Until then a report of an earlier version counts one for each carried section.
ALTER TABLE report ADD COLUMN unreviewed INTEGER NOT NULL DEFAULT 0;
UPDATE report SET unreviewed =
    (SELECT count(*) FROM value WHERE value.report = report.id AND value.name GLOB '@carried.*');
