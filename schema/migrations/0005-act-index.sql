-- 0005-act-index.sql - a typed splice enters the index of undo steps when it is folded: each key pays
-- for one small index only. Until then it is found among its report's drafts.
DROP INDEX change_by_act;
CREATE INDEX change_by_act ON change (act)
WHERE act IS NOT NULL AND (kind <> 'splice' OR fold IS NOT NULL);
