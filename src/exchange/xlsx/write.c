#include "exchange/xlsx/write.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "base/text/width.h"
#include "exchange/xlsx/book.h"
#include "exchange/xlsx/cells.h"
#include "model/answer_text.h"
#include "model/document.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/figure/score_text.h"
#include "model/figure/section_table.h"
#include "model/section.h"
#include "model/section_state.h"
#include "model/table_cell.h"
#include "model/table_columns.h"

#include <string.h>
#include <xlsxwriter.h>

enum { DECIMALS_KEPT = 12 }; /* of figure_add_plain: with so many it may have been cut */

/* --- figures --- */

/* The very value, seen with the figure's decimals; a value that decimals cannot say (1/3) as it is
 * seen. */
static void put_exact(struct book *book, const struct template_figure *figure,
                      const struct value *value) {
    struct str seen = STR_INIT, exact = STR_INIT;
    int decimals, all;
    bool percent = strcmp(figure_unit(figure), "%") == 0, money = figure->type == TYPE_MONEY;
    figure_add_number(&seen, figure, value->number, false);
    figure_add_plain(&exact, figure, value);
    (void)book_count_digits(str_span(&seen), &decimals);
    size_t digits = book_count_digits(str_span(&exact), &all);
    bool says_it = digits <= BOOK_DIGITS_MOST && all < DECIMALS_KEPT;
    book_put_number(book, says_it ? str_span(&exact) : str_span(&seen), decimals, money, percent);
    str_release(&seen);
    str_release(&exact);
}

static void put_value(struct book *book, struct figures *figures,
                      const struct template_figure *figure, bool prior) {
    const struct value *value = figures_value(figures, figure, prior);
    struct str text = STR_INIT;
    if (value->kind == VALUE_NUMBER) {
        put_exact(book, figure, value);
    } else {
        (void)figures_add_text(figures, &text, figure, prior ? FIGURE_PRIOR : FIGURE_VALUE);
        book_put_text(book, str_span(&text), NULL);
    }
    str_release(&text);
}

static void put_figure(struct book *book, struct figures *figures,
                       const struct template_figure *figure) {
    struct str change = STR_INIT;
    book_put_text(book, span_of(figure->label), NULL);
    put_value(book, figures, figure, false);
    book_put_text(book, span_of(figure_unit(figure)), NULL);
    put_value(book, figures, figure, true);
    (void)figures_add_text(figures, &change, figure, FIGURE_DIRECTION);
    (void)figures_add_text(figures, &change, figure, FIGURE_CHANGE);
    book_put_text(book, str_span(&change), NULL);
    book_put_text(book, span_of(figure->owner), NULL);
    book_put_text(book, span_of(figure->name), NULL);
    str_release(&change);
    book_next_row(book);
}

static void write_figures(struct book *book, struct figures *figures) {
    static const double widths[] = {30, 16, 10, 16, 18, 14, 22};
    static const char *const heads[] = {"数据", "今年", "单位", "上年", "变化", "责任科室", "名称"};
    const struct template *template = figures_report(figures)->template;
    book_begin_sheet(book, "数据", widths, ARRAY_LEN(widths), ARRAY_LEN(widths));
    for (size_t i = 0; i < ARRAY_LEN(heads); i++)
        book_put_head(book, heads[i]);
    book_next_row(book);
    for (size_t i = 0; i < template->figure_count; i++)
        if (figures_is_relevant(figures, &template->figures[i]))
            put_figure(book, figures, &template->figures[i]);
}

/* --- the score sheet --- */

static void put_score(struct book *book, const struct number *score) {
    struct str text = STR_INIT;
    score_add_number(&text, score);
    book_put_number(book, str_span(&text), -1, false, false);
    str_release(&text);
}

static void put_line(struct book *book, const struct score_line *line,
                     const struct report *report) {
    bool group = indicator_is_group(line->indicator), given = group || line->open == 0;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("　"), (size_t)(line->depth - 1));
    str_add_text(&text, line->indicator->label);
    book_put_text(book, str_span(&text), group ? book->head : NULL);
    put_score(book, line->weight);
    str_clear(&text);
    score_add_target(&text, line);
    book_put_text(book, str_span(&text), NULL);
    str_clear(&text);
    score_add_actual(&text, line, report);
    book_put_text(book, str_span(&text), NULL);
    if (given)
        put_score(book, line->score);
    else
        book->column++;
    if (given && number_sign(line->lost) > 0)
        put_score(book, line->lost);
    else
        book->column++;
    str_clear(&text);
    if (line->reason != NULL)
        str_add_text(&text, line->reason);
    book_put_text(book, str_span(&text), book->wrapped);
    str_clear(&text);
    score_add_evidence(&text, span_of(line->evidence));
    book_put_text(book, str_span(&text), book->wrapped);
    book_put_text(book, span_of(line->indicator->owner), NULL);
    book_put_text(book, span_of(line->indicator->name), NULL);
    str_release(&text);
    book_next_row(book);
}

static void put_total(struct book *book, const struct score_sheet *sheet) {
    struct number *full = number_from_int(SCORE_FULL);
    struct str text = STR_INIT;
    book_put_head(book, "总分");
    put_score(book, full);
    book->column += 2;
    put_score(book, sheet->total);
    book->column++;
    if (sheet->capped)
        str_add_format(&text, "总分最多%s分", sheet->cap->most);
    if (sheet->capped && sheet->cap->message != NULL)
        str_add_format(&text, "：%s", sheet->cap->message);
    book_put_text(book, str_span(&text), book->wrapped);
    str_clear(&text);
    if (sheet->grade != NULL)
        str_add_format(&text, "等级：%s", sheet->grade->name);
    book_put_text(book, str_span(&text), NULL);
    str_release(&text);
    number_free(full);
}

static void write_scores(struct book *book, const struct score_sheet *sheet,
                         const struct report *report) {
    static const double widths[] = {32, 8, 14, 14, 8, 8, 40, 40, 14, 20};
    static const char *const heads[] = {"指标", "分值",     "目标值",   "实际完成值", "得分",
                                        "扣分", "扣分原因", "佐证材料", "责任科室",   "名称"};
    book_begin_sheet(book, "自评表", widths, ARRAY_LEN(widths), ARRAY_LEN(widths));
    for (size_t i = 0; i < ARRAY_LEN(heads); i++)
        book_put_head(book, heads[i]);
    book_next_row(book);
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->lines[i].state != SCORE_IRRELEVANT)
            put_line(book, &sheet->lines[i], report);
    put_total(book, sheet);
}

/* --- the tables that the template makes, as they are handed in --- */

/* Columns and rows that a cell takes: the last one the rest of its row, a level the rows that go on
 * with it. */
static void put_form_cell(struct book *book, struct span cell, lxw_row_t rows, lxw_col_t columns) {
    struct number *number = NULL;
    struct span rest = cell;
    bool plain = number_take(&number, &rest, NULL) == RC_OK && rest.n == 0 &&
                 span_find(cell, SPAN(",")) == SIZE_MAX;
    number_free(number);
    if (rows > 1 || columns > 1)
        book_check(book,
                   worksheet_merge_range(book->sheet, book->row, book->column, book->row + rows - 1,
                                         (lxw_col_t)(book->column + columns - 1), "", book->form));
    if (plain)
        book_put_number(book, cell, -1, false, false);
    else
        book_put_text(book, cell, book->form);
}

static size_t count_cells(struct span row) {
    struct span cell;
    size_t cells = 0;
    while (table_take_cell(&row, &cell))
        cells++;
    return cells;
}

/* How many cells the first of a row takes: a 总分 those behind it that are empty. */
static size_t count_total_cells(struct span row) {
    struct span cell;
    size_t cells = 1;
    if (!table_take_cell(&row, &cell) || !span_is(cell, "总分"))
        return 1;
    while (table_take_cell(&row, &cell) && cell.n == 0)
        cells++;
    return cells;
}

static void put_form_row(struct book *book, struct span row, struct span below, size_t columns,
                         size_t levels) {
    struct span cell, whole = row, next;
    size_t cells = count_cells(row), total = count_total_cells(row), lines = 1;
    for (size_t at = 0; table_take_cell(&row, &cell); at++) {
        lxw_row_t rows = 1;
        if (table_cell_continues(whole, at, levels)) {
            book->column++;
            continue;
        }
        for (struct span rest = below;
             at < levels && span_take_line(&rest, &next) && table_cell_continues(next, at, levels);)
            rows++;
        size_t taken = at == 0 ? total : at + 1 == cells ? columns - at : 1;
        size_t own = rows == 1 ? book_lines_in(book, cell, at, taken) : 1;
        lines = lines < own ? own : lines;
        put_form_cell(book, cell, rows, (lxw_col_t)taken);
        for (; at + 1 < total; at++) {
            (void)table_take_cell(&row, &cell);
            book->column++;
        }
    }
    book_set_height(book, lines);
    book_next_row(book);
}

static size_t count_columns(struct span rows) {
    struct span row;
    size_t columns = 1;
    while (span_take_line(&rows, &row))
        columns = columns < count_cells(row) ? count_cells(row) : columns;
    return columns;
}

static void put_form_table(struct book *book, struct span rows, size_t columns, size_t levels) {
    struct span row;
    while (span_take_line(&rows, &row))
        put_form_row(book, row, rows, columns, levels);
}

/* A text over all columns. */
static void put_across(struct book *book, struct span text, size_t columns, lxw_format *format) {
    if (columns > 1)
        book_check(book, worksheet_merge_range(book->sheet, book->row, 0, book->row,
                                               (lxw_col_t)(columns - 1), "", format));
    book_put_text(book, text, format);
    book_set_height(book, book_lines_in(book, text, 0, columns));
    book_next_row(book);
}

/* The most columns that a table of the form has. */
static size_t count_form_columns(struct figures *figures, const struct template_section *from) {
    struct str text = STR_INIT;
    struct table_part part;
    size_t most = 1;
    for (size_t row = 0; section_add_part(&text, figures, from, &row, &part); str_clear(&text)) {
        size_t columns = part.line ? 1 : count_columns(str_span(&text));
        most = most < columns ? columns : most;
    }
    str_release(&text);
    return most;
}

static void write_form(struct book *book, struct figures *figures, const struct section *section,
                       const struct template_section *from) {
    static const double widths[] = {22, 22, 26, 16, 16, 10, 10, 40};
    struct str text = STR_INIT;
    struct table_part part;
    size_t columns = count_form_columns(figures, from);
    section_add_derived_label(&text, section);
    book_begin_sheet(book, text.s, widths, ARRAY_LEN(widths), columns);
    str_clear(&text);
    report_add_answered(&text, figures_report(figures), span_of(section->heading));
    put_across(book, str_span(&text), columns, book->title);
    str_clear(&text);
    for (size_t row = 0; section_add_part(&text, figures, from, &row, &part); str_clear(&text)) {
        bool unit = part.line && span_starts_with(str_span(&text), SPAN("金额单位"));
        if (part.line)
            put_across(book, str_span(&text), columns, unit ? book->unit : book->wrapped);
        else
            put_form_table(book, str_span(&text), columns, part.levels);
    }
    str_release(&text);
}

/* Those alone that stand on pages of their own: their labels differ, as names of sheets must. */
static void write_forms(struct book *book, struct figures *figures, const struct report *report) {
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        const struct template_section *from = section_table(report, at);
        if (from != NULL && section_is_attachment(at) && section_is_printed(report, at))
            write_form(book, figures, at, from);
    }
}

/* --- the tables of the text --- */

/* A number as it is written, with its decimals and separators; anything else is text, 95% too: it
 * would come back as 95 or as 0.95. */
static void put_table_cell(struct book *book, struct span cell, size_t columns) {
    struct span text = span_trim(cell);
    struct number *number = table_cell_number(text, false);
    int decimals = table_cell_decimals(text);
    bool grouped = span_find(text, SPAN(",")) != SIZE_MAX;
    if (columns > 1)
        book_check(book,
                   worksheet_merge_range(book->sheet, book->row, book->column, book->row,
                                         (lxw_col_t)(book->column + columns - 1), "", book->form));
    if (number != NULL && decimals <= DECIMALS_KEPT) {
        struct str digits = STR_INIT;
        number_add_fixed(&digits, number, decimals, false);
        book_put_number(book, str_span(&digits), decimals, grouped, false);
        str_release(&digits);
    } else {
        if (cell.n == 0 && columns == 1)
            book_check(book,
                       worksheet_write_blank(book->sheet, book->row, book->column, book->form));
        book_put_text(book, cell, book->form);
    }
    number_free(number);
}

static void put_table_row(struct book *book, struct span row, size_t columns) {
    struct span cell;
    size_t cells = table_cell_count(row), lines = 1;
    for (size_t at = 0; table_cell_take(&row, &cell); at++) {
        size_t taken = at + 1 == cells ? columns - at : 1,
               own = book_lines_in(book, cell, at, taken);
        lines = lines < own ? own : lines;
        put_table_cell(book, cell, taken);
    }
    book_set_height(book, lines);
    book_next_row(book);
}

/* 表格1 and the heading of its section: as long as a page's name may be, without what it may not
 * hold. */
static void add_page_name(struct str *out, const struct section *section, size_t number) {
    enum { NAME_MOST = 31 };
    struct span heading = section != NULL ? span_of(section->heading) : SPAN("");
    str_add_format(out, "表格%zu", number);
    size_t points = utf8_count(str_span(out));
    if (heading.n > 0 && points++ < NAME_MOST)
        str_add_byte(out, ' ');
    for (; heading.n > 0 && points < NAME_MOST; points++) {
        char32_t c = utf8_take(&heading);
        bool bad = c > 0xFFFF || c < ' ' || (c < 0x80 && strchr("[]:*?/\\'", (char)c) != NULL);
        str_add_char(out, bad ? ' ' : c);
    }
}

/* A table on a page of its own, from its first cell on. */
static void write_table(struct book *book, const struct report *report, const struct block *block,
                        size_t number) {
    static const double widths[] = {26, 16, 16, 16, 16, 16, 16, 16};
    struct str name = STR_INIT;
    struct span rows = span_of(block->text), row;
    size_t columns = 1;
    add_page_name(&name, report_find_id(report, block->section), number);
    for (struct span rest = rows; span_take_line(&rest, &row);)
        columns = columns < table_cell_count(row) ? table_cell_count(row) : columns;
    book_begin_sheet(book, name.s, widths, ARRAY_LEN(widths), columns);
    while (book->rc == RC_OK && span_take_line(&rows, &row))
        put_table_row(book, row, columns);
    str_release(&name);
}

static bool is_own_table(const struct block *block) {
    return block->kind == BLOCK_TABLE && !block->made;
}

static void write_tables(struct book *book, const struct report *report) {
    struct document document;
    size_t number = 0;
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count && book->rc == RC_OK; i++)
        if (is_own_table(&document.blocks[i]))
            write_table(book, report, &document.blocks[i], ++number);
    document_release(&document);
}

static bool has_tables(const struct report *report) {
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        for (size_t i = 0; i < at->body.count; i++)
            if (at->body.lines[i].tag == LINE_ROW &&
                utf8_has_ink(str_span(&at->body.lines[i].text)))
                return true;
    return false;
}

/* --- the file --- */

/* The title, and no time, which would differ from day to day. */
static void set_properties(struct book *book, const struct report *report) {
    struct str title = STR_INIT, shown = STR_INIT;
    str_add_line(&title, span_of(report->title));
    text_add_shown(&shown, str_span(&title));
    lxw_doc_properties properties = {.title = shown.s, .created = 946684800 /* 2000-01-01 */};
    book_check(book, workbook_set_properties(book->workbook, &properties));
    str_release(&title);
    str_release(&shown);
}

static void fill(struct book *book, const struct report *report) {
    struct figures *figures = figures_new(report);
    struct score_sheet *sheet = score_sheet_new(figures);
    book->head = workbook_add_format(book->workbook);
    book->wrapped = workbook_add_format(book->workbook);
    format_set_bold(book->head);
    format_set_text_wrap(book->wrapped);
    book->form = workbook_add_format(book->workbook);
    format_set_text_wrap(book->form);
    format_set_border(book->form, LXW_BORDER_THIN);
    format_set_align(book->form, LXW_ALIGN_VERTICAL_CENTER);
    book->title = workbook_add_format(book->workbook);
    format_set_bold(book->title);
    format_set_text_wrap(book->title);
    format_set_font_size(book->title, 16);
    format_set_align(book->title, LXW_ALIGN_CENTER);
    book->unit = workbook_add_format(book->workbook);
    format_set_align(book->unit, LXW_ALIGN_RIGHT);
    set_properties(book, report);
    if (report->template != NULL && report->template->figure_count > 0)
        write_figures(book, figures);
    if (sheet != NULL)
        write_scores(book, sheet, report);
    book->ruled = true;
    write_forms(book, figures, report);
    write_tables(book, report);
    score_sheet_free(sheet);
    figures_free(figures);
}

struct filling {
    struct book book;
    const struct report *report;
};

static enum rc fill_workbook(struct lxw_workbook *workbook, void *self, struct err *err) {
    struct filling *filling = self;
    filling->book.workbook = workbook;
    filling->book.err = err;
    fill(&filling->book, filling->report);
    return filling->book.rc;
}

enum rc xlsx_write(struct str *out, const struct report *report, struct err *err) {
    const struct template *template = report->template;
    bool nothing =
        template == NULL || (template->figure_count == 0 && template->indicator_count == 0);
    if (nothing && !has_tables(report))
        return err_set(err, RC_REFUSED,
                       _("这份报告没有数据、自评表，正文里也没有表格，没有什么可以导出成Excel"));
    struct filling *filling = MEM_NEW(struct filling);
    filling->report = report;
    enum rc rc = xlsx_make(out, fill_workbook, filling, err);
    mem_free(filling);
    return rc;
}
