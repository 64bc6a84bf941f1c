/*
 * A database may come from somebody else, or have been changed by another program: then its texts
 * hold what no entrance of ours lets in. One column of one table after the other is filled with
 * text that drives terminals, and every command is run: nothing of it is printed, on either stream,
 * or stands in a file that is written.
 */
#include "base/mem.h"
#include "tests/support/folder.h"
#include "tests/support/hostile.h"
#include "tests/support/look.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { OK = 0, COLUMNS_MOST = 80, COLUMNS_LEAST = 30 };

struct column {
    char table[40], name[40];
};

/* What there is to read: two years of one office with history of every kind, answers, figures,
 * scores, a passed finding, a remark, a template of the office's own, a report in the trash. */
static void fill(struct program *p) {
    static const char template[] = "form_id: office\nversion: \"1\"\ntitle: 本局\n"
                                   "sections:\n  - {name: work, label: 工作}\n";
    char path[600];
    (void)snprintf(path, sizeof path, "%s", program_path(p, "t.yaml"));
    folder_put(path, span_of(template));
    assert_int_equal(RUN(p, "template", "add", path), OK);
    assert_int_equal(RUN(p, "new", "--unit", "甲局", "--year", "2022"), OK);
    assert_int_equal(RUN_INPUT(p, "甲局的情况，XX处。\n", "put", "1", "1"), OK);
    assert_int_equal(RUN(p, "new", "--unit", "甲局", "--year", "2023", "--carry", "1"), OK);
    assert_int_equal(RUN_INPUT(p, "甲局今年的情况，XX处，合计3+4=8。\n", "put", "2", "1"), OK);
    assert_int_equal(RUN(p, "add", "2", ".", "甲的一节"), OK);
    assert_int_equal(RUN(p, "rename", "2", "2", "甲的二节"), OK);
    assert_int_equal(RUN(p, "move", "2", "2", ".", "1"), OK);
    assert_int_equal(RUN(p, "set", "2", "short_name=甲", "budget_initial=100"), OK);
    assert_int_equal(RUN(p, "check", "2", "--json"), OK);
    const char *id = strstr(p->out.s, "{\"id\":\"");
    assert_non_null(id);
    char *copy = mem_copy_text(id + 7, 8);
    assert_int_equal(RUN(p, "pass", "2", copy, "--reason", "甲核实"), OK);
    mem_free(copy);
    assert_int_equal(RUN(p, "remark", "add", "2", ".", "甲意见"), OK);
    assert_int_equal(RUN(p, "new", "--unit", "甲丙", "--year", "2023", "--template", "office"), OK);
    assert_int_equal(RUN(p, "trash", "3"), OK);
    assert_int_equal(RUN(p, "search", "甲"), OK);
}

static sqlite3 *open_db(const char *path) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void run_sql(sqlite3 *db, const char *sql) {
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
}

/* Every column of text there is, so that one that is added later is not forgotten; the index of the
 * search holds no text. */
static size_t list_columns(const char *path, struct column *columns) {
    sqlite3 *db = open_db(path);
    sqlite3_stmt *stmt = NULL;
    size_t count = 0;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT m.name, c.name FROM sqlite_schema m, "
                                        "pragma_table_info(m.name) c WHERE m.type = 'table' AND "
                                        "c.type = 'TEXT' AND m.name NOT LIKE 'passage_index%' "
                                        "ORDER BY 1, 2",
                                        -1, &stmt, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(stmt) == SQLITE_ROW; count++) {
        assert_true(count < COLUMNS_MOST);
        (void)snprintf(columns[count].table, sizeof columns[count].table, "%s",
                       (const char *)sqlite3_column_text(stmt, 0));
        (void)snprintf(columns[count].name, sizeof columns[count].name, "%s",
                       (const char *)sqlite3_column_text(stmt, 1));
    }
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return count;
}

/* Behind what stands there. */
static void tamper(const char *path, const struct column *column, const char *hostile) {
    sqlite3 *db = open_db(path);
    sqlite3_stmt *stmt = NULL;
    char sql[400];
    run_sql(db, "DROP TRIGGER IF EXISTS change_keeps_text");
    (void)snprintf(sql, sizeof sql, "UPDATE OR IGNORE %s SET %s = %s || ?1 WHERE %s IS NOT NULL",
                   column->table, column->name, column->name, column->name);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_bind_text(stmt, 1, hostile, -1, SQLITE_STATIC), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* An export whose line ends and pages are our own. */
static void look_at_lines(struct program *p, const char *option, const char *value) {
    struct str text = STR_INIT;
    (void)RUN(p, "export", "2", option, value);
    for (size_t i = 0; i < p->out.len; i++)
        if (p->out.s[i] != '\f' && !(p->out.s[i] == '\r' && p->out.s[i + 1] == '\n'))
            str_add_byte(&text, p->out.s[i]);
    look_harmless(value, str_span(&text));
    str_release(&text);
}

static void look_at_files(struct program *p) {
    static const char *const formats[] = {"txt", "md", "html", "json"};
    struct str file = STR_INIT;
    char path[600];
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        LOOK(p, "export", "2", "--format", formats[i], "--draft");
    look_at_lines(p, "--eol", "crlf");
    look_at_lines(p, "--layout", "page");
    look_into_archive(p, "2", "out.docx",
                      (const char *const[]){"word/document.xml", "docProps/core.xml", NULL});
    look_into_archive(p, "2", "out.xlsx",
                      (const char *const[]){"xl/sharedStrings.xml", "docProps/core.xml", NULL});
    (void)snprintf(path, sizeof path, "%s", program_path(p, "diff.docx"));
    if (RUN(p, "diff", "2", "1", "-o", path) == OK)
        look_into_parts(p, "diff.docx", (const char *const[]){"word/document.xml", NULL});
    look_harmless("diff", str_span(&p->err));
    (void)snprintf(path, sizeof path, "%s", program_path(p, "out.txt"));
    if (RUN(p, "export", "2", "-o", path) == OK) {
        folder_get(path, &file);
        look_harmless("export -o", str_span(&file));
    }
    str_release(&file);
}

/* Those that come first look; the others change something, or refuse to. */
enum { COMMANDS_THAT_LOOK = 14 };
static const char *const commands[][7] = {
    {"list"},
    {"outline", "2"},
    {"get", "2", "1"},
    {"figures", "2"},
    {"score", "2"},
    {"check", "2"},
    {"history", "2"},
    {"history", "2", "--json"},
    {"search", "甲"},
    {"diff", "2"},
    {"diff", "2", "@6"},
    {"verify"},
    {"template", "show", "office"},
    {"export", "--all"},
    {"list", "--json"},
    {"list", "--trash"},
    {"outline", "2", "--json"},
    {"get", "2", "economy"},
    {"figures", "2", "--json"},
    {"score", "2", "--json"},
    {"check", "2", "--json"},
    {"check", "2", "--fail-on", "hint"},
    {"history", "2", "1"},
    {"search", "甲", "--json"},
    {"diff", "2", "1", "--json"},
    {"template", "list"},
    {"template", "check", "office"},
    {"export", "--all", "--format", "json"},
    {"new", "--unit", "甲局", "--year", "2024", "--carry", "2"},
    {"set", "2", "budget_initial=甲"},
    {"set", "2", "budget_initial=200"},
    {"add", "2", ".", "甲节"},
    {"rename", "2", "1", "甲节"},
    {"mark", "2", "1", "done"},
    {"move", "2", "1", ".", "2"},
    {"remove", "2", "1"},
    {"restore", "2", "--at", "8"},
    {"template", "update", "2"},
    {"pass", "2", "00000000", "--reason", "甲"},
    {"remark", "list", "2"},
    {"remark", "list", "2", "--json"},
    {"remark", "answer", "2", "1", "done"},
    {"trash", "2"},
    {"untrash", "3"},
};

/* A reader knows the words of these columns and refuses others, with a sentence. */
static bool is_of_known_words(const struct column *column) {
    static const char *const names[] = {"kind",       "word",      "form",          "numbering",
                                        "new_lines",  "old_lines", "new_first",     "old_first",
                                        "attributes", "text",      "item_numbering"};
    if (strcmp(column->table, "value") == 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(column->name, names[i]) == 0)
            return true;
    return false;
}

static void put_back(const char *path, const struct str *whole) {
    char stray[700];
    (void)snprintf(stray, sizeof stray, "%s-wal", path);
    (void)remove(stray);
    folder_put(path, str_span(whole));
}

static void look_at_all(struct program *p, size_t count) {
    char path[600];
    (void)snprintf(path, sizeof path, "%s", p->db);
    look_at_files(p);
    LOOK(p, "recover", path);
    for (size_t i = 0; i < count; i++)
        look_prints(p, commands[i]);
}

static void no_column_of_a_database_drives_a_terminal(void **state) {
    struct program *p = *state;
    struct column columns[COLUMNS_MOST];
    struct str whole = STR_INIT, hostile = STR_INIT;
    fill(p);
    sqlite3 *db = open_db(p->db);
    run_sql(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    folder_get(p->db, &whole);
    size_t count = list_columns(p->db, columns);
    assert_true(count >= COLUMNS_LEAST);
    hostile_add_all(&hostile);
    str_add_text(&hostile, "\r\v甲");
    for (size_t i = 0; i < count; i++)
        if (!is_of_known_words(&columns[i]))
            tamper(p->db, &columns[i], hostile.s);
    look_at_all(p, ARRAY_LEN(commands));
    for (size_t i = 0; i < count; i++) {
        if (!is_of_known_words(&columns[i]))
            continue;
        put_back(p->db, &whole);
        tamper(p->db, &columns[i], hostile.s);
        look_at_all(p, COMMANDS_THAT_LOOK);
    }
    str_release(&whole);
    str_release(&hostile);
}

/* The control: what is looked for is there. */
static void a_tampered_text_is_shown_without_its_sequences(void **state) {
    struct program *p = *state;
    fill(p);
    tamper(p->db, &(struct column){"report", "unit"}, "\033]0;taken\a\n\tb");
    assert_int_equal(RUN(p, "list"), OK);
    assert_true(program_printed(p, "甲局?]0;taken?  b"));
    tamper(p->db, &(struct column){"section", "heading"}, "\033[31m");
    assert_int_equal(RUN(p, "outline", "2"), OK);
    assert_true(program_printed(p, "甲的二节?[31m"));
    assert_int_equal(RUN(p, "export", "2", "--draft"), OK);
    assert_true(program_printed(p, "甲的二节?[31m"));
    assert_int_equal(RUN(p, "export", "2", "--format", "json"), OK);
    assert_true(program_printed(p, "甲的二节?[31m"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(no_column_of_a_database_drives_a_terminal),
        TEST(a_tampered_text_is_shown_without_its_sequences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
