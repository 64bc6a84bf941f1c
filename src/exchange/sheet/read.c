#include "exchange/sheet/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/text_clean.h"
#include "exchange/docx/read.h"
#include "exchange/sheet/form.h"
#include "exchange/sheet/left.h"
#include "exchange/sheet/read_cells.h"
#include "exchange/xlsx/read.h"

#include <string.h>

enum {
    CAPTIONS_WITHIN = 60 /* rows */,
    CELLS_MOST = 20 /* of a line */,
    NUMBER_MOST = 1000000,
    YEAR_MOST = 9999
};

static char *copy_line(struct span text) {
    struct str line = STR_INIT;
    text_clean_line(&line, text);
    return str_detach(&line);
}

static enum rc is_none_of_ours(struct err *err) {
    return err_set(err, RC_INPUT,
                   _("这不是本程序发出的填报表；别的表格可以用 jixiao set 报告号 --from 文件.xlsx "
                     "取数"));
}

/* --- Excel --- */

/* The row that has the captions of labels and values; SIZE_MAX: none. Blanks in a caption count for
 * nothing. */
static size_t find_captions(const struct xlsx_sheet *sheet, struct sheet_columns *columns) {
    for (size_t i = 0; i < sheet->count;) {
        size_t row = sheet->cells[i].row;
        if (row >= CAPTIONS_WITHIN)
            break;
        for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
            columns->at[c] = SIZE_MAX;
        for (; i < sheet->count && sheet->cells[i].row == row; i++)
            for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
                if (span_is(span_trim_space(span_of(sheet->cells[i].text)), form_captions[c]) &&
                    columns->at[c] == SIZE_MAX)
                    columns->at[c] = sheet->cells[i].column;
        if (columns->at[FORM_VALUE] != SIZE_MAX &&
            (columns->at[FORM_LABEL] != SIZE_MAX || columns->at[FORM_NAME] != SIZE_MAX))
            return row;
    }
    return SIZE_MAX;
}

static const char *manifest_value(const struct xlsx_sheet *manifest, const char *key) {
    for (size_t i = 0; i < manifest->count; i++)
        if (manifest->cells[i].column == 0 && strcmp(manifest->cells[i].text, key) == 0) {
            const struct xlsx_cell *cell = xlsx_find_cell(manifest, manifest->cells[i].row, 1);
            return cell != NULL ? cell->text : "";
        }
    return "";
}

static void take_manifest(struct read_sheet *out, const struct xlsx_sheet *manifest) {
    uint64_t number = 0, year = 0;
    out->uid = copy_line(span_of(manifest_value(manifest, "uid")));
    out->unit = copy_line(span_of(manifest_value(manifest, "unit")));
    out->owner = copy_line(span_of(manifest_value(manifest, "owner")));
    if (span_to_number(span_of(manifest_value(manifest, "number")), NUMBER_MOST, &number))
        out->number = (size_t)number;
    out->year = span_to_number(span_of(manifest_value(manifest, "year")), YEAR_MOST, &year)
                    ? (int)year
                    : -1;
}

/* The captions may stand on any sheet: somebody may have copied one. Two of them are one too many.
 */
static enum rc read_excel(struct read_sheet *out, struct span bytes, struct err *err) {
    struct xlsx_book book = {0};
    enum rc rc = xlsx_read(&book, bytes, err);
    const struct xlsx_sheet *manifest = xlsx_find_sheet(&book, FORM_MANIFEST), *page = NULL;
    struct sheet_columns columns;
    size_t captions = SIZE_MAX, found = 0;
    if (rc == RC_OK && manifest == NULL)
        rc = is_none_of_ours(err);
    if (rc == RC_OK)
        take_manifest(out, manifest);
    for (size_t i = 0; rc == RC_OK && i < book.count; i++) {
        struct sheet_columns at;
        size_t row = find_captions(&book.sheets[i], &at);
        if (&book.sheets[i] == manifest || row == SIZE_MAX)
            continue;
        page = &book.sheets[i];
        captions = row;
        columns = at;
        found++;
    }
    if (rc == RC_OK && found == 0)
        rc = err_set(err, RC_INPUT, _("找不到“数据”“今年数”两列：这一行标题请不要改"));
    if (rc == RC_OK && found > 1)
        rc =
            err_set(err, RC_INPUT, _("有%zu张工作表都像填报表，不知道用哪一张；请只留一张"), found);
    if (rc == RC_OK)
        rc = sheet_take_rows(out, &book, page, captions, &columns, err);
    if (rc == RC_OK) {
        left_tell_cells(out, page, captions, &columns);
        left_tell_pages(out, &book, page, manifest);
        rc = left_tell_notes(out, bytes, page, err);
    }
    left_tell_rest(out);
    xlsx_book_release(&book);
    return rc;
}

/* --- text and Word: lines of cells --- */

struct lines {
    struct file_line {
        char *text;
        size_t number; /* in the file, from 1 */
    } * items;
    size_t count, cap;
};

static void add_line(struct lines *lines, struct span text, size_t number) {
    MEM_PUSH_ROOM(lines->items, lines->count, lines->cap);
    lines->items[lines->count++] = (struct file_line){span_copy(text), number};
}

static void lines_release(struct lines *lines) {
    for (size_t i = 0; i < lines->count; i++)
        mem_free(lines->items[i].text);
    mem_free(lines->items);
}

static enum rc gather_text(struct lines *lines, struct span bytes, struct err *err) {
    struct str text = STR_INIT, clean = STR_INIT;
    struct charset_report charset = {0};
    enum rc rc = charset_decode(&text, bytes, NULL, &charset, err);
    if (rc == RC_OK) {
        text_clean(&clean, str_span(&text), NULL);
        struct span rest = str_span(&clean), line;
        for (size_t number = 1; rest.n > 0 && span_take_line(&rest, &line); number++)
            add_line(lines, line, number);
    }
    str_release(&clean);
    str_release(&text);
    return rc;
}

/* What a Word file holds besides its text (comments, pictures) is told of. */
static enum rc gather_word(struct read_sheet *out, struct lines *lines, struct span bytes,
                           const char *name, struct err *err) {
    struct source source = SOURCE_INIT;
    struct import_draft draft = {0};
    struct import_options options = {.name = name, .drop_struck = true};
    enum rc rc = docx_read(&source, &draft, bytes, &options, err);
    size_t number = 1;
    for (size_t i = 0; rc == RC_OK && i < source.document.count; i++) {
        struct span rest = span_of(source.document.blocks[i].text), line;
        while (rest.n > 0 && span_take_line(&rest, &line))
            add_line(lines, line, number++);
    }
    for (size_t i = 0; rc == RC_OK && i < source.note_count; i++)
        left_tell(out, 0, SPAN(""), "%s", source.notes[i].message);
    source_release(&source);
    import_draft_release(&draft);
    return rc;
}

static bool take_word(struct span *text, struct span *word) {
    *text = span_trim_start(*text);
    size_t end = 0;
    while (end < text->n && text->p[end] != ' ' && text->p[end] != '\t')
        end++;
    *word = span_sub(*text, 0, end);
    *text = span_sub(*text, end, text->n);
    return word->n > 0;
}

/* "# jixiao 填报表 UID8 NUMBER 单位 年度 科室 截止DATE" */
static bool take_head(struct read_sheet *out, struct span line) {
    struct span uid, number, unit, year, owner;
    uint64_t which = 0, when = 0;
    line = span_trim_start(line);
    if (!span_take_prefix(&line, SPAN(FORM_MAGIC)) || !take_word(&line, &uid) ||
        !take_word(&line, &number) || !take_word(&line, &unit) || !take_word(&line, &year) ||
        !take_word(&line, &owner) || !span_to_number(number, NUMBER_MOST, &which))
        return false;
    out->uid = span_copy(uid);
    out->number = (size_t)which;
    out->unit = span_copy(unit);
    out->year = span_to_number(year, YEAR_MOST, &when) ? (int)when : -1;
    out->owner = span_copy(span_is(owner, FORM_NOBODY) ? SPAN("") : owner);
    return true;
}

/* The n-th cell: tabs part them; a chat may have made blanks of them, two or more. */
static struct span cell_of(struct span line, size_t n) {
    bool tabs = span_find(line, SPAN("\t")) != SIZE_MAX;
    for (;;) {
        size_t end = span_find(line, tabs ? SPAN("\t") : SPAN("  "));
        if (n-- == 0)
            return span_trim_space(span_sub(line, 0, end));
        if (end == SIZE_MAX)
            return SPAN("");
        line = span_sub(line, end + 1, line.n);
        if (!tabs)
            line = span_trim_start(line);
    }
}

/* Which cell of a line is which column; false: it is no line of captions. */
static bool find_cells(struct span line, struct sheet_columns *columns) {
    for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
        columns->at[c] = SIZE_MAX;
    for (size_t n = 0; n < CELLS_MOST; n++) {
        struct span cell = cell_of(line, n);
        for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
            if (span_is(cell, form_captions[c]))
                columns->at[c] = n;
        if (span_is(cell, "名称"))
            columns->at[FORM_LABEL] = n;
    }
    return columns->at[FORM_LABEL] != SIZE_MAX && columns->at[FORM_VALUE] != SIZE_MAX;
}

static char *copy_cell(struct span line, size_t n) {
    return copy_line(n == SIZE_MAX ? SPAN("") : cell_of(line, n));
}

/* Cells that stand in none of the columns. */
static void tell_cells(struct read_sheet *out, const struct file_line *line,
                       const struct sheet_columns *columns) {
    struct span text = span_of(line->text), label = cell_of(text, columns->at[FORM_LABEL]);
    for (size_t n = 0; n < CELLS_MOST; n++) {
        struct span cell = cell_of(text, n);
        bool known = cell.n == 0;
        for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
            known = known || columns->at[c] == n;
        if (!known)
            left_tell(out, line->number, label, _("第%zu栏写的“%.*s”没有地方放；请写到“说明”里"),
                      n + 1, SPAN_ARG(cell));
    }
}

static void take_line(struct read_sheet *out, const struct file_line *from,
                      const struct sheet_columns *columns, bool is_prior) {
    struct span line = span_of(from->text);
    struct read_row *row = read_sheet_add_empty(out, from->number);
    row->is_prior = is_prior;
    row->name = span_copy(SPAN(""));
    row->label = copy_cell(line, columns->at[FORM_LABEL]);
    row->value = copy_cell(line, columns->at[is_prior ? FORM_PRIOR : FORM_VALUE]);
    row->unit = copy_cell(line, columns->at[FORM_UNIT]);
    row->evidence = copy_cell(line, columns->at[FORM_EVIDENCE]);
    row->note = copy_cell(line, columns->at[FORM_NOTE]);
    row->is_line = true;
    row->lost_tabs = !is_prior && row->label[0] != '\0' &&
                     span_find(line, SPAN("\t")) == SIZE_MAX &&
                     span_is(span_trim_space(line), row->label);
}

/* The lines that we write around the table of a Word file. */
static bool is_own_line(const struct lines *lines, size_t at) {
    struct span line = span_trim_space(span_of(lines->items[at].text));
    return line.n == 0 || span_starts_with(line, SPAN("核对码 ")) ||
           span_find(line, SPAN("填报表（")) != SIZE_MAX;
}

/* Where rows are cells and names stand in the second, a line without cells is none of the table. */
static bool is_beside(const struct file_line *line, const struct sheet_columns *columns) {
    return columns->at[FORM_LABEL] > 0 && span_find(span_of(line->text), SPAN("\t")) == SIZE_MAX;
}

static enum rc take_lines(struct read_sheet *out, const struct lines *lines, struct err *err) {
    struct sheet_columns columns;
    size_t head = 0, at = 0;
    while (head < lines->count && !take_head(out, span_of(lines->items[head].text)))
        head++;
    if (head == lines->count)
        return is_none_of_ours(err);
    at = head + 1;
    while (at < lines->count && !find_cells(span_of(lines->items[at].text), &columns))
        at++;
    if (at >= lines->count)
        return err_set(err, RC_INPUT, _("找不到“名称”“今年数”两列：这一行标题请不要改"));
    for (size_t i = 0; i < at; i++)
        if (i != head && !is_own_line(lines, i))
            left_tell(out, lines->items[i].number, span_of(lines->items[i].text),
                      _("写在表的上面，不是表里的一项"));
    for (size_t i = at + 1; i < lines->count; i++) {
        if (span_trim_space(span_of(lines->items[i].text)).n == 0)
            continue;
        if (is_beside(&lines->items[i], &columns)) {
            if (!is_own_line(lines, i))
                left_tell(out, lines->items[i].number, span_of(lines->items[i].text),
                          _("写在表的下面，不是表里的一项"));
            continue;
        }
        take_line(out, &lines->items[i], &columns, false);
        if (columns.at[FORM_PRIOR] != SIZE_MAX)
            take_line(out, &lines->items[i], &columns, true);
        tell_cells(out, &lines->items[i], &columns);
    }
    return RC_OK;
}

enum rc sheet_read(struct read_sheet *sheet, struct span bytes, const char *name, struct err *err) {
    static const struct span old = {"\xD0\xCF\x11\xE0", 4};
    struct lines lines = {0};
    enum rc rc = RC_OK;
    bool packed = span_starts_with(bytes, SPAN("PK"));
    if (span_starts_with(bytes, old) ||
        (packed && span_find(span_sub(bytes, 0, 65536), SPAN("word/")) == SIZE_MAX &&
         !span_ends_with(span_of(name), SPAN(".docx"))))
        return read_excel(sheet, bytes, err);
    rc = packed ? gather_word(sheet, &lines, bytes, name, err) : gather_text(&lines, bytes, err);
    if (rc == RC_OK)
        rc = take_lines(sheet, &lines, err);
    left_tell_rest(sheet);
    lines_release(&lines);
    return rc;
}
