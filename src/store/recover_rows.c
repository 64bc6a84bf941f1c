#include "store/recover_rows.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "store/db.h"
#include "store/db_error.h"
#include "store/db_private.h"
#include "store/leaf_rows.h"

#include <stdarg.h>
#include <string.h>

enum {
    WRONG_MOST = 3,       /* columns of a row that may be no value of theirs */
    UNREADABLE = 0x3013,  /* 〓: stands for what is no character */
    NUMBER_MOST_BITS = 40 /* nobody has numbers beyond */
};

/* What a table has had from the first: columns that came later may be missing in a row. */
static const struct {
    const char *name;
    size_t least;
    size_t keys;      /* columns from the first that say whose row it is: they must be there */
    size_t wrong;     /* columns that may be wrong */
    bool is_numbered; /* its first column is the row's number, and stands in no record */
} facts[] = {
    {"template", 7, 0, 1, true},         {"report", 18, 0, WRONG_MOST, true},
    {"value", 3, 2, 0, false},           {"section", 20, 2, WRONG_MOST, false},
    {"change", 23, 0, WRONG_MOST, true}, {"spot", 6, 6, 0, false},
    {"setting", 3, 3, 0, false},
};

struct column {
    char *name;
    bool is_text, may_be_null, is_flag, is_long; /* is_long: of more than one line */
};

struct copy {
    struct salvage *salvage;
    const char *table;
    size_t fact;
    struct column columns[LEAF_COLUMNS];
    size_t count, known; /* of the new table; those of them that the damaged one has */
    sqlite3_stmt *all, *insert, *is_there, *next_id;
    int trouble; /* of the new file: SQLite's result */
};

void salvage_note(struct salvage *salvage, const char *format, ...) {
    struct str line = STR_INIT;
    va_list args;
    va_start(args, format);
    str_add_list(&line, format, args);
    va_end(args);
    text_clean_line(salvage->notes, str_span(&line));
    str_add_byte(salvage->notes, '\n');
    str_release(&line);
}

/* --- the columns --- */

static bool is_one_of(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static struct column column_of(const char *table, const char *name, bool is_text, bool not_null) {
    static const char *const flags[] = {"marked", "touched", "carried", "attachment", "trashed"};
    static const char *const longs[] = {"body",     "text",     "title",      "sign_off",
                                        "old_text", "new_text", "attributes", "value"};
    return (struct column){
        .name = span_copy(span_of(name)),
        .is_text = is_text,
        .may_be_null = !not_null,
        .is_flag = is_one_of(name, flags, ARRAY_LEN(flags)),
        .is_long = strcmp(table, "change") == 0 || is_one_of(name, longs, ARRAY_LEN(longs)),
    };
}

static sqlite3_stmt *prepare(struct db *db, const struct str *sql) {
    sqlite3_stmt *stmt = NULL;
    return sqlite3_prepare_v2(db->handle, sql->s, -1, &stmt, NULL) == SQLITE_OK ? stmt : NULL;
}

static void list_columns(struct copy *copy) {
    struct str sql = STR_INIT;
    str_add_format(&sql,
                   "SELECT name, type = 'TEXT', \"notnull\" OR pk > 0"
                   " FROM pragma_table_info('%s') ORDER BY cid",
                   copy->table);
    sqlite3_stmt *list = prepare(copy->salvage->to, &sql);
    while (list != NULL && sqlite3_step(list) == SQLITE_ROW && copy->count < LEAF_COLUMNS)
        copy->columns[copy->count++] =
            column_of(copy->table, (const char *)sqlite3_column_text(list, 0),
                      sqlite3_column_int(list, 1) != 0, sqlite3_column_int(list, 2) != 0);
    (void)sqlite3_finalize(list);
    str_release(&sql);
}

/* The damaged file may be of an earlier version: the columns that it has come first, as columns
 * are only added. */
static void count_known(struct copy *copy) {
    struct str sql = STR_INIT;
    str_add_format(&sql, "SELECT count(*) FROM pragma_table_info('%s')", copy->table);
    sqlite3_stmt *count = prepare(copy->salvage->from, &sql);
    if (count != NULL && sqlite3_step(count) == SQLITE_ROW)
        copy->known = (size_t)sqlite3_column_int(count, 0);
    if (copy->known > copy->count)
        copy->known = copy->count;
    (void)sqlite3_finalize(count);
    str_release(&sql);
}

static void add_names(struct str *out, const struct copy *copy, size_t count) {
    for (size_t i = 0; i < count; i++)
        str_add_format(out, ", %s", copy->columns[i].name);
}

static void prepare_all(struct copy *copy) {
    struct str sql = STR_INIT;
    str_add_text(&sql, "SELECT rowid");
    add_names(&sql, copy, copy->known);
    str_add_format(&sql, " FROM %s NOT INDEXED ORDER BY rowid", copy->table);
    copy->all = copy->known > 0 ? prepare(copy->salvage->from, &sql) : NULL;

    str_clear(&sql);
    str_add_format(&sql, "INSERT INTO %s (rowid", copy->table);
    add_names(&sql, copy, copy->count);
    str_add_text(&sql, ") VALUES (?");
    str_add_repeat(&sql, SPAN(", ?"), copy->count);
    str_add_byte(&sql, ')');
    copy->insert = prepare(copy->salvage->to, &sql);

    str_clear(&sql);
    str_add_format(&sql, "SELECT 1 FROM %s WHERE rowid = ?", copy->table);
    copy->is_there = prepare(copy->salvage->to, &sql);

    str_clear(&sql);
    str_add_text(&sql, "SELECT max(id) + 1 FROM section WHERE report = ?");
    copy->next_id = prepare(copy->salvage->to, &sql);
    str_release(&sql);
}

static void copy_release(struct copy *copy) {
    sqlite3_stmt *stmts[] = {copy->all, copy->insert, copy->is_there, copy->next_id};
    for (size_t i = 0; i < ARRAY_LEN(stmts); i++)
        (void)sqlite3_finalize(stmts[i]);
    for (size_t i = 0; i < copy->count; i++)
        mem_free(copy->columns[i].name);
}

/* --- one row --- */

static bool is_sound_number(int64_t number) {
    return number > 0 && number < (int64_t)1 << NUMBER_MOST_BITS;
}

static bool fits_column(const struct column *column, const struct leaf_value *value) {
    if (value->kind == LEAF_NULL)
        return column->may_be_null;
    if (column->is_flag)
        return value->kind == LEAF_INT && (value->number == 0 || value->number == 1);
    return value->kind == (column->is_text ? LEAF_TEXT : LEAF_INT);
}

/* Whether what stands in its first columns can be what says whose row it is. */
static bool has_sound_keys(const struct copy *copy, const struct leaf_row *row) {
    if (facts[copy->fact].is_numbered)
        return is_sound_number(row->number);
    for (size_t i = 0; i < facts[copy->fact].keys; i++)
        if (!fits_column(&copy->columns[i], &row->values[i]))
            return false;
    bool is_section = strcmp(copy->table, "section") == 0;
    if (is_section && row->values[1].number != 0 && !is_sound_number(row->values[1].number))
        return false;
    return copy->columns[0].is_text || is_sound_number(row->values[0].number);
}

/* How many of its columns are no values of theirs: what was cut off is none. */
static size_t count_wrong(const struct copy *copy, const struct leaf_row *row) {
    size_t wrong = 0;
    for (size_t i = 0; i < row->count; i++)
        wrong += !fits_column(&copy->columns[i], &row->values[i]) &&
                 !(row->is_cut && !row->is_torn && row->values[i].kind == LEAF_NULL);
    return wrong;
}

static bool is_row_of(const struct copy *copy, const struct leaf_row *row) {
    return row->count >= facts[copy->fact].least && row->count <= copy->count &&
           has_sound_keys(copy, row) && count_wrong(copy, row) <= facts[copy->fact].wrong;
}

/* Text whose pages were overwritten can be any bytes: what is no character becomes 〓. */
static void add_readable(struct str *out, struct span text, bool is_long) {
    struct str valid = STR_INIT;
    size_t bad = 0;
    while (!utf8_is_valid(text, &bad)) {
        str_add(&valid, span_sub(text, 0, bad));
        str_add_char(&valid, UNREADABLE);
        text = span_sub(text, bad + 1, text.n);
    }
    str_add(&valid, text);
    if (is_long)
        text_clean(out, str_span(&valid), NULL);
    else
        text_clean_line(out, str_span(&valid));
    str_release(&valid);
}

static void bind_value(sqlite3_stmt *insert, int to, const struct column *column,
                       const struct leaf_value *value) {
    struct str text = STR_INIT;
    if (value->kind == LEAF_NULL && column->may_be_null)
        (void)sqlite3_bind_null(insert, to);
    else if (!column->is_text)
        (void)sqlite3_bind_int64(insert, to, fits_column(column, value) ? value->number : 0);
    else {
        if (value->kind == LEAF_TEXT || value->kind == LEAF_OTHER)
            add_readable(&text, value->bytes, column->is_long);
        (void)sqlite3_bind_text64(insert, to, text.s, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    str_release(&text);
}

/* SQLite's extended result. Columns that the row does not have take what the table says. */
static int insert_row(struct copy *copy, const struct leaf_row *row) {
    static const struct leaf_value none = {.kind = LEAF_NULL};
    (void)sqlite3_bind_int64(copy->insert, 1, row->number);
    for (size_t i = 0; i < copy->count; i++) {
        const struct leaf_value *value = i < row->count ? &row->values[i] : &none;
        struct leaf_value own = {.kind = LEAF_INT, .number = row->number};
        bool is_number = i == 0 && facts[copy->fact].is_numbered;
        bind_value(copy->insert, (int)i + 2, &copy->columns[i], is_number ? &own : value);
        if (i >= row->count && strcmp(copy->columns[i].name, "reviewed") == 0)
            (void)sqlite3_bind_int64(copy->insert, (int)i + 2, -1); /* as its migration has it */
    }
    (void)sqlite3_step(copy->insert);
    int code = sqlite3_extended_errcode(copy->salvage->to->handle);
    (void)sqlite3_reset(copy->insert);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static bool has_row(struct copy *copy, int64_t number) {
    (void)sqlite3_bind_int64(copy->is_there, 1, number);
    bool there = sqlite3_step(copy->is_there) == SQLITE_ROW;
    (void)sqlite3_reset(copy->is_there);
    return there;
}

static size_t column_named(const struct copy *copy, const char *name) {
    size_t i = 0;
    while (i < copy->count && strcmp(copy->columns[i].name, name) != 0)
        i++;
    return i;
}

static struct leaf_value *value_named(const struct copy *copy, struct leaf_row *row,
                                      const char *name) {
    size_t at = column_named(copy, name);
    assert(at < LEAF_COLUMNS);
    return &row->values[at];
}

static char *readable_of(const struct leaf_value *value) {
    struct str text = STR_INIT;
    if (value->kind == LEAF_TEXT)
        add_readable(&text, value->bytes, false);
    return str_detach(&text);
}

/* A section whose number another one of its report has: the number was damaged, not the text. It
 * goes to the end of the outline, under a number of its own. */
static int insert_aside(struct copy *copy, struct leaf_row *row) {
    char *heading = readable_of(value_named(copy, row, "heading"));
    (void)sqlite3_bind_int64(copy->next_id, 1, row->values[0].number);
    int64_t id =
        sqlite3_step(copy->next_id) == SQLITE_ROW ? sqlite3_column_int64(copy->next_id, 0) : 1;
    (void)sqlite3_reset(copy->next_id);
    row->values[1] = (struct leaf_value){.kind = LEAF_INT, .number = id};
    *value_named(copy, row, "parent") = (struct leaf_value){.kind = LEAF_INT, .number = 0};
    *value_named(copy, row, "position") = (struct leaf_value){.kind = LEAF_INT, .number = 200000};
    int code = insert_row(copy, row);
    if (code == SQLITE_OK)
        salvage_note(copy->salvage, _("报告%lld“%s”一节的位置读不出来，已放到目录末尾"),
                     (long long)row->values[0].number, heading);
    mem_free(heading);
    return code;
}

/* What of a row is not as it was, for the clerk. */
static void note_row(struct copy *copy, struct leaf_row *row, size_t wrong) {
    if (!row->is_cut && !row->is_torn && wrong == 0)
        return;
    copy->salvage->lost++;
    if (strcmp(copy->table, "report") == 0) {
        salvage_note(copy->salvage, _("报告%lld的资料有几项读不出来，现在空着"),
                     (long long)row->number);
    } else if (strcmp(copy->table, "section") == 0) {
        const struct leaf_value *body = value_named(copy, row, "body");
        char *heading = readable_of(value_named(copy, row, "heading"));
        char *text = readable_of(body);
        if (body->is_cut)
            salvage_note(copy->salvage, _("报告%lld“%s”一节的正文只读出开头%zu字，末尾加了〓"),
                         (long long)row->values[0].number, heading, utf8_count(span_of(text)));
        else
            salvage_note(copy->salvage, _("报告%lld“%s”一节的记录有几项读不出来，已用默认的"),
                         (long long)row->values[0].number, heading);
        mem_free(text);
        mem_free(heading);
    }
}

/* A text that ends early says so. */
static void mark_cut(struct copy *copy, struct leaf_row *row, struct str *body) {
    struct leaf_value *value = value_named(copy, row, "body");
    str_set(body, value->kind == LEAF_TEXT ? value->bytes : SPAN(""));
    size_t bad = 0;
    if (!utf8_is_valid(str_span(body), &bad) && bad + UTF8_MAX > body->len)
        str_cut(body, bad); /* within a character */
    str_add_char(body, UNREADABLE);
    *value = (struct leaf_value){.kind = LEAF_TEXT, .bytes = str_span(body)};
}

static void keep_row(struct copy *copy, struct leaf_row *row) {
    struct str body = STR_INIT;
    bool is_section = strcmp(copy->table, "section") == 0;
    size_t wrong = count_wrong(copy, row);
    note_row(copy, row, wrong);
    if (is_section && value_named(copy, row, "body")->is_cut)
        mark_cut(copy, row, &body);
    int code = insert_row(copy, row);
    if (code == SQLITE_CONSTRAINT_PRIMARYKEY && is_section)
        code = insert_aside(copy, row);
    if (code == SQLITE_CONSTRAINT_UNIQUE && strcmp(copy->table, "report") == 0) {
        *value_named(copy, row, "uid") = (struct leaf_value){.kind = LEAF_TEXT, .bytes = SPAN("")};
        code = insert_row(copy, row);
    }
    if ((code & 0xFF) == SQLITE_CONSTRAINT)
        copy->salvage->lost++;
    else if (code != SQLITE_OK)
        copy->trouble = code;
    str_release(&body);
}

/* --- all rows --- */

static struct leaf_value value_of(sqlite3_stmt *row, int column) {
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        return (struct leaf_value){.kind = LEAF_NULL};
    case SQLITE_INTEGER:
        return (struct leaf_value){.kind = LEAF_INT, .number = sqlite3_column_int64(row, column)};
    case SQLITE_TEXT: {
        const char *bytes = (const char *)sqlite3_column_text(row, column);
        return (struct leaf_value){.kind = LEAF_TEXT,
                                   .bytes = {bytes, (size_t)sqlite3_column_bytes(row, column)}};
    }
    default: {
        const void *bytes = sqlite3_column_blob(row, column);
        return (struct leaf_value){.kind = LEAF_OTHER,
                                   .bytes = {bytes, (size_t)sqlite3_column_bytes(row, column)}};
    }
    }
}

static void read_tree(struct copy *copy) {
    while (copy->trouble == SQLITE_OK && sqlite3_step(copy->all) == SQLITE_ROW) {
        struct leaf_row row = {.number = sqlite3_column_int64(copy->all, 0), .count = copy->known};
        for (size_t i = 0; i < copy->known; i++)
            row.values[i] = value_of(copy->all, (int)i + 1);
        if (is_row_of(copy, &row) && !has_row(copy, row.number))
            keep_row(copy, &row);
    }
}

static bool take_leaf(void *self, const struct leaf_row *found) {
    struct copy *copy = self;
    struct leaf_row row = *found;
    if (facts[copy->fact].is_numbered && row.count > 0) {
        if (row.values[0].kind != LEAF_NULL)
            return true;
        row.values[0] = (struct leaf_value){.kind = LEAF_INT, .number = row.number};
    }
    if (is_row_of(copy, &row) && !has_row(copy, row.number))
        keep_row(copy, &row);
    return copy->trouble == SQLITE_OK;
}

enum rc recover_table(struct salvage *salvage, const char *table, struct err *err) {
    struct copy copy = {.salvage = salvage, .table = table};
    while (strcmp(facts[copy.fact].name, table) != 0)
        copy.fact++;
    list_columns(&copy);
    count_known(&copy);
    prepare_all(&copy);
    bool is_ready = copy.insert != NULL && copy.is_there != NULL && copy.next_id != NULL;
    if (is_ready && copy.all != NULL)
        read_tree(&copy);
    if (is_ready && copy.trouble == SQLITE_OK)
        leaf_rows_walk(salvage->image, take_leaf, &copy);
    copy_release(&copy);
    if (!is_ready)
        return err_set(err, RC_STORE, "%s", sqlite3_errmsg(salvage->to->handle));
    return copy.trouble == SQLITE_OK ? RC_OK : db_fail(salvage->to, copy.trouble, err);
}
