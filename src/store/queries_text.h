/*
 * queries_text.h - the part of the list of statements (queries.h) that is about text: sections,
 * drafts, the history and undo.
 */
#ifndef STORE_QUERIES_TEXT_H
#define STORE_QUERIES_TEXT_H

/* Columns of a row of the history, in the order that record_read() takes them. */
#define RECORD_COLUMNS                                                                             \
    "id, act, section, clerk, at, word, kind, name, old_text, new_text, start, old_lines,"         \
    " new_lines, old_first, new_first, old_parent, old_position, new_parent, new_position,"        \
    " revision"
#define IS_DRAFT  "kind = 'splice' AND fold IS NULL"
#define OF_WRITER " AND clerk = $clerk AND writer = $writer AND id <= $last"
/* As the index of the history says it, so that it is used. */
#define IS_HISTORY "kind <> 'splice'"
/* A step's rows: its first, and those in the index of steps. What is typed and not folded is no
 * part of it: all that can be folded is before a step is looked for, and the rest waits for a
 * choice. Nor is what was folded as a step of its own, or gave way (QUERY_DRAFT_LOSE). */
#define OF_ACT                                                                                     \
    "(id = $act OR (act = $act AND report = $report AND (kind <> 'splice' OR fold IS NOT NULL)"    \
    " AND (kind <> 'splice' OR undone IS NULL OR undone <> fold)))"
#define OF_BODY                                                                                    \
    "report = $report AND section = $section AND " IS_HISTORY " AND kind IN ('fold', 'body')"
/* As the index of them says it. A figure taken from a sheet is one only for who took it. */
#define IS_BARRIER                                                                                 \
    "report = $report AND word IN ('submit', 'return', 'final', 'unlock', 'send', 'take')"         \
    " AND (word <> 'take' OR clerk = $clerk)"
#define BARRIER "(SELECT coalesce(max(id), 0) FROM change WHERE " IS_BARRIER ")"
#define IS_STEP                                                                                    \
    "report = $report AND clerk = $clerk AND act IS NULL AND word NOT IN ('undo', 'redo')"

/* Of a text that a window put beside the saved one (folds.h), the splice that begins it: what the
 * window typed before on that revision is none of it. */
#define BESIDE                                                                                     \
    "(SELECT coalesce(max(p.id), 0) FROM change AS p WHERE p.report = $report"                     \
    " AND p.section = $section AND p.kind = 'splice' AND p.fold IS NULL AND p.word = 'put'"        \
    " AND p.clerk = $clerk AND p.writer = $writer AND p.revision = $revision)"
/* Rows of the base that took splices which the window put on $revision. */
#define IS_OWN_FOLD                                                                                \
    "(clerk = $clerk AND coalesce(writer, 0) = $writer AND took IS NOT NULL AND took >= " BESIDE   \
    " AND $revision ="                                                                             \
    " coalesce((SELECT s.revision FROM change AS s WHERE s.id = change.took), -1))"
/* The revision from which the window has seen nothing but its own: where it chose its text among
 * two, that one. */
#define ANCHOR                                                                                     \
    "(SELECT coalesce(max(a.revision), $revision) FROM change AS a WHERE a.report = $report"       \
    " AND a.section = $section AND a.kind = 'body' AND a.word = 'resolve' AND a.clerk = $clerk"    \
    " AND a.writer = $writer AND a.revision > $revision AND $revision ="                           \
    " (SELECT s.revision FROM change AS s WHERE s.id = a.took))"

#define QUERY_LIST_TEXT(Q)                                                                         \
    Q(SECTION_LIST, "SELECT id, parent, name, heading, form, end_mark, label, kind, numbering,"    \
                    " item_numbering, marked, touched, attachment, body, attributes,"              \
                    " revision, position FROM section WHERE report = $report ORDER BY id")         \
    Q(SECTION_OUTLINE, "SELECT id, parent, heading FROM section WHERE report = $report"            \
                       " ORDER BY parent, position, id")                                           \
    Q(SECTION_FIELDS, "SELECT name, heading, form, end_mark, label, kind, numbering,"              \
                      " item_numbering, marked, touched, attachment FROM section"                  \
                      " WHERE report = $report AND id = $section")                                 \
    Q(SECTION_BODY, "SELECT body, attributes, revision, clerk FROM section"                        \
                    " WHERE report = $report AND id = $section")                                   \
    Q(SECTION_REVISION, "SELECT revision FROM section WHERE report = $report AND id = $section")   \
    Q(SECTION_SAVE_BODY, "UPDATE section SET body = $body, attributes = $attributes,"              \
                         " revision = $revision, clerk = $clerk"                                   \
                         " WHERE report = $report AND id = $section")                              \
    Q(SECTION_ADD, "INSERT INTO section (report, id, parent, position, name, heading, form,"       \
                   " end_mark, label, kind, numbering, item_numbering, marked, touched, carried,"  \
                   " attachment, body, attributes, revision, clerk) VALUES ($report, $section,"    \
                   " $parent, $position, $name, $heading, $form, $end_mark, $label, $kind,"        \
                   " $numbering, $item_numbering, $marked, $touched, 0, $attachment, $body,"       \
                   " $attributes, $revision, $clerk)")                                             \
    Q(SECTION_PLACE, "UPDATE section SET parent = $parent, position = $position"                   \
                     " WHERE report = $report AND id = $section"                                   \
                     " AND (parent <> $parent OR position <> $position)")                          \
    Q(SPLICE_ADD, "INSERT INTO change (act, report, section, clerk, at, word, kind, old_text,"     \
                  " new_text, start, old_lines, new_lines, old_first, new_first, revision,"        \
                  " writer) SELECT $act, $report, $section, $clerk, $at, $word, 'splice',"         \
                  " $old_text, $new_text, $start, $old_lines, $new_lines, $old_first,"             \
                  " $new_first, $revision, $writer WHERE NOT EXISTS (SELECT 1 FROM value"          \
                  " WHERE report = $report AND name = '@lock')")                                   \
    Q(SPLICE_BASE, "SELECT revision FROM change WHERE id = $id AND kind = 'splice'")               \
    Q(FOLD_UP_TO, "SELECT coalesce(max(revision), 0) FROM change WHERE took = $id"                 \
                  " AND kind IN ('fold', 'body') AND id ="                                         \
                  " (SELECT s.fold FROM change AS s WHERE s.id = $id AND s.kind = 'splice')")      \
    Q(REPORT_MARK,                                                                                 \
      "SELECT coalesce((SELECT max(id) FROM change WHERE report = $report AND " IS_HISTORY         \
      "), 0), coalesce(max(id), 0), count(*) FROM change WHERE report = $report AND " IS_DRAFT)    \
    Q(REPORT_NEWEST_CHANGE,                                                                        \
      "SELECT id, at, clerk FROM change WHERE id IN (SELECT max(id) FROM change"                   \
      " WHERE report = $report AND " IS_HISTORY " UNION ALL SELECT max(id) FROM change"            \
      " WHERE report = $report AND " IS_DRAFT ") ORDER BY id DESC LIMIT 1")                        \
    Q(REPORT_HAS_CHANGE, "SELECT (SELECT count(*) FROM change WHERE id = $change AND at = $at"     \
                         " AND report = $report AND clerk = $clerk),"                              \
                         " (SELECT count(*) FROM report WHERE id = $report)")                      \
    Q(DRAFT_REPORTS, "SELECT DISTINCT report FROM change WHERE " IS_DRAFT " ORDER BY report")      \
    Q(DRAFT_OWNERS, "SELECT section, clerk, writer, max(id), min(revision) FROM change"            \
                    " WHERE report = $report AND " IS_DRAFT                                        \
                    " GROUP BY section, clerk, writer ORDER BY section, max(id)")                  \
    Q(DRAFT_OF, "SELECT count(*), coalesce(max(id), 0), coalesce(min(revision), 0),"               \
                " coalesce(min(word), ''), coalesce(max(word), '') FROM change"                    \
                " WHERE report = $report AND section = $section AND " IS_DRAFT OF_WRITER)          \
    Q(DRAFT_STANDS_ON,                                                                             \
      "SELECT CASE WHEN $revision = (SELECT revision FROM section WHERE report = $report"          \
      " AND id = $section) THEN $revision ELSE coalesce((SELECT min(revision) - 1 FROM change"     \
      " WHERE " OF_BODY " AND revision > " ANCHOR " AND NOT " IS_OWN_FOLD "),"                     \
      " (SELECT max(revision) FROM change WHERE " OF_BODY " AND revision > $revision),"            \
      " $revision) END")                                                                           \
    Q(DRAFT_FOLLOWS, "SELECT count(*), count(CASE WHEN clerk = $clerk AND took IS NULL"            \
                     " AND " BESIDE " = 0 THEN 1 END)"                                             \
                     " FROM change WHERE $revision <> (SELECT revision FROM section"               \
                     " WHERE report = $report AND id = $section) AND " OF_BODY                     \
                     " AND revision > " ANCHOR " AND NOT " IS_OWN_FOLD)                            \
    Q(DRAFT_UNSEEN, "SELECT " RECORD_COLUMNS ", (SELECT coalesce(max(o.took), 0)"                  \
                    " FROM change AS o WHERE o.report = $report AND o.section = $section"          \
                    " AND o.kind IN ('fold', 'body') AND o.revision < change.revision"             \
                    " AND o.clerk = $clerk AND o.writer = $writer AND o.took IS NOT NULL)"         \
                    " FROM change WHERE " OF_BODY " AND revision > " ANCHOR                        \
                    " AND revision <= $now AND NOT " IS_OWN_FOLD " ORDER BY revision")             \
    Q(DRAFT_TOOK, "SELECT coalesce(max(took), 0) FROM change WHERE " OF_BODY                       \
                  " AND revision > $revision AND revision <= $now AND " IS_OWN_FOLD)               \
    Q(DRAFT_SPLICES, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"                \
                     " AND section = $section AND " IS_DRAFT OF_WRITER " ORDER BY id")             \
    Q(DRAFTS_AT, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"                    \
                 " AND kind = 'splice' AND id <= $id AND (fold IS NULL OR fold > $id)"             \
                 " ORDER BY id")                                                                   \
    Q(BASE_SPLICES,                                                                                \
      "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"                               \
      " AND section = $section AND kind = 'splice' AND revision = $revision" OF_WRITER             \
      " AND id >= " BESIDE " ORDER BY id")                                                         \
    Q(DRAFT_FOLD, "UPDATE change SET fold = $fold WHERE report = $report AND section = $section"   \
                  " AND " IS_DRAFT OF_WRITER)                                                      \
    Q(DRAFT_LOSE, "UPDATE change SET fold = $fold, undone = $fold WHERE report = $report"          \
                  " AND section = $section AND " IS_DRAFT OF_WRITER)

#define QUERY_LIST_HISTORY(Q)                                                                      \
    Q(RECORD_ADD, "INSERT INTO change (act, report, section, clerk, at, word, kind, name,"         \
                  " old_text, new_text, start, old_lines, new_lines, old_first, new_first,"        \
                  " old_parent, old_position, new_parent, new_position, revision, writer, took)"   \
                  " VALUES ($act, $report, $section, $clerk, $at, $word, $kind, $name, $old_text," \
                  " $new_text, $start, $old_lines, $new_lines, $old_first, $new_first,"            \
                  " $old_parent, $old_position, $new_parent, $new_position, $revision, $writer,"   \
                  " $took)")                                                                       \
    Q(RECORD_BY_ID, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report AND id = $id")   \
    Q(RECORDS_AFTER, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"                \
                     " AND " IS_HISTORY " AND kind NOT IN ('lost', 'event') AND id > $id"          \
                     " ORDER BY id")                                                               \
    Q(RECORDS_OF_REPORT, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"            \
                         " AND " IS_HISTORY " AND id < $before ORDER BY id DESC")                  \
    Q(RECORDS_OF_SECTION, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"           \
                          " AND section = $section AND " IS_HISTORY " AND id < $before"            \
                          " ORDER BY id DESC")                                                     \
    Q(RECORDS_OF_CLERK, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"             \
                        " AND clerk = $clerk AND " IS_HISTORY " AND id < $before"                  \
                        " ORDER BY id DESC")                                                       \
    Q(RECORDS_OF_VALUE, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"             \
                        " AND kind = 'value' AND ($name = '' OR name = $name)"                     \
                        " AND id < $before ORDER BY id DESC")                                      \
    Q(HISTORY_GAP, "SELECT max(revision) FROM change WHERE report = $report"                       \
                   " AND " IS_HISTORY " AND kind = 'event' AND word = 'recover'")                  \
    Q(HISTORY_CLERKS, "SELECT DISTINCT clerk FROM change WHERE report = $report"                   \
                      " AND " IS_HISTORY " ORDER BY clerk")                                        \
    Q(HISTORY_VALUES, "SELECT DISTINCT name FROM change WHERE report = $report"                    \
                      " AND kind = 'value' AND name NOT GLOB '@carried.*' ORDER BY name")          \
    Q(RECORDS_OF_ACT, "SELECT " RECORD_COLUMNS " FROM change WHERE " OF_ACT " ORDER BY id")        \
    Q(FLAGS_OF_STEP, "SELECT " RECORD_COLUMNS " FROM change WHERE report = $report"                \
                     " AND kind = 'field' AND (kind <> 'splice' OR fold IS NOT NULL)"              \
                     " AND act = (SELECT coalesce(nullif(fold, 0), id) FROM change"                \
                     " WHERE id = $act AND kind = 'splice')"                                       \
                     " AND NOT EXISTS (SELECT 1 FROM change AS earlier WHERE earlier.id < $act"    \
                     " AND earlier.report = change.report AND earlier.kind = 'splice'"             \
                     " AND earlier.fold = change.act) ORDER BY id")                                \
    Q(RECORDS_OF_BODY, "SELECT " RECORD_COLUMNS " FROM change WHERE " OF_BODY                      \
                       " AND revision > $revision ORDER BY id DESC")                               \
    Q(ACT_END, "SELECT max(id) FROM change WHERE (id = $act AND " IS_HISTORY ")"                   \
               " OR (act = $act AND " IS_HISTORY ")")                                              \
    Q(UNDO_TARGET,                                                                                 \
      "SELECT id FROM change WHERE " IS_STEP " AND undone IS NULL AND kind IN"                     \
      " ('splice', 'body', 'field', 'place', 'value')"                                             \
      " AND (kind <> 'splice' OR fold IS NOT NULL) AND id > " BARRIER " ORDER BY id DESC LIMIT 1") \
    Q(UNDO_BARRIER, "SELECT " BARRIER)                                                             \
    Q(REDO_TARGET, "SELECT min(id) FROM change WHERE " IS_STEP " AND undone >"                     \
                   " (SELECT max(id) FROM change WHERE " IS_STEP " AND kind <> 'fold')"            \
                   " AND undone > " BARRIER)                                                       \
    Q(ACT_UNDONE, "UPDATE change SET undone = (SELECT max(id) FROM change)"                        \
                  " WHERE " OF_ACT)                                                                \
    Q(ACT_REDONE, "UPDATE change SET undone = NULL WHERE " OF_ACT)                                 \
    Q(OTHER_BODY, "SELECT clerk FROM change WHERE " OF_BODY " AND clerk <> $clerk"                 \
                  " AND revision > $since ORDER BY id DESC LIMIT 1")                               \
    Q(OTHER_FIELD, "SELECT clerk FROM change WHERE report = $report AND section = $section"        \
                   " AND " IS_HISTORY                                                              \
                   " AND kind = 'field' AND name = $name AND clerk <> $clerk AND id > $since"      \
                   " ORDER BY id DESC LIMIT 1")                                                    \
    Q(OTHER_PLACE,                                                                                 \
      "SELECT clerk FROM change WHERE report = $report AND " IS_HISTORY " AND kind = 'place'"      \
      " AND clerk <> $clerk AND id > $since ORDER BY id DESC LIMIT 1")                             \
    Q(OTHER_VALUES, "SELECT name, clerk, id FROM change WHERE report = $report AND kind = 'value'" \
                    " AND clerk <> $clerk AND id > $since ORDER BY id")

#endif
