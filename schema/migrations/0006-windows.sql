-- 0006-windows.sql - who typed a splice is a window: one run of the program, by a random number.
-- Splices of earlier versions have none (0) and count as one window of their clerk. What was folded says
-- whose splices it took, and up to which.
ALTER TABLE change ADD COLUMN writer INTEGER NOT NULL DEFAULT 0;
ALTER TABLE change ADD COLUMN took INTEGER; -- fold, body, lost: the last splice that it took

-- Where only a part of a draft was folded, the rest goes on from there.
UPDATE change SET took = (SELECT max(id) FROM change AS s WHERE s.kind = 'splice' AND s.fold = change.id)
WHERE kind IN ('fold', 'body') AND id IN
    (SELECT s.fold FROM change AS s WHERE s.kind = 'splice' AND s.fold > 0 AND EXISTS
        (SELECT 1 FROM change AS d WHERE d.report = s.report AND d.section = s.section
            AND d.kind = 'splice' AND d.fold IS NULL AND d.clerk = s.clerk AND d.revision = s.revision));

DROP TRIGGER change_keeps_text;
CREATE TRIGGER change_keeps_text BEFORE UPDATE OF id, act, report, section, clerk, at, word, kind,
    name, old_text, new_text, start, old_lines, new_lines, old_first, new_first, old_parent,
    old_position, new_parent, new_position, revision, writer, took ON change
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
