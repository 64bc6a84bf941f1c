-- 0003-history.sql - the history by page, by person and by figure: each listed from its newest row on
-- without sorting, however many there are. As before a typed splice is in none of these.
CREATE INDEX change_by_report ON change (report) WHERE kind <> 'splice';
CREATE INDEX change_by_clerk ON change (report, clerk) WHERE kind <> 'splice';
CREATE INDEX change_values ON change (report) WHERE kind = 'value';
