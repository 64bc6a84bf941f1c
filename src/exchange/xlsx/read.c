#include "exchange/xlsx/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "exchange/package/xml_read.h"
#include "exchange/package/zip_read.h"
#include "exchange/xlsx/number_text.h"
#include "exchange/xlsx/rich_text.h"
#include "exchange/xlsx/styles.h"

#include <stdlib.h>
#include <string.h>

enum { TARGETS_MOST = 4 * XLSX_SHEETS_MOST };

struct target { /* of a relation */
    char *id, *part;
};
struct loading {
    struct xlsx_book *book;
    struct zip_read *zip;
    struct str part; /* that is read */
    struct target *targets;
    size_t target_count, target_cap;
    char **sheet_ids; /* relation of each sheet of the book */
    size_t id_count, id_cap;
    struct shared {
        char *text, *struck; /* struck: the part of it that was struck out */
    } * shared;
    size_t shared_count, shared_cap;
    struct xlsx_styles styles;
    size_t cells;
    struct err *err;
};

static enum rc is_damaged(struct loading *loading, const char *part) {
    return err_set(loading->err, RC_INPUT,
                   _("表格里的部件“%s”读不懂，请在Excel或WPS中打开并另存为.xlsx"), part);
}

static enum rc is_too_large(struct loading *loading) {
    return err_set(loading->err, RC_INPUT, _("表格太大：最多%d格、%d张工作表、%d处合并、%d种格式"),
                   XLSX_CELLS_MOST, XLSX_SHEETS_MOST, XLSX_MERGES_MOST, XLSX_FORMATS_MOST);
}

/* --- a part, element by element --- */

struct walk {
    struct loading *loading;
    struct xml_read *xml;
    const char *part;
    enum rc rc;
};

/* Calls `on_open` for each element, until the part ends. */
static enum rc walk_part(struct loading *loading, const char *part,
                         void (*on_open)(struct walk *walk, struct span name)) {
    struct walk walk = {.loading = loading, .part = part};
    str_clear(&loading->part);
    walk.rc = zip_read_part(loading->zip, &loading->part, part, loading->err);
    if (walk.rc != RC_OK || loading->part.len == 0)
        return walk.rc;
    walk.xml = xml_read_new(str_span(&loading->part), part);
    for (enum xml_event event = XML_TEXT; walk.rc == RC_OK && event != XML_END;) {
        event = xml_read_next(walk.xml, loading->err);
        if (event == XML_BAD)
            walk.rc = is_damaged(loading, part);
        else if (event == XML_OPEN)
            on_open(&walk, xml_read_name(walk.xml));
    }
    xml_read_free(walk.xml);
    return walk.rc;
}

/* --- the workbook --- */

static char *copy_clean(struct span text) {
    struct str plain = STR_INIT, clean = STR_INIT;
    rich_text_add_unescaped(&plain, text);
    text_clean(&clean, str_span(&plain), NULL);
    str_release(&plain);
    return str_detach(&clean);
}

static void open_workbook(struct walk *walk, struct span name) {
    struct loading *loading = walk->loading;
    struct xlsx_book *book = loading->book;
    if (span_is(name, "workbookPr")) {
        struct span since = xml_read_attribute(walk->xml, "date1904");
        loading->book->since_1904 = span_is(since, "1") || span_is(since, "true");
    }
    if (!span_is(name, "sheet"))
        return;
    if (book->count == XLSX_SHEETS_MOST) {
        walk->rc = is_too_large(loading);
        return;
    }
    MEM_PUSH_ROOM(book->sheets, book->count, book->cap);
    struct xlsx_sheet *sheet = &book->sheets[book->count++];
    *sheet = (struct xlsx_sheet){.name = copy_clean(xml_read_attribute(walk->xml, "name"))};
    struct span state = xml_read_attribute(walk->xml, "state");
    sheet->hidden = span_is(state, "hidden") || span_is(state, "veryHidden");
    MEM_PUSH_ROOM(loading->sheet_ids, loading->id_count, loading->id_cap);
    loading->sheet_ids[loading->id_count++] = span_copy(xml_read_attribute(walk->xml, "id"));
}

static void open_relation(struct walk *walk, struct span name) {
    struct loading *loading = walk->loading;
    if (!span_is(name, "Relationship"))
        return;
    if (loading->target_count == TARGETS_MOST) {
        walk->rc = is_too_large(loading);
        return;
    }
    struct str part = STR_INIT;
    struct span target = xml_read_attribute(walk->xml, "Target");
    if (!span_take_prefix(&target, SPAN("/")))
        str_add_text(&part, "xl/");
    str_add(&part, target);
    MEM_PUSH_ROOM(loading->targets, loading->target_count, loading->target_cap);
    loading->targets[loading->target_count].part = str_detach(&part);
    loading->targets[loading->target_count++].id = span_copy(xml_read_attribute(walk->xml, "Id"));
}

/* --- shared texts --- */

static enum rc read_shared(struct loading *loading) {
    static const char part[] = "xl/sharedStrings.xml";
    struct rich_text rich = RICH_TEXT_INIT;
    str_clear(&loading->part);
    enum rc rc = zip_read_part(loading->zip, &loading->part, part, loading->err);
    if (rc != RC_OK || loading->part.len == 0)
        return rc;
    struct xml_read *xml = xml_read_new(str_span(&loading->part), part);
    for (enum xml_event event = XML_TEXT; rc == RC_OK && event != XML_END;) {
        event = xml_read_next(xml, loading->err);
        if (event == XML_BAD)
            rc = is_damaged(loading, part);
        if (event == XML_OPEN)
            rich_text_open(&rich, xml, xml_read_name(xml));
        if (event == XML_TEXT)
            rich_text_add(&rich, xml_read_text(xml));
        if (event != XML_CLOSE)
            continue;
        rich_text_close(&rich, xml_read_name(xml));
        if (!span_is(xml_read_name(xml), "si"))
            continue;
        MEM_PUSH_ROOM(loading->shared, loading->shared_count, loading->shared_cap);
        loading->shared[loading->shared_count++] =
            (struct shared){copy_clean(str_span(&rich.text)), copy_clean(str_span(&rich.struck))};
        rich_text_clear(&rich);
    }
    xml_read_free(xml);
    rich_text_release(&rich);
    return rc;
}

/* --- cells --- */

bool xlsx_read_place(struct span text, size_t *row, size_t *column) {
    uint64_t number = 0;
    size_t letters = 0, at = 0;
    while (at < text.n && text.p[at] >= 'A' && text.p[at] <= 'Z' && at < 3)
        letters = letters * 26 + (size_t)(text.p[at++] - 'A') + 1;
    if (letters == 0 || letters > XLSX_COLUMNS_MOST ||
        !span_to_number(span_sub(text, at, text.n), 1048576, &number) || number == 0)
        return false;
    *row = (size_t)number - 1;
    *column = letters - 1;
    return true;
}

struct cell_reading {
    struct xlsx_sheet *sheet;
    size_t row, column; /* the next, where the file does not say */
    char type; /* of <c t="…">: s shared, n number, b truth, e error, d date, else text */
    int style;
    bool open, in_value, has_value, has_formula;
    struct str value, formula;
    struct rich_text inline_text;
    bool in_formula;
};

static void begin_cell(struct cell_reading *at, struct xml_read *xml) {
    struct span type = xml_read_attribute(xml, "t");
    static const struct {
        const char *word;
        char type;
    } types[] = {{"s", 's'}, {"n", 'n'},   {"b", 'b'},        {"e", 'e'},
                 {"d", 'd'}, {"str", 't'}, {"inlineStr", 'i'}};
    at->type = 'n';
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (span_is(type, types[i].word))
            at->type = types[i].type;
    size_t row = at->row, column = at->column;
    if (xlsx_read_place(xml_read_attribute(xml, "r"), &row, &column)) {
        at->row = row;
        at->column = column;
    }
    at->style = xml_read_number(xml, "s", 0);
    at->open = true;
    at->has_value = at->has_formula = false;
    str_clear(&at->value);
    str_clear(&at->formula);
    rich_text_clear(&at->inline_text);
}

static void put_cell(struct loading *loading, struct cell_reading *at, struct xlsx_cell cell) {
    struct xlsx_sheet *sheet = at->sheet;
    if (cell.text[0] == '\0' || loading->cells >= XLSX_CELLS_MOST) {
        mem_free(cell.text);
        mem_free(cell.struck);
        return;
    }
    cell.row = at->row;
    cell.column = at->column;
    MEM_PUSH_ROOM(sheet->cells, sheet->count, sheet->cap);
    sheet->cells[sheet->count++] = cell;
    loading->cells++;
}

/* A cell that is struck out as a whole says nothing but that. */
static void add_cell(struct loading *loading, struct cell_reading *at, enum xlsx_kind kind,
                     struct span text) {
    bool is_struck = xlsx_style_of(&loading->styles, at->style).is_struck;
    put_cell(loading, at,
             (struct xlsx_cell){.kind = is_struck ? XLSX_STRUCK : kind, .text = copy_clean(text)});
}

/* Text of runs; what is left of it may be nothing. */
static void add_rich_cell(struct loading *loading, struct cell_reading *at, struct span text,
                          struct span struck) {
    bool all = xlsx_style_of(&loading->styles, at->style).is_struck ||
               (span_trim_space(text).n == 0 && span_trim_space(struck).n > 0);
    struct xlsx_cell cell = {.kind = all ? XLSX_STRUCK : XLSX_TEXT,
                             .text = copy_clean(all && text.n == 0 ? struck : text)};
    cell.struck = !all && struck.n > 0 ? copy_clean(struck) : NULL;
    put_cell(loading, at, cell);
}

static void add_number_cell(struct loading *loading, struct cell_reading *at) {
    struct str text = STR_INIT;
    struct span stored = str_span(&at->value);
    struct xlsx_style style = xlsx_style_of(&loading->styles, at->style);
    struct xlsx_format format = {0};
    if (style.formats != NULL)
        format = xlsx_format_for(style.formats, stored);
    if (format.shown == XLSX_SHOWS_DATE &&
        xlsx_add_date(&text, stored, loading->book->since_1904)) {
        add_cell(loading, at, XLSX_DATE, str_span(&text));
    } else if (xlsx_add_number(&text, stored, format.shift)) {
        str_add_text(&text, format.unit);
        put_cell(loading, at,
                 (struct xlsx_cell){.kind = style.is_struck                      ? XLSX_STRUCK
                                            : format.shown == XLSX_SHOWS_PERCENT ? XLSX_PERCENT
                                            : format.unit[0] != '\0'             ? XLSX_TEXT
                                                                                 : XLSX_NUMBER,
                                    .is_unseen = format.shown == XLSX_SHOWS_WORDS,
                                    .text = copy_clean(str_span(&text))});
    } else {
        add_cell(loading, at, XLSX_TEXT, stored);
    }
    str_release(&text);
}

static void end_cell(struct loading *loading, struct cell_reading *at) {
    struct span value = str_span(&at->value);
    uint64_t index = 0;
    if (at->type == 'i')
        add_rich_cell(loading, at, str_span(&at->inline_text.text),
                      str_span(&at->inline_text.struck));
    else if (at->has_formula && !at->has_value)
        add_cell(loading, at, XLSX_UNCOMPUTED,
                 at->formula.len > 0 ? str_span(&at->formula) : SPAN("="));
    else if (at->type == 's' && span_to_number(value, SIZE_MAX / 2, &index) &&
             index < loading->shared_count)
        add_rich_cell(loading, at, span_of(loading->shared[index].text),
                      span_of(loading->shared[index].struck));
    else if (at->type == 'b')
        add_cell(loading, at, XLSX_TRUTH, span_is(value, "1") ? SPAN("TRUE") : SPAN("FALSE"));
    else if (at->type == 'e')
        add_cell(loading, at, XLSX_ERROR, value);
    else if (at->type == 'd')
        add_cell(loading, at, XLSX_DATE, span_sub(value, 0, 10));
    else if (at->type == 'n' && value.n > 0)
        add_number_cell(loading, at);
    else
        add_cell(loading, at, XLSX_TEXT, value);
    at->open = false;
    at->column++;
}

static void add_merge(struct xlsx_sheet *sheet, struct span reference) {
    struct xlsx_merge merge;
    size_t colon = span_find(reference, SPAN(":"));
    if (sheet->merge_count > XLSX_MERGES_MOST)
        return; /* it is refused when all is read */
    if (colon == SIZE_MAX ||
        !xlsx_read_place(span_sub(reference, 0, colon), &merge.row, &merge.column) ||
        !xlsx_read_place(span_sub(reference, colon + 1, reference.n), &merge.last_row,
                         &merge.last_column))
        return;
    MEM_PUSH_ROOM(sheet->merges, sheet->merge_count, sheet->merge_cap);
    sheet->merges[sheet->merge_count++] = merge;
}

static bool is_set(struct xml_read *xml, const char *name) {
    struct span value = xml_read_attribute(xml, name);
    return span_is(value, "1") || span_is(value, "true");
}

/* Hidden by hand or by a filter. */
static void note_hidden(struct xlsx_sheet *sheet, bool is_row, struct xml_read *xml, size_t from,
                        size_t to) {
    struct xlsx_hide *last = sheet->hide_count > 0 ? &sheet->hides[sheet->hide_count - 1] : NULL;
    if (!is_set(xml, "hidden"))
        return;
    if (last != NULL && last->is_row == is_row && from >= last->from &&
        (from <= last->to + 1 || sheet->hide_count >= XLSX_HIDES_MOST)) {
        last->to = to > last->to ? to : last->to;
        return;
    }
    if (sheet->hide_count >= XLSX_HIDES_MOST)
        return;
    MEM_PUSH_ROOM(sheet->hides, sheet->hide_count, sheet->hide_cap);
    sheet->hides[sheet->hide_count++] = (struct xlsx_hide){is_row, from, to};
}

static void cell_open(struct cell_reading *at, struct xml_read *xml, struct span name) {
    if (span_is(name, "row")) {
        int row = xml_read_number(xml, "r", (int)at->row + 1);
        at->row = row > 0 ? (size_t)row - 1 : at->row;
        at->column = 0;
        note_hidden(at->sheet, true, xml, at->row, at->row);
    } else if (span_is(name, "col")) {
        int from = xml_read_number(xml, "min", 0), to = xml_read_number(xml, "max", 0);
        if (from > 0 && to >= from)
            note_hidden(at->sheet, false, xml, (size_t)from - 1, (size_t)to - 1);
    } else if (span_is(name, "c")) {
        begin_cell(at, xml);
    } else if (span_is(name, "mergeCell")) {
        add_merge(at->sheet, xml_read_attribute(xml, "ref"));
    } else if (at->open) {
        at->in_value = span_is(name, "v");
        at->in_formula = span_is(name, "f");
        at->has_formula |= at->in_formula;
        rich_text_open(&at->inline_text, xml, name);
    }
}

static void cell_text(struct cell_reading *at, struct span text) {
    if (at->in_value) {
        str_add(&at->value, text);
        at->has_value = true;
    } else if (at->in_formula) {
        str_add(&at->formula, text);
    } else if (at->open) {
        rich_text_add(&at->inline_text, text);
    }
}

static void cell_close(struct loading *loading, struct cell_reading *at, struct span name) {
    at->in_value = at->in_formula = false;
    rich_text_close(&at->inline_text, name);
    if (span_is(name, "c") && at->open)
        end_cell(loading, at);
    else if (span_is(name, "row"))
        at->row++;
}

static enum rc read_sheet(struct loading *loading, struct xlsx_sheet *sheet, const char *part) {
    struct cell_reading at = {
        .sheet = sheet, .value = STR_INIT, .formula = STR_INIT, .inline_text = RICH_TEXT_INIT};
    str_clear(&loading->part);
    enum rc rc = zip_read_part(loading->zip, &loading->part, part, loading->err);
    struct xml_read *xml = xml_read_new(str_span(&loading->part), part);
    bool empty = loading->part.len == 0;
    for (enum xml_event event = XML_TEXT; rc == RC_OK && event != XML_END && !empty;) {
        event = xml_read_next(xml, loading->err);
        if (event == XML_BAD)
            rc = is_damaged(loading, part);
        else if (event == XML_OPEN)
            cell_open(&at, xml, xml_read_name(xml));
        else if (event == XML_TEXT)
            cell_text(&at, xml_read_text(xml));
        else if (event == XML_CLOSE)
            cell_close(loading, &at, xml_read_name(xml));
    }
    xml_read_free(xml);
    str_release(&at.value);
    str_release(&at.formula);
    rich_text_release(&at.inline_text);
    if (rc == RC_OK && (loading->cells >= XLSX_CELLS_MOST || sheet->merge_count > XLSX_MERGES_MOST))
        rc = is_too_large(loading);
    return rc;
}

static int compare_cells(const void *left, const void *right) {
    const struct xlsx_cell *a = left, *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static enum rc read_sheets(struct loading *loading) {
    struct xlsx_book *book = loading->book;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < book->count; i++) {
        const char *part = NULL;
        for (size_t t = 0; t < loading->target_count; t++)
            if (strcmp(loading->targets[t].id, loading->sheet_ids[i]) == 0)
                part = loading->targets[t].part;
        if (part != NULL)
            book->sheets[i].part = span_copy(span_of(part));
        if (part != NULL)
            rc = read_sheet(loading, &book->sheets[i], part);
        if (book->sheets[i].count > 0)
            qsort(book->sheets[i].cells, book->sheets[i].count, sizeof *book->sheets[i].cells,
                  compare_cells);
    }
    return rc;
}

/* --- the book --- */

static void loading_release_shared(struct shared *shared) {
    mem_free(shared->text);
    mem_free(shared->struck);
}

static void loading_release(struct loading *loading) {
    for (size_t i = 0; i < loading->target_count; i++) {
        mem_free(loading->targets[i].id);
        mem_free(loading->targets[i].part);
    }
    for (size_t i = 0; i < loading->id_count; i++)
        mem_free(loading->sheet_ids[i]);
    for (size_t i = 0; i < loading->shared_count; i++)
        loading_release_shared(&loading->shared[i]);
    mem_free(loading->targets);
    mem_free(loading->sheet_ids);
    mem_free(loading->shared);
    xlsx_styles_release(&loading->styles);
    str_release(&loading->part);
    zip_read_close(loading->zip);
}

static enum rc check_kind(struct span bytes, struct err *err) {
    static const struct span old = {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
    if (bytes.n > XLSX_BYTES_MOST)
        return err_set(err, RC_INPUT, _("文件太大：最多%d MiB"), XLSX_BYTES_MOST / 1024 / 1024);
    if (span_starts_with(bytes, old))
        return err_set(err, RC_INPUT,
                       _("这是旧版表格（.xls、.et）或加了密码的表格：请在Excel或WPS中打开，另存为"
                         "“Excel工作簿（.xlsx）”，不设密码"));
    if (!span_starts_with(bytes, SPAN("PK")))
        return err_set(err, RC_INPUT, _("这不是Excel工作簿（.xlsx）"));
    return RC_OK;
}

enum rc xlsx_read(struct xlsx_book *book, struct span bytes, struct err *err) {
    struct loading loading = {.book = book, .part = STR_INIT, .err = err};
    enum rc rc = check_kind(bytes, err);
    if (rc == RC_OK)
        rc = zip_read_open(&loading.zip, bytes, err);
    if (rc == RC_OK && !zip_read_has(loading.zip, "xl/workbook.xml"))
        rc = err_set(err, RC_INPUT, _("这不是Excel工作簿（.xlsx）"));
    if (rc == RC_OK)
        rc = walk_part(&loading, "xl/workbook.xml", open_workbook);
    if (rc == RC_OK)
        rc = walk_part(&loading, "xl/_rels/workbook.xml.rels", open_relation);
    if (rc == RC_OK)
        rc = read_shared(&loading);
    if (rc == RC_OK)
        rc = xlsx_read_styles(&loading.styles, loading.zip, err);
    if (rc == RC_OK)
        rc = read_sheets(&loading);
    loading_release(&loading);
    return rc;
}

void xlsx_book_release(struct xlsx_book *book) {
    for (size_t i = 0; i < book->count; i++) {
        struct xlsx_sheet *sheet = &book->sheets[i];
        for (size_t c = 0; c < sheet->count; c++) {
            mem_free(sheet->cells[c].text);
            mem_free(sheet->cells[c].struck);
        }
        mem_free(sheet->hides);
        mem_free(sheet->cells);
        mem_free(sheet->merges);
        mem_free(sheet->name);
        mem_free(sheet->part);
    }
    mem_free(book->sheets);
    *book = (struct xlsx_book){0};
}

const struct xlsx_sheet *xlsx_find_sheet(const struct xlsx_book *book, const char *name) {
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->sheets[i].name, name) == 0)
            return &book->sheets[i];
    return NULL;
}

const struct xlsx_cell *xlsx_find_cell(const struct xlsx_sheet *sheet, size_t row, size_t column) {
    const struct xlsx_cell wanted = {.row = row, .column = column};
    return sheet->count == 0
               ? NULL
               : bsearch(&wanted, sheet->cells, sheet->count, sizeof *sheet->cells, compare_cells);
}

const struct xlsx_merge *xlsx_find_merge(const struct xlsx_sheet *sheet, size_t row,
                                         size_t column) {
    for (size_t i = 0; i < sheet->merge_count; i++) {
        const struct xlsx_merge *merge = &sheet->merges[i];
        if (row >= merge->row && row <= merge->last_row && column >= merge->column &&
            column <= merge->last_column)
            return merge;
    }
    return NULL;
}

bool xlsx_is_hidden(const struct xlsx_sheet *sheet, bool is_row, size_t at) {
    for (size_t i = 0; i < sheet->hide_count; i++)
        if (sheet->hides[i].is_row == is_row && at >= sheet->hides[i].from &&
            at <= sheet->hides[i].to)
            return true;
    return false;
}
