#include "exchange/xlsx/write_form.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "exchange/xlsx/book.h"

#include <xlsxwriter.h>

enum { TITLE_AT = 0, CODE_AT = 1, CAPTIONS_AT = 2, FIRST_AT = 3 };

struct page {
    lxw_worksheet *sheet;
    lxw_error first; /* that went wrong */
};

static void keep(struct page *page, lxw_error error) {
    if (page->first == LXW_NO_ERROR)
        page->first = error;
}

static void put(struct page *page, lxw_row_t row, enum form_column column, struct span text,
                lxw_format *format) {
    struct str shown = STR_INIT;
    text_add_shown(&shown, text);
    keep(page, shown.len > 0
                   ? worksheet_write_string(page->sheet, row, (lxw_col_t)column, shown.s, format)
                   : worksheet_write_blank(page->sheet, row, (lxw_col_t)column, format));
    str_release(&shown);
}

static void put_rows(struct page *page, const struct sheet_form *form, lxw_format *framed) {
    for (size_t i = 0; i < form->count; i++) {
        const struct form_row *row = &form->rows[i];
        struct str order = STR_INIT;
        str_add_format(&order, "%zu", i + 1);
        const char *texts[FORM_COLUMN_COUNT] = {
            [FORM_ORDER] = order.s,    [FORM_LABEL] = row->label, [FORM_UNIT] = row->unit,
            [FORM_PRIOR] = row->prior, [FORM_VALUE] = "",         [FORM_EVIDENCE] = "",
            [FORM_NOTE] = "",          [FORM_NAME] = row->name,   [FORM_BASE] = row->base};
        for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
            put(page, (lxw_row_t)(FIRST_AT + i), (enum form_column)c, span_of(texts[c]), framed);
        str_release(&order);
    }
}

static void put_page(struct page *page, const struct sheet_form *form, lxw_workbook *workbook) {
    static const double widths[FORM_COLUMN_COUNT] = {6, 34, 10, 16, 16, 30, 24, 12, 12};
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    lxw_format *head = workbook_add_format(workbook), *framed = workbook_add_format(workbook);
    struct str text = STR_INIT;
    format_set_bold(head);
    format_set_text_wrap(head);
    format_set_border(head, LXW_BORDER_THIN);
    format_set_border(framed, LXW_BORDER_THIN);
    format_set_text_wrap(framed);
    for (size_t i = 0; i < FORM_COLUMN_COUNT; i++)
        keep(page, worksheet_set_column_opt(page->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i],
                                            NULL, i >= FORM_NAME ? &hidden : NULL));
    sheet_form_add_title(&text, form);
    if (form->due[0] != '\0')
        str_add_format(&text, "　截止%s", form->due);
    put(page, TITLE_AT, FORM_ORDER, str_span(&text), NULL);
    str_clear(&text);
    str_add_text(&text, "核对码 ");
    sheet_form_add_code(&text, form);
    str_add_text(&text, "　空着是没有报，0是零，“无”是没有这一项；可以改单位（元、万元）");
    put(page, CODE_AT, FORM_ORDER, str_span(&text), NULL);
    for (size_t i = 0; i < FORM_COLUMN_COUNT; i++)
        put(page, CAPTIONS_AT, (enum form_column)i, span_of(form_captions[i]), head);
    put_rows(page, form, framed);
    worksheet_set_landscape(page->sheet);
    worksheet_set_paper(page->sheet, 9); /* A4 */
    worksheet_fit_to_pages(page->sheet, 1, 0);
    worksheet_repeat_rows(page->sheet, CAPTIONS_AT, CAPTIONS_AT);
    str_release(&text);
}

static void put_manifest(struct page *page, const struct sheet_form *form) {
    struct str number = STR_INIT, year = STR_INIT, hash = STR_INIT, sent = STR_INIT;
    str_add_format(&number, "%zu", form->number);
    str_add_format(&year, "%d", form->year);
    sheet_form_add_hash(&hash, form);
    clock_add_utc(&sent, form->sent);
    const char *const pairs[][2] = {
        {"format", "jixiao-sheet-1"}, {"uid", form->uid}, {"number", number.s},
        {"unit", form->unit},         {"year", year.s},   {"owner", form->owner},
        {"due", form->due},           {"hash", hash.s},   {"sent", sent.s}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        put(page, (lxw_row_t)i, FORM_ORDER, span_of(pairs[i][0]), NULL);
        put(page, (lxw_row_t)i, FORM_LABEL, span_of(pairs[i][1]), NULL);
    }
    worksheet_hide(page->sheet);
    str_release(&sent);
    str_release(&hash);
    str_release(&year);
    str_release(&number);
}

static enum rc fill(struct lxw_workbook *workbook, void *self, struct err *err) {
    const struct sheet_form *form = self;
    struct page page = {.sheet = workbook_add_worksheet(workbook, "填报表")};
    struct page manifest = {.sheet = workbook_add_worksheet(workbook, FORM_MANIFEST)};
    lxw_doc_properties properties = {.created = 946684800 /* 2000-01-01: no time of today's */};
    if (page.sheet == NULL || manifest.sheet == NULL)
        return err_set(err, RC_OUTPUT, _("不能写Excel文件：%s"),
                       lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED));
    keep(&page, workbook_set_properties(workbook, &properties));
    put_page(&page, form, workbook);
    put_manifest(&manifest, form);
    keep(&page, manifest.first);
    return page.first == LXW_NO_ERROR
               ? RC_OK
               : err_set(err, RC_OUTPUT, _("不能写Excel文件：%s"), lxw_strerror(page.first));
}

enum rc sheet_form_write_excel(struct str *out, const struct sheet_form *form, struct err *err) {
    struct sheet_form borrowed = *form; /* for the callback, which only reads it */
    return xlsx_make(out, fill, &borrowed, err);
}
