#include "exchange/sheet/read_plain.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/sheet/plain.h"
#include "exchange/sheet/plain_block.h"
#include "exchange/sheet/plain_caption.h"
#include "exchange/sheet/read_cells.h"
#include "exchange/sheet/turned.h"

/* --- which page --- */

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

/* --- its tables --- */

struct reading {
    struct read_sheet *out;
    const struct xlsx_book *book;
    const struct xlsx_sheet *page;
    const struct labels *labels;
    int year;
    char *unit;   /* that a line above the first table says; NULL: none */
    size_t taken; /* tables */
};

/* Last year's table: what stands in its column is last year's. */
static void set_columns(struct sheet_columns *columns, const struct plain_table *table,
                        bool is_last_years) {
    for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
        columns->at[c] = SIZE_MAX;
    columns->at[FORM_LABEL] = table->keys;
    columns->at[FORM_VALUE] = is_last_years ? SIZE_MAX : table->values;
    columns->at[FORM_PRIOR] = is_last_years ? table->values : table->priors;
    columns->at[FORM_UNIT] = table->units;
}

static void say_of_table(const struct reading *reading, const struct plain_table *table,
                         bool is_last_years) {
    struct str said = STR_INIT;
    if (is_last_years)
        str_add_format(&said, _("题目写的是%d年，当作上年数"), table->year);
    if (said.len > 0)
        tell_of_page(reading->out, reading->page, &said);
    if (xlsx_is_hidden(reading->page, false, table->values))
        str_add_format(&said, _("取数的一列（“%s”）在表里是隐藏的"), table->caption);
    if (said.len > 0)
        tell_of_page(reading->out, reading->page, &said);
    str_release(&said);
}

static enum rc take_table(struct reading *reading, const struct xlsx_sheet *block,
                          const struct plain_table *table, struct err *err) {
    struct sheet_columns columns;
    struct read_sheet *out = reading->out;
    bool is_last_years = table->year != 0 && table->year == reading->year - 1;
    size_t from = out->count;
    set_columns(&columns, table, is_last_years);
    enum rc rc = sheet_take_rows(out, reading->book, block, table->heads, &columns, err);
    const char *unit =
        table->unit[0] == '\0' && reading->unit != NULL ? reading->unit : table->unit;
    for (size_t i = from; rc == RC_OK && i < out->count; i++) {
        struct read_row *row = &out->rows[i];
        bool is_other = row->is_prior && !is_last_years;
        row->table_unit =
            span_copy(span_of(is_other && table->prior_unit[0] != '\0' ? table->prior_unit : unit));
        row->caption = span_copy(span_of(table->caption));
        row->kind = table->kind;
    }
    if (rc == RC_OK)
        say_of_table(reading, table, is_last_years);
    if (reading->taken++ == 0 && table->line_unit[0] != '\0')
        reading->unit = span_copy(span_of(table->line_unit));
    return rc;
}

/* A table that is not understood is told of where others are; alone it is refused. */
static enum rc take_block(struct reading *reading, const struct xlsx_sheet *block, bool is_only,
                          struct err *err) {
    struct plain_table table = {0};
    struct err why = {0};
    plain_find_keys(&table, block, reading->labels);
    if (table.known == 0 && !is_only) {
        plain_table_release(&table);
        return RC_OK;
    }
    enum rc rc = plain_find_values(&table, block, reading->labels, reading->year, &why);
    if (rc == RC_OK) {
        rc = take_table(reading, block, &table, err);
    } else if (is_only) {
        rc = err_set(err, rc, "%s", why.text);
    } else {
        struct str said = STR_INIT;
        str_add_format(&said, _("第%zu行起的一张表没有取用：%s"), table.first + 1, why.text);
        tell_of_page(reading->out, reading->page, &said);
        rc = RC_OK;
    }
    plain_table_release(&table);
    return rc;
}

static enum rc take_page(struct reading *reading, struct err *err) {
    struct plain_blocks blocks = {0};
    enum rc rc = RC_OK;
    plain_blocks_split(&blocks, reading->page, reading->labels);
    for (size_t i = 0; rc == RC_OK && i < blocks.count; i++)
        rc = take_block(reading, &blocks.items[i], blocks.count == 1, err);
    if (rc == RC_OK && reading->taken == 0)
        rc = take_block(reading, reading->page, true, err);
    plain_blocks_release(&blocks);
    mem_free(reading->unit);
    reading->unit = NULL;
    return rc;
}

static enum rc read_book(struct reading *reading, struct err *err) {
    struct plain_table table = {0};
    enum rc rc =
        find_page(&table, &reading->page, reading->book, reading->labels, reading->year, err);
    plain_table_release(&table);
    return rc == RC_OK ? take_page(reading, err) : rc;
}

/* Nothing of what a failed reading has told stays. */
static void begin(struct read_sheet *sheet) {
    read_sheet_release(sheet);
    sheet->uid = span_copy(SPAN(""));
    sheet->unit = span_copy(SPAN(""));
    sheet->owner = span_copy(SPAN(""));
    sheet->year = -1;
}

enum rc sheet_read_plain(struct read_sheet *sheet, struct span bytes,
                         const struct template *template, int year, struct err *err) {
    struct xlsx_book book = {0};
    struct labels labels;
    labels_init(&labels, template);
    struct reading reading = {.out = sheet, .book = &book, .labels = &labels, .year = year};
    bool turned = false;
    enum rc rc = xlsx_read(&book, bytes, err);
    begin(sheet);
    if (rc == RC_OK && read_book(&reading, err) != RC_OK) {
        struct err ignored = {.rc = RC_OK}; /* what was said of it as it lies stays said */
        begin(sheet);
        sheet_turn_book(&book);
        turned = read_book(&reading, &ignored) == RC_OK;
        rc = turned ? RC_OK : RC_INPUT;
    }
    if (rc == RC_OK && turned) {
        struct str said = STR_INIT;
        str_add_text(&said, _("表是横排的，已转成竖排来读：说的“第3行”是原来的第3列"));
        tell_of_page(sheet, reading.page, &said);
    }
    if (rc == RC_OK)
        tell_of_others(sheet, &book, reading.page, &labels, year);
    labels_release(&labels);
    xlsx_book_release(&book);
    return rc;
}
