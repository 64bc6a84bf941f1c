-- 0007-carried.sql - a report keeps each section's text as it was carried from last year's, as a
-- value. Earlier versions had a flag that the first key took away: where it still stands the text is
-- as it was carried; what lost it is taken to be finished.
INSERT OR IGNORE INTO value (report, name, text)
SELECT report, '@carried.' || id, body FROM section WHERE carried = 1 AND body <> '';

-- Steps that took the flag away stay in the history and are undone no more; where it went along with
-- another change, that one tells.
DROP TRIGGER change_keeps_text;
DROP TRIGGER change_stays;
DELETE FROM change WHERE kind = 'field' AND name = 'carried' AND act IS NOT NULL;
UPDATE change SET kind = 'event', name = NULL, old_text = NULL, new_text = NULL
WHERE kind = 'field' AND name = 'carried';
CREATE TRIGGER change_keeps_text BEFORE UPDATE OF id, act, report, section, clerk, at, word, kind,
    name, old_text, new_text, start, old_lines, new_lines, old_first, new_first, old_parent,
    old_position, new_parent, new_position, revision, writer, took ON change
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
WHEN EXISTS (SELECT 1 FROM report WHERE id = OLD.report)
BEGIN SELECT RAISE(ABORT, 'history goes only with its report'); END;

-- The column stays, of no use: a file whose list of tables is lost is read by those of 0001.
UPDATE section SET carried = 0 WHERE carried <> 0;
