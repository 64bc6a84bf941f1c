-- 0010-barriers.sql - steps on a report's way (送审, 退回, 定稿, 解除定稿, 报送) and figures taken from
-- another's sheet are no part of what undo takes back, and it does not go past them: the newest is found
-- at once.
CREATE INDEX change_barriers ON change (report)
WHERE word IN ('submit', 'return', 'final', 'unlock', 'send', 'take');
