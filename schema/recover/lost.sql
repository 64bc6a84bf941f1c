-- lost.sql - reports of which only parts are left, and sections of which only others tell, get a
-- row that says so. known_report, known_section and known_value are there (store/recover_index.h).
CREATE INDEX recover_children ON section (report, parent);
CREATE INDEX recover_changes ON change (report, section, kind);

CREATE TEMP TABLE lost_report AS
SELECT id FROM (SELECT id FROM known_report UNION SELECT report FROM section
                UNION SELECT report FROM value
                UNION SELECT report FROM change GROUP BY report HAVING count(*) > 2)
WHERE id NOT IN (SELECT id FROM report);

UPDATE known_report SET uid = NULL WHERE uid IN (SELECT uid FROM report);

INSERT INTO report (id, unit, short_name, year, title, sign_off, prior, template, numbering,
                    next_section, outline_revision, sections, done, errors, warnings, created,
                    changed, trashed, uid)
SELECT l.id, coalesce(k.unit, '（单位读不出来）'), '', coalesce(k.year, 0), '（题目读不出来）', '', 0, NULL,
       '一、', 1, 1, 0, 0, 0, 0, coalesce(k.changed, 0), coalesce(k.changed, 0),
       coalesce(k.trashed, 0) = 1, coalesce(k.uid, '')
FROM lost_report l LEFT JOIN known_report k ON k.id = l.id;

CREATE TEMP TABLE lost_section AS
SELECT DISTINCT report, id
FROM (SELECT report, id FROM known_section
      UNION SELECT report, parent FROM section WHERE parent > 0
      UNION SELECT report, section FROM change WHERE section > 0) AS k
WHERE id > 0 AND id < 1000000 AND report IN (SELECT id FROM report)
      AND NOT EXISTS (SELECT 1 FROM section s WHERE s.report = k.report AND s.id = k.id);

INSERT INTO section (report, id, parent, position, name, heading, form, end_mark, label, kind,
                     numbering, item_numbering, marked, touched, carried, attachment, body,
                     attributes, revision, clerk)
SELECT l.report, l.id,
       coalesce((SELECT c.new_parent FROM change c
                 WHERE c.report = l.report AND c.section = l.id AND c.kind = 'place'
                 ORDER BY c.id DESC LIMIT 1), 0),
       coalesce((SELECT c.new_position FROM change c
                 WHERE c.report = l.report AND c.section = l.id AND c.kind = 'place'
                 ORDER BY c.id DESC LIMIT 1), 300000 + l.id),
       NULL,
       coalesce((SELECT c.new_text FROM change c
                 WHERE c.report = l.report AND c.section = l.id AND c.kind = 'field'
                       AND c.name = 'heading'
                 ORDER BY c.id DESC LIMIT 1), '（标题读不出来）'),
       'block', '', '', 'text', '一、', '1.', 0, 1, 0, 0, '', 'p',
       coalesce((SELECT max(c.revision) FROM change c
                 WHERE c.report = l.report AND c.section = l.id AND c.kind IN ('fold', 'body')), 1),
       ''
FROM lost_section l;
