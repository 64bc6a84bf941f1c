/* The rows first, all at once; then report by report (recover_report.c). */
#include "store/recover_mend.h"

#include "base/embedded.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/body.h"
#include "model/change.h"
#include "model/label.h"
#include "model/section.h"
#include "model/template/template.h"
#include "store/db.h"
#include "store/db_error.h"
#include "store/db_private.h"
#include "store/record.h"
#include "store/recover_report.h"
#include "store/recover_rows.h"
#include "store/store_private.h"

#include <string.h>

/* --- what the words of a column may be --- */

#define WORD(name, word)           "'" word "', "
#define WORD_OF_3(name, word, gap) "'" word "', "
#define BAD_FORM                   "form NOT IN (" FORM_LIST(WORD) "'block')"
#define BAD_KIND                   "kind NOT IN (" KIND_LIST(WORD) "'text')"
#define BAD_NUMBERING              "numbering NOT IN (" NUMBERING_LIST(WORD_OF_3) "'none')"
#define BAD_ITEMS                  "item_numbering NOT IN (" NUMBERING_LIST(WORD_OF_3) "'none')"
#define BAD_ACT                    "word NOT IN (" ACT_LIST(WORD_OF_3) "'type')"
#define BAD_RECORD                                                                                 \
    "(kind NOT IN (" RECORD_KIND_LIST(                                                             \
        WORD) "'event') OR (kind = 'value' AND name IS NULL)"                                      \
              " OR (kind = 'field' AND coalesce(name, '') NOT IN (" SECTION_FIELD_LIST(            \
                  WORD) "'name')))"

#define SANE "BETWEEN 0 AND 1000000000000"
#define IS_LOST                                                                                    \
    "(SELECT 1 FROM lost_section l WHERE l.report = section.report AND l.id = section.id)"
#define OF_TREE                                                                                    \
    "WITH RECURSIVE tree (report, id) AS (SELECT report, id FROM section WHERE parent <= 0"        \
    " UNION SELECT s.report, s.id FROM section s JOIN tree ON s.report = tree.report"              \
    " AND s.parent = tree.id AND tree.id > 0)"
#define IN_NO_TREE                                                                                 \
    "id > 0 AND NOT EXISTS (SELECT 1 FROM tree WHERE tree.report = section.report"                 \
    " AND tree.id = section.id)"

/* What is not as it was: how it is found (report, heading or NULL), said and mended. */
static const struct {
    const char *find, *said, *cure;
} mends[] = {
    {"SELECT id, NULL FROM lost_report",
     N_("：题目、模板等资料读不出来；单位、年度是从索引里找回的，请补填，再指定模板"), ""},
    {"SELECT report, NULL FROM known_section k WHERE id = 0 AND NOT EXISTS (SELECT 1 FROM section s"
     " WHERE s.report = k.report AND s.id = 0)",
     N_("：第一个标题以前的文字读不出来，现在空着"), ""},
    {"SELECT report, heading FROM section WHERE EXISTS " IS_LOST,
     N_("：正文读不出来，现在空着；没有位置的放在目录末尾"), ""},
    {"SELECT id, NULL FROM report WHERE template IS NOT NULL AND template NOT IN (SELECT id FROM "
     "template)",
     N_("：所用的模板读不出来，现在不用模板"),
     "UPDATE report SET template = NULL WHERE template NOT IN (SELECT id FROM template);"},
    {"SELECT id, NULL FROM report WHERE " BAD_NUMBERING, N_("：目录的编号样式读不出来，已用“一、”"),
     "UPDATE report SET numbering = '一、' WHERE " BAD_NUMBERING ";"},
    {"SELECT report, heading FROM section WHERE " BAD_FORM " OR " BAD_KIND " OR " BAD_NUMBERING
     " OR " BAD_ITEMS,
     N_("：标题或编号的样式读不出来，已用默认的"),
     "UPDATE section SET form = 'block' WHERE " BAD_FORM ";"
     "UPDATE section SET kind = 'text' WHERE " BAD_KIND ";"
     "UPDATE section SET numbering = '一、' WHERE " BAD_NUMBERING ";"
     "UPDATE section SET item_numbering = '1.' WHERE " BAD_ITEMS ";"},
    {OF_TREE " SELECT report, heading FROM section WHERE " IN_NO_TREE,
     N_("：在目录里的位置读不出来，已放到目录末尾"),
     OF_TREE " UPDATE section SET parent = 0, position = 400000 + id WHERE " IN_NO_TREE ";"},
    {"SELECT report, NULL FROM change WHERE (" BAD_ACT " OR " BAD_RECORD ") GROUP BY report",
     N_("：修改历史里有记录读不全，只留下文字"),
     "UPDATE change SET word = 'type' WHERE " BAD_ACT ";"
     "UPDATE change SET kind = 'lost', undone = id WHERE " BAD_RECORD ";"},
};

/* What needs no word: numbers that the program keeps for itself. */
static const char mend_numbers[] =
    "INSERT OR IGNORE INTO section (report, id, parent, position, name, heading, form, end_mark,"
    " label, kind, numbering, item_numbering, marked, touched, carried, attachment, body,"
    " attributes, revision, clerk) SELECT id, 0, -1, 0, NULL, '', 'none', '', '', 'text', '一、',"
    " '1.', 0, 1, 0, 0, '', 'p', 1, '' FROM report;"
    "UPDATE section SET revision = coalesce((SELECT max(c.revision) FROM change c"
    " WHERE c.report = section.report AND c.section = section.id AND c.kind IN ('fold', 'body')"
    " AND c.revision " SANE "), 0) WHERE revision NOT " SANE ";"
    "UPDATE report SET year = 0 WHERE year NOT BETWEEN 0 AND 9999;"
    "UPDATE report SET outline_revision = 0 WHERE outline_revision NOT " SANE ";"
    "UPDATE report SET next_section = 1 + (SELECT coalesce(max(id), 0) FROM section"
    " WHERE report = report.id) WHERE next_section NOT " SANE
    " OR next_section <= (SELECT max(id) FROM section WHERE report = report.id);"
    "UPDATE report SET uid = lower(hex(randomblob(16))) WHERE uid = '';"
    "DELETE FROM spot WHERE report NOT IN (SELECT id FROM report);";

/* The history may be mended only here: what guards it is taken away, and put back as it was. */
#define GUARDS "('change_stays', 'change_keeps_text')"
static const char unguard[] = "DROP TRIGGER change_stays; DROP TRIGGER change_keeps_text;";
static const char tidy[] =
    "DROP INDEX recover_children; DROP INDEX recover_changes;"
    "DROP TABLE known_report; DROP TABLE known_section; DROP TABLE known_value;"
    "DROP TABLE lost_report; DROP TABLE lost_section;";

/* --- said --- */

/* Rows of a report and a text; NULL: the new file gives none, which is no error of the damaged one.
 */
static sqlite3_stmt *ask(const struct store *store, const char *sql) {
    sqlite3_stmt *row = NULL;
    return sqlite3_prepare_v2(store->db->handle, sql, -1, &row, NULL) == SQLITE_OK ? row : NULL;
}

static enum rc no_rows(const struct store *store, struct err *err) {
    return db_fail(store->db, sqlite3_errcode(store->db->handle), err);
}

static struct span text_at(sqlite3_stmt *row, int column) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text != NULL ? (struct span){text, (size_t)sqlite3_column_bytes(row, column)} : SPAN("");
}

static void say(struct salvage *salvage, sqlite3_stmt *row, const char *said) {
    long long report = sqlite3_column_int64(row, 0);
    struct span heading = text_at(row, 1);
    salvage->lost++;
    if (sqlite3_column_type(row, 1) == SQLITE_NULL)
        salvage_note(salvage, _("报告%lld%s"), report, said);
    else
        salvage_note(salvage, _("报告%lld“%.*s”一节%s"), report, SPAN_ARG(heading), said);
}

static void say_all(const struct store *store, struct salvage *salvage, const char *find,
                    const char *said) {
    sqlite3_stmt *row = ask(store, find);
    while (row != NULL && sqlite3_step(row) == SQLITE_ROW)
        say(salvage, row, said);
    (void)sqlite3_finalize(row);
}

/* Of sections that nothing tells of any more the report still knows how many it has numbered. Asked
 * only of a damaged file: a report may skip numbers. */
static void say_missing(const struct store *store, struct salvage *salvage) {
    if (salvage->image.n == 0)
        return;
    sqlite3_stmt *row = ask(store, "SELECT r.id, r.next_section - 1 - count(s.id), count(s.id)"
                                   " FROM report r LEFT JOIN section s ON s.report = r.id AND"
                                   " s.id > 0 WHERE r.next_section BETWEEN 1 AND 100000"
                                   " GROUP BY r.id HAVING r.next_section - 1 > count(s.id)");
    while (row != NULL && sqlite3_step(row) == SQLITE_ROW) {
        long long report = sqlite3_column_int64(row, 0), missing = sqlite3_column_int64(row, 1);
        salvage->lost++;
        if (sqlite3_column_int64(row, 2) == 0)
            salvage_note(salvage, _("报告%lld：目录和正文都读不出来"), report);
        else
            salvage_note(salvage, _("报告%lld：另有%lld节读不出来，标题也不知道"), report, missing);
    }
    (void)sqlite3_finalize(row);
}

/* Names that the clerk knows; the others are records of the program's own. */
static void say_values(const struct store *store, struct salvage *salvage) {
    sqlite3_stmt *row =
        ask(store,
            "SELECT k.report, group_concat(CASE WHEN k.name NOT LIKE '@%' THEN k.name END, '、'),"
            " sum(k.name LIKE '@%') FROM known_value k WHERE k.report IN (SELECT id FROM report)"
            " AND NOT EXISTS (SELECT 1 FROM value v WHERE v.report = k.report"
            " AND v.name = k.name) GROUP BY k.report");
    while (row != NULL && sqlite3_step(row) == SQLITE_ROW) {
        struct span names = text_at(row, 1);
        long long report = sqlite3_column_int64(row, 0), own = sqlite3_column_int64(row, 2);
        salvage->lost++;
        if (names.n > 0)
            salvage_note(salvage, _("报告%lld：填写的%.*s读不出来，现在空着"), report,
                         SPAN_ARG(names));
        if (own > 0)
            salvage_note(salvage, _("报告%lld：意见、版次、核对、佐证等记录有%lld项读不出来"),
                         report, own);
    }
    (void)sqlite3_finalize(row);
}

/* A row whose report's number is damaged: its text is told, for nobody knows where it belongs. */
static enum rc drop_homeless(struct store *store, struct salvage *salvage, struct err *err) {
    enum { SHOWN_MOST = 600 }; /* bytes */
    sqlite3_stmt *row = ask(store, "SELECT report, coalesce(nullif(new_text, ''), old_text, '')"
                                   " FROM change WHERE report NOT IN (SELECT id FROM report)");
    while (row != NULL && sqlite3_step(row) == SQLITE_ROW) {
        struct span text = text_at(row, 1);
        salvage->lost++;
        if (text.n > 0 && text.n <= SHOWN_MOST)
            salvage_note(salvage, _("有一条修改记录不知是哪份报告的，没有放进去，文字是“%.*s”"),
                         SPAN_ARG(text));
        else
            salvage_note(salvage, _("有一条修改记录不知是哪份报告的，没有放进去"));
    }
    (void)sqlite3_finalize(row);
    return db_run_script(store->db,
                         "DELETE FROM change WHERE report NOT IN (SELECT id FROM report);", err);
}

/* --- texts that do not fit what stands beside them --- */

static enum rc run_with(struct store *store, const char *sql, int64_t first, int64_t second,
                        struct err *err) {
    sqlite3_stmt *stmt = ask(store, sql);
    if (stmt == NULL)
        return no_rows(store, err);
    (void)sqlite3_bind_int64(stmt, 1, first);
    if (sqlite3_bind_parameter_count(stmt) > 1)
        (void)sqlite3_bind_int64(stmt, 2, second);
    int code = sqlite3_step(stmt);
    (void)sqlite3_finalize(stmt);
    return code == SQLITE_DONE ? RC_OK : db_fail(store->db, code, err);
}

/* The kinds of paragraphs of one section that do not fit its text: all are plain ones then. */
static enum rc mend_bodies(struct store *store, struct salvage *salvage, struct err *err) {
    sqlite3_stmt *row =
        ask(store, "SELECT report, heading, id, body, attributes FROM section ORDER BY rowid");
    enum rc rc = row != NULL ? RC_OK : no_rows(store, err);
    while (rc == RC_OK && sqlite3_step(row) == SQLITE_ROW) {
        struct body body;
        body_init(&body, LINE_PARAGRAPH);
        if (body_from_attributes(&body, text_at(row, 3), text_at(row, 4), NULL) != RC_OK) {
            say(salvage, row, _("：段落的种类读不出来，已全部改为正文"));
            rc = run_with(store,
                          "UPDATE section SET attributes = replace(hex(zeroblob(length(body) -"
                          " length(replace(body, char(10), '')) + 1)), '00', 'p')"
                          " WHERE report = ?1 AND id = ?2",
                          sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 2), err);
        }
        body_release(&body);
    }
    (void)sqlite3_finalize(row);
    return rc;
}

static enum rc drop_template(struct store *store, struct salvage *salvage, int64_t id,
                             struct err *err) {
    sqlite3_stmt *row = ask(store, "SELECT id, NULL FROM report WHERE template = ?1");
    if (row == NULL)
        return no_rows(store, err);
    (void)sqlite3_bind_int64(row, 1, id);
    while (sqlite3_step(row) == SQLITE_ROW)
        say(salvage, row, _("：所用的模板读不出来，现在不用模板"));
    (void)sqlite3_finalize(row);
    enum rc rc =
        run_with(store, "UPDATE report SET template = NULL WHERE template = ?1", id, 0, err);
    return rc == RC_OK ? run_with(store, "DELETE FROM template WHERE id = ?1", id, 0, err) : rc;
}

static enum rc mend_templates(struct store *store, struct salvage *salvage, struct err *err) {
    sqlite3_stmt *row = ask(store, "SELECT id, text FROM template ORDER BY id");
    enum rc rc = row != NULL ? RC_OK : no_rows(store, err);
    while (rc == RC_OK && sqlite3_step(row) == SQLITE_ROW) {
        struct template *template = NULL;
        if (template_read(&template, text_at(row, 1), "", NULL) != RC_OK)
            rc = drop_template(store, salvage, sqlite3_column_int64(row, 0), err);
        template_free(template);
    }
    (void)sqlite3_finalize(row);
    return rc;
}

static enum rc mend_all(struct store *store, struct salvage *salvage, struct err *err) {
    const struct embedded *lost = embedded_find("recover/lost.sql");
    enum rc rc = db_run_script(store->db, embedded_text(lost).p, err);
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(mends); i++) {
        say_all(store, salvage, mends[i].find, _(mends[i].said));
        rc = db_run_script(store->db, mends[i].cure, err);
    }
    say_missing(store, salvage);
    say_values(store, salvage);
    if (rc == RC_OK)
        rc = drop_homeless(store, salvage, err);
    if (rc == RC_OK)
        rc = db_run_script(store->db, mend_numbers, err);
    if (rc == RC_OK)
        rc = mend_templates(store, salvage, err);
    if (rc == RC_OK)
        rc = mend_bodies(store, salvage, err);
    if (rc == RC_OK)
        rc = recover_reports(store, salvage, err);
    return rc == RC_OK ? db_run_script(store->db, tidy, err) : rc;
}

enum rc recover_mend(struct store *store, struct salvage *salvage, struct err *err) {
    struct str guards = STR_INIT;
    enum rc rc = db_ask_lines(
        store->db, "SELECT sql || ';' FROM sqlite_schema WHERE name IN " GUARDS, &guards, err);
    if (rc == RC_OK)
        rc = db_run_script(store->db, unguard, err);
    if (rc == RC_OK)
        rc = mend_all(store, salvage, err);
    if (rc == RC_OK)
        rc = db_run_script(store->db, guards.s, err);
    str_release(&guards);
    return rc;
}
