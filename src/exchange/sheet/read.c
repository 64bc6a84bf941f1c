#include "exchange/sheet/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/text_clean.h"
#include "exchange/docx/read.h"
#include "exchange/sheet/form.h"
#include "exchange/sheet/left.h"
#include "exchange/sheet/plain.h"
#include "exchange/sheet/turned.h"
#include "exchange/xlsx/number_text.h"
#include "exchange/xlsx/read.h"

#include <stdarg.h>
#include <string.h>

enum {
    ROWS_MOST = 40000 /* last year's are rows of their own */,
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

static struct span text_at(const struct xlsx_sheet *sheet, size_t row, size_t column) {
    const struct xlsx_cell *cell = column == SIZE_MAX ? NULL : xlsx_find_cell(sheet, row, column);
    return cell != NULL ? span_trim_space(span_of(cell->text)) : SPAN("");
}

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

/* What the value is called in our sheets. */
static const char *caption_of(const struct read_row *row) {
    return form_captions[row->is_prior ? FORM_PRIOR : FORM_VALUE];
}

static void set_trouble(struct read_row *row, const char *format, ...) PRINTF_LIKE(2, 3);
static void set_trouble(struct read_row *row, const char *format, ...) {
    struct str said = STR_INIT;
    va_list args;
    if (row->trouble != NULL)
        return;
    va_start(args, format);
    str_add_list(&said, format, args);
    va_end(args);
    row->trouble = str_detach(&said);
}

/* Whether a cell stands for its row alone. */
static void check_merge(struct read_row *out, const struct xlsx_sheet *sheet, size_t row,
                        size_t column) {
    const struct xlsx_merge *merge = xlsx_find_merge(sheet, row, column);
    if (merge == NULL)
        return;
    bool has_text = text_at(sheet, merge->row, merge->column).n > 0;
    if (has_text && (merge->row != merge->last_row || merge->column != column))
        set_trouble(out, _("%s的一格与别的格合并了，不知道是谁的数；请取消合并"), caption_of(out));
}

static void take_value(struct read_row *out, const struct xlsx_book *book,
                       const struct xlsx_cell *cell) {
    struct str text = STR_INIT, date = STR_INIT;
    struct span stands = span_trim_space(span_of(cell->text));
    switch (cell->kind) {
    case XLSX_TEXT:
        text_clean_line(&text, stands);
        break;
    case XLSX_NUMBER:
        str_add(&text, stands);
        out->is_serial = xlsx_add_date(&date, stands, book->since_1904);
        break;
    case XLSX_PERCENT:
        str_add(&text, stands);
        str_add_byte(&text, '%');
        break;
    case XLSX_DATE:
        str_add(&text, stands);
        out->is_date = true;
        break;
    case XLSX_TRUTH:
        set_trouble(out, _("%s是“TRUE”或“FALSE”，不是数"), caption_of(out));
        break;
    case XLSX_ERROR:
        set_trouble(out, _("%s的公式出错了（#REF!一类）；请改正"), caption_of(out));
        break;
    case XLSX_UNCOMPUTED:
        set_trouble(out, _("%s是还没有算出来的公式；请在Excel或WPS中打开，保存一次"),
                    caption_of(out));
        break;
    }
    out->value = str_detach(&text);
    out->date = date.len > 0 ? str_detach(&date) : NULL;
    str_release(&date);
}

static void take_value_at(struct read_sheet *out, const struct xlsx_book *book,
                          const struct xlsx_sheet *sheet, size_t row,
                          const struct sheet_columns *columns, bool is_prior) {
    struct read_row *to = read_sheet_add_empty(out, row + 1);
    size_t column = columns->at[is_prior ? FORM_PRIOR : FORM_VALUE];
    const struct xlsx_cell *value = xlsx_find_cell(sheet, row, column);
    to->is_prior = is_prior;
    to->name = copy_line(text_at(sheet, row, columns->at[FORM_NAME]));
    to->label = copy_line(text_at(sheet, row, columns->at[FORM_LABEL]));
    to->unit = copy_line(text_at(sheet, row, columns->at[FORM_UNIT]));
    to->evidence = copy_line(text_at(sheet, row, columns->at[FORM_EVIDENCE]));
    to->note = copy_line(text_at(sheet, row, columns->at[FORM_NOTE]));
    check_merge(to, sheet, row, column);
    if (value != NULL)
        take_value(to, book, value);
    else
        to->value = span_copy(SPAN(""));
}

/* Last year's value is a row of its own, behind this year's. */
static void take_row(struct read_sheet *out, const struct xlsx_book *book,
                     const struct xlsx_sheet *sheet, size_t row,
                     const struct sheet_columns *columns) {
    take_value_at(out, book, sheet, row, columns, false);
    if (columns->at[FORM_PRIOR] != SIZE_MAX)
        take_value_at(out, book, sheet, row, columns, true);
}

/* Each row is looked up among the merged cells: there is a ceiling. */
static enum rc take_rows(struct read_sheet *out, const struct xlsx_book *book,
                         const struct xlsx_sheet *sheet, size_t captions,
                         const struct sheet_columns *columns, struct err *err) {
    for (size_t i = 0; i < sheet->count;) {
        if (out->count >= ROWS_MOST)
            return err_set(err, RC_INPUT, _("表格太长：最多%d行"), ROWS_MOST / 2);
        size_t row = sheet->cells[i].row;
        while (i < sheet->count && sheet->cells[i].row == row)
            i++;
        if (captions == SIZE_MAX || row > captions)
            take_row(out, book, sheet, row, columns);
    }
    return RC_OK;
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
        rc = take_rows(out, &book, page, captions, &columns, err);
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
    struct import_options options = {.name = name};
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

/* --- any workbook --- */

static enum rc take_plain(struct read_sheet *out, const struct xlsx_book *book,
                          const struct xlsx_sheet *page, const struct plain_table *table,
                          struct err *err) {
    struct sheet_columns columns;
    for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
        columns.at[c] = SIZE_MAX;
    columns.at[FORM_LABEL] = table->keys;
    columns.at[FORM_VALUE] = table->values;
    columns.at[FORM_UNIT] = table->units;
    out->uid = span_copy(SPAN(""));
    out->unit = span_copy(SPAN(""));
    out->owner = span_copy(SPAN(""));
    out->year = -1;
    columns.at[FORM_PRIOR] = table->priors;
    enum rc rc = take_rows(out, book, page, table->captions, &columns, err);
    for (size_t i = 0; rc == RC_OK && i < out->count; i++)
        out->rows[i].table_unit = span_copy(span_of(table->unit));
    return rc;
}

/* The sheet with most figures, those with numbers before others. Two that have as many may hold
 * different things: neither is taken. */
static enum rc find_page(struct plain_table *table, const struct xlsx_sheet **page,
                         const struct xlsx_book *book, const struct labels *labels, int year,
                         struct err *err) {
    const struct xlsx_sheet *like = NULL;
    *page = NULL;
    for (size_t i = 0; i < book->count; i++) {
        struct plain_table found = {0};
        if (plain_is_other_year(span_of(book->sheets[i].name), year))
            continue;
        plain_find_keys(&found, &book->sheets[i], labels);
        bool is_alike = (found.numbers > 0) == (table->numbers > 0);
        if (found.known == 0 || (is_alike ? found.known < table->known : found.numbers == 0))
            continue;
        like = is_alike && found.known == table->known ? *page : NULL;
        *table = found;
        *page = &book->sheets[i];
    }
    if (*page == NULL)
        return err_set(err, RC_INPUT,
                       _("表里没有一列是数据的名称（figures列出），右边又有数的；请把名称写在一列，"
                         "数写在它右边的一列"));
    if (like != NULL)
        return err_set(err, RC_INPUT,
                       _("工作表“%s”和“%s”都有同样多的数据，不知道用哪一张；请只留一张"),
                       like->name, (*page)->name);
    return RC_OK;
}

static void tell_of_page(struct read_sheet *out, const struct xlsx_sheet *page, struct str *said) {
    struct read_row *row = read_sheet_add(out, 0, span_of(page->name));
    row->is_page = true;
    row->trouble = str_detach(said);
}

/* Other pages may say something else of the same figures. */
static void tell_of_others(struct read_sheet *out, const struct xlsx_book *book,
                           const struct xlsx_sheet *page, const struct labels *labels, int year) {
    for (size_t i = 0; i < book->count; i++) {
        const struct xlsx_sheet *other = &book->sheets[i];
        struct plain_table found = {0};
        if (other == page || plain_is_other_year(span_of(other->name), year))
            continue;
        plain_find_keys(&found, other, labels);
        if (found.known == 0 || found.numbers == 0)
            continue;
        struct str said = STR_INIT;
        str_add_format(&said, _("这张工作表也有%zu项数据，没有取用：只取用了“%s”"), found.known,
                       page->name);
        tell_of_page(out, other, &said);
    }
}

static enum rc find_table(struct plain_table *table, const struct xlsx_sheet **page,
                          const struct xlsx_book *book, const struct labels *labels, int year,
                          struct err *err) {
    plain_table_release(table);
    enum rc rc = find_page(table, page, book, labels, year, err);
    return rc == RC_OK ? plain_find_values(table, *page, labels, year, err) : rc;
}

enum rc sheet_read_plain(struct read_sheet *sheet, struct span bytes,
                         const struct template *template, int year, struct err *err) {
    struct xlsx_book book = {0};
    struct labels labels;
    struct plain_table table = {0};
    const struct xlsx_sheet *page = NULL;
    labels_init(&labels, template);
    bool turned = false;
    enum rc rc = xlsx_read(&book, bytes, err);
    if (rc == RC_OK && find_table(&table, &page, &book, &labels, year, err) != RC_OK) {
        struct err ignored = {.rc = RC_OK}; /* what was said of it as it lies stays said */
        sheet_turn_book(&book);
        turned = find_table(&table, &page, &book, &labels, year, &ignored) == RC_OK;
        rc = turned ? RC_OK : RC_INPUT;
    }
    if (rc == RC_OK)
        rc = take_plain(sheet, &book, page, &table, err);
    if (rc == RC_OK && turned) {
        struct str said = STR_INIT;
        str_add_text(&said, _("表是横排的，已转成竖排来读：说的“第3行”是原来的第3列"));
        tell_of_page(sheet, page, &said);
    }
    if (rc == RC_OK)
        tell_of_others(sheet, &book, page, &labels, year);
    plain_table_release(&table);
    labels_release(&labels);
    xlsx_book_release(&book);
    return rc;
}
