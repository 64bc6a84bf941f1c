/*
 * queries.h - every statement of the store, in one list: name and text. Parameters are named;
 * texts keep to what SQLite and PostgreSQL share, those of queries_search.h apart. A test prepares
 * each on a fresh schema.
 */
#ifndef STORE_QUERIES_H
#define STORE_QUERIES_H

#include "store/queries_search.h"
#include "store/queries_text.h"

/* A row of the library, in the order that library.c takes it. */
#define REPORT_COLUMNS                                                                             \
    "r.id, r.unit, r.short_name, coalesce(t.form_id, ''), r.title, r.year, r.sections, r.done,"    \
    " r.errors, r.warnings, r.created, r.changed, r.trashed, r.unreviewed, r.uid, r.reviewed"

#define QUERY_LIST_LIBRARY(Q)                                                                      \
    Q(TX_READ, "BEGIN")                                                                            \
    Q(TX_WRITE, "BEGIN IMMEDIATE")                                                                 \
    Q(TX_COMMIT, "COMMIT")                                                                         \
    Q(TX_ROLLBACK, "ROLLBACK")                                                                     \
    Q(REPORT_PAGE, "SELECT " REPORT_COLUMNS " FROM (SELECT id FROM report"                         \
                   " WHERE trashed = $trashed ORDER BY changed DESC, id DESC"                      \
                   " LIMIT $most OFFSET $start) p JOIN report r ON r.id = p.id"                    \
                   " LEFT JOIN template t ON t.id = r.template"                                    \
                   " ORDER BY r.changed DESC, r.id DESC")                                          \
    Q(REPORT_COUNT, "SELECT count(*) FROM report WHERE trashed = $trashed")                        \
    Q(REPORT_ANY, "SELECT EXISTS (SELECT 1 FROM report)")                                          \
    Q(REPORT_RANK, "SELECT count(*) FROM report r JOIN report o ON o.id = $id"                     \
                   " WHERE r.trashed = o.trashed AND (r.changed > o.changed"                       \
                   " OR (r.changed = o.changed AND r.id > o.id))")                                 \
    Q(REPORT_RECENT, "SELECT " REPORT_COLUMNS " FROM spot s JOIN report r ON r.id = s.report"      \
                     " LEFT JOIN template t ON t.id = r.template WHERE s.clerk = $clerk"           \
                     " AND r.trashed = 0 ORDER BY s.at DESC, s.report DESC LIMIT $most")           \
    Q(REPORT_ADD, "INSERT INTO report (unit, short_name, year, title, sign_off, prior, template,"  \
                  " numbering, next_section, outline_revision, sections, done, errors, warnings,"  \
                  " created, changed, trashed, uid) VALUES ($unit, $short_name, $year, $title,"    \
                  " $sign_off, $prior, $template, $numbering, $next, $outline, $sections, $done,"  \
                  " 0, 0, $at, $at, 0, $uid)")                                                     \
    Q(REPORT_BY_ID, "SELECT r.unit, r.short_name, r.year, r.title, r.sign_off, r.prior,"           \
                    " r.numbering, r.next_section, r.outline_revision, r.template, t.hash, r.uid"  \
                    " FROM report r LEFT JOIN template t ON t.id = r.template WHERE r.id = $id")   \
    Q(REPORT_TEMPLATE, "SELECT coalesce(t.form_id, ''), coalesce(t.text, '')"                      \
                       " FROM report r LEFT JOIN template t ON t.id = r.template"                  \
                       " WHERE r.id = $id")                                                        \
    Q(REPORT_BY_UID, "SELECT id FROM report WHERE uid = $uid AND uid <> ''")                       \
    Q(REPORT_OF_SHEET, "SELECT id FROM report WHERE trashed = 0 AND uid <> ''"                     \
                       " AND (uid = $uid OR substr(uid, 1, 8) = $uid) ORDER BY id LIMIT 2")        \
    Q(REPORT_IDS, "SELECT id FROM report ORDER BY id")                                             \
    Q(REPORT_SAVED,                                                                                \
      "UPDATE report SET changed = $at, outline_revision = outline_revision + $more,"              \
      " next_section = CASE WHEN next_section < $next THEN $next ELSE next_section"                \
      " END WHERE id = $id")                                                                       \
    Q(REPORT_TOUCHED, "UPDATE report SET changed = $at WHERE id = $id")                            \
    Q(REPORT_TRASH, "UPDATE report SET trashed = $trashed WHERE id = $id RETURNING id")            \
    Q(REPORT_PURGE, "DELETE FROM report WHERE id = $id AND trashed = 1 RETURNING id")              \
    Q(REPORT_COUNTS, "UPDATE report SET sections = $sections, done = $done, errors = $errors,"     \
                     " warnings = $warnings, unreviewed = $unreviewed, reviewed = $reviewed"       \
                     " WHERE id = $id RETURNING id")                                               \
    Q(REPORT_PRIOR, "SELECT r.id FROM report r LEFT JOIN template t ON t.id = r.template"          \
                    " WHERE r.unit = $unit AND r.year = $year AND r.trashed = 0 AND r.id <> $id"   \
                    " AND coalesce(t.form_id, '') = $form_id ORDER BY r.changed DESC, r.id DESC"   \
                    " LIMIT 1")                                                                    \
    Q(REPORT_SAME_YEAR, "SELECT max(id) FROM report WHERE unit = $unit AND year = $year"           \
                        " AND trashed = 0")                                                        \
    Q(REPORT_SAME_UNIT, "SELECT r.id FROM report r JOIN template t ON t.id = r.template"           \
                        " WHERE r.unit = $unit AND r.year = $year AND r.trashed = 0"               \
                        " AND r.id <> $id AND t.form_id = $form_id ORDER BY r.id LIMIT $most")     \
    Q(REPORT_SAME_UNIT_TRASHED,                                                                    \
      "SELECT EXISTS (SELECT 1 FROM report r JOIN template t ON t.id = r.template"                 \
      " WHERE r.unit = $unit AND r.year = $year AND r.trashed = 1"                                 \
      " AND r.id <> $id AND t.form_id = $form_id)")                                                \
    Q(REPORT_SET_UNIT, "UPDATE report SET unit = $text WHERE id = $id")                            \
    Q(REPORT_SET_SHORT_NAME, "UPDATE report SET short_name = $text WHERE id = $id")                \
    Q(REPORT_SET_YEAR, "UPDATE report SET year = $number WHERE id = $id")                          \
    Q(REPORT_SET_TITLE, "UPDATE report SET title = $text WHERE id = $id")                          \
    Q(REPORT_SET_SIGN_OFF, "UPDATE report SET sign_off = $text WHERE id = $id")                    \
    Q(REPORT_SET_PRIOR, "UPDATE report SET prior = $number WHERE id = $id")                        \
    Q(REPORT_SET_TEMPLATE, "UPDATE report SET template = $template WHERE id = $id")                \
    Q(REPORT_SET_NUMBERING, "UPDATE report SET numbering = $text WHERE id = $id")                  \
    Q(VALUE_LIST, "SELECT name, text FROM value WHERE report = $report"                            \
                  " AND name NOT LIKE '@kept.%' ORDER BY name")                                    \
    Q(VALUE_KEPT, "SELECT name, text FROM value WHERE report = $report"                            \
                  " AND name LIKE '@kept.%' ORDER BY name")                                        \
    Q(VALUE_GET, "SELECT text FROM value WHERE report = $report AND name = $name")                 \
    Q(VALUE_SET, "INSERT INTO value (report, name, text) VALUES ($report, $name, $text)"           \
                 " ON CONFLICT (report, name) DO UPDATE SET text = excluded.text")                 \
    Q(VALUE_REMOVE, "DELETE FROM value WHERE report = $report AND name = $name")                   \
    Q(TEMPLATE_FIND, "SELECT id FROM template WHERE hash = $hash AND text = $text")                \
    Q(TEMPLATE_ADD, "INSERT INTO template (hash, form_id, version, title, text) VALUES ($hash,"    \
                    " $form_id, $version, $title, $text)")                                         \
    Q(TEMPLATE_OFFER, "UPDATE template SET added = (SELECT CASE WHEN $at > coalesce(max(t.added)," \
                      " 0) THEN $at ELSE max(t.added) + 1 END FROM template t) WHERE id = $id")    \
    Q(TEMPLATE_WITHDRAW, "UPDATE template SET added = NULL WHERE form_id = $form_id")              \
    Q(TEMPLATE_LIST, "SELECT form_id, version, title FROM template WHERE added IS NOT NULL"        \
                     " ORDER BY form_id, added DESC, id DESC")                                     \
    Q(TEMPLATE_TEXT, "SELECT text FROM template WHERE form_id = $form_id AND added IS NOT NULL"    \
                     " ORDER BY added DESC, id DESC LIMIT 1")                                      \
    Q(SPOT_SET, "INSERT INTO spot (clerk, report, section, start, top, at) VALUES ($clerk,"        \
                " $report, $section, $start, $top, $at) ON CONFLICT (clerk, report) DO UPDATE"     \
                " SET section = excluded.section, start = excluded.start, top = excluded.top,"     \
                " at = excluded.at")                                                               \
    Q(SPOT_GET, "SELECT report, section, start, top FROM spot WHERE clerk = $clerk AND"            \
                " report = $report")                                                               \
    Q(SPOT_LAST, "SELECT s.report, s.section, s.start, s.top FROM spot s JOIN report r"            \
                 " ON r.id = s.report WHERE s.clerk = $clerk AND r.trashed = 0"                    \
                 " ORDER BY s.at DESC, s.report DESC LIMIT 1")                                     \
    Q(SETTING_SET, "INSERT INTO setting (clerk, name, value) VALUES ($clerk, $name, $value)"       \
                   " ON CONFLICT (clerk, name) DO UPDATE SET value = excluded.value")              \
    Q(SETTING_GET, "SELECT value FROM setting WHERE clerk = $clerk AND name = $name")

/* One statement a field: section_field + QUERY_SECTION_SET_NAME is the one that sets it. */
#define QUERY_LIST_FIELDS(Q)                                                                       \
    QUERY_FIELD(Q, NAME, "name")                                                                   \
    QUERY_FIELD(Q, HEADING, "heading")                                                             \
    QUERY_FIELD(Q, FORM, "form")                                                                   \
    QUERY_FIELD(Q, END_MARK, "end_mark")                                                           \
    QUERY_FIELD(Q, LABEL, "label")                                                                 \
    QUERY_FIELD(Q, KIND, "kind")                                                                   \
    QUERY_FIELD(Q, NUMBERING, "numbering")                                                         \
    QUERY_FIELD(Q, ITEM_NUMBERING, "item_numbering")                                               \
    QUERY_FIELD(Q, MARKED, "marked")                                                               \
    QUERY_FIELD(Q, TOUCHED, "touched")                                                             \
    QUERY_FIELD(Q, ATTACHMENT, "attachment")
#define QUERY_FIELD(Q, name, column)                                                               \
    Q(SECTION_SET_##name, "UPDATE section SET " column " = $value WHERE report = $report"          \
                          " AND id = $section")

#define QUERY_LIST(Q)                                                                              \
    QUERY_LIST_LIBRARY(Q)                                                                          \
    QUERY_LIST_TEXT(Q)                                                                             \
    QUERY_LIST_HISTORY(Q)                                                                          \
    QUERY_LIST_SEARCH(Q)                                                                           \
    QUERY_LIST_FIELDS(Q)

#define X(name, sql) QUERY_##name,
enum query { QUERY_LIST(X) QUERY_COUNT };
#undef X

#endif
