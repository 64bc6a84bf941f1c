-- 0004-log-sync.sql - what is to reach the disk is synced in the log itself; nothing is bumped any more.
DROP TABLE pulse;
