-- 0009-uid.sql - a report is known by 128 random bits, 32 hexadecimal digits, wherever it is copied to.
-- Without one ('') is only a report that is being recovered from an earlier version's file.
ALTER TABLE report ADD COLUMN uid TEXT NOT NULL DEFAULT '';
UPDATE report SET uid = lower(hex(randomblob(16)));
CREATE UNIQUE INDEX report_by_uid ON report (uid) WHERE uid <> '';
