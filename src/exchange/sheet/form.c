#include "exchange/sheet/form.h"
#include "exchange/docx/write.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"

#include "base/mem.h"
#include "base/sha256.h"
#include "exchange/docx/docx.h"
#include "model/figure/figure.h"
#include "model/sheet/handed.h"

#include <string.h>

#define X(name, text) [FORM_##name] = (text),
const char *const form_captions[FORM_COLUMN_COUNT] = {FORM_COLUMN_LIST(X)};
#undef X

/* --- making --- */

static char *copy(const char *text) {
    return span_copy(span_of(text));
}

static char *value_text(struct figures *figures, const struct template_figure *figure, bool prior) {
    struct str text = STR_INIT;
    figure_add_plain(&text, figure, figures_value(figures, figure, prior));
    return str_detach(&text);
}

static void add_row(struct sheet_form *form, struct figures *figures,
                    const struct template_figure *figure) {
    MEM_PUSH_ROOM(form->rows, form->count, form->cap);
    form->rows[form->count++] = (struct form_row){.name = copy(figure->name),
                                                  .label = copy(figure->label),
                                                  .unit = copy(figure_unit(figure)),
                                                  .prior = value_text(figures, figure, true),
                                                  .base = value_text(figures, figure, false)};
}

void sheet_form_make(struct sheet_form *form, const struct report *report, const char *owner,
                     size_t number, const char *due, int64_t now) {
    const struct template *template = report->template;
    struct figures *figures = figures_new(report);
    memcpy(form->uid, report->uid, sizeof form->uid);
    form->number = number;
    form->unit = copy(report->unit);
    form->owner = copy(owner);
    form->due = copy(due != NULL ? due : "");
    form->year = report->year;
    form->sent = now;
    for (size_t i = 0; template != NULL && i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        if (!figure_is_calculated(figure) && figures_is_relevant(figures, figure) &&
            strcmp(report_owner(report, figure), owner) == 0 &&
            report_handed(report, figure->name).state != HANDED_EXEMPT)
            add_row(form, figures, figure);
    }
    figures_free(figures);
}

void sheet_form_release(struct sheet_form *form) {
    for (size_t i = 0; i < form->count; i++) {
        struct form_row *row = &form->rows[i];
        char *texts[] = {row->name, row->label, row->unit, row->prior, row->base};
        for (size_t t = 0; t < ARRAY_LEN(texts); t++)
            mem_free(texts[t]);
    }
    mem_free(form->rows);
    mem_free(form->unit);
    mem_free(form->owner);
    mem_free(form->due);
    *form = (struct sheet_form){0};
}

/* --- what it says of itself --- */

void sheet_form_add_hash(struct str *out, const struct sheet_form *form) {
    struct str rows = STR_INIT;
    for (size_t i = 0; i < form->count; i++)
        str_add_format(&rows, "%s\t%s\t%s\n", form->rows[i].name, form->rows[i].label,
                       form->rows[i].unit);
    sha256_add_digits(out, str_span(&rows));
    str_release(&rows);
}

void sheet_form_add_code(struct str *out, const struct sheet_form *form) {
    enum { CODE = 8 };
    struct str whole = STR_INIT, digits = STR_INIT;
    str_add_format(&whole, "%s %zu %s ", form->uid, form->number, form->owner);
    sheet_form_add_hash(&whole, form);
    sha256_add_digits(&digits, str_span(&whole));
    str_add(out, span_sub(str_span(&digits), 0, CODE));
    str_release(&digits);
    str_release(&whole);
}

static const char *owner_of(const struct sheet_form *form) {
    return form->owner[0] != '\0' ? form->owner : FORM_NOBODY;
}

/* A word of the line: blanks part them. */
static void add_word(struct str *out, const char *text) {
    for (const char *at = text; *at != '\0'; at++)
        if (*at != ' ' && *at != '\t')
            str_add_byte(out, *at);
}

void sheet_form_add_line(struct str *out, const struct sheet_form *form) {
    str_add_format(out, FORM_MAGIC " %.8s %zu ", form->uid, form->number);
    add_word(out, form->unit[0] != '\0' ? form->unit : "-");
    str_add_format(out, " %d ", form->year);
    add_word(out, owner_of(form));
    if (form->due[0] != '\0')
        str_add_format(out, " 截止%s", form->due);
}

void sheet_form_add_title(struct str *out, const struct sheet_form *form) {
    if (form->year != 0)
        str_add_format(out, "%d年度", form->year);
    str_add_format(out, "%s填报表（%s）", form->unit, owner_of(form));
}

/* --- text and Word --- */

void sheet_form_write_text(struct str *out, const struct sheet_form *form) {
    sheet_form_add_line(out, form);
    str_add_text(out, "\n名称\t今年数\t单位\t说明\n");
    for (size_t i = 0; i < form->count; i++) {
        str_add_line(out, span_of(form->rows[i].label));
        str_add_text(out, "\t\t");
        str_add_line(out, span_of(form->rows[i].unit));
        str_add_text(out, "\t\n");
    }
}

static void add_block(struct document *document, enum block_kind kind, const struct str *text) {
    struct block *block = document_add(document, kind);
    block->section = -1;
    block->text = document_copy(document, str_span(text));
}

static void add_table(struct str *out, const struct sheet_form *form) {
    for (size_t i = 0; i <= FORM_NOTE; i++)
        str_add_format(out, "%s%s", i > 0 ? "\t" : "", form_captions[i]);
    for (size_t i = 0; i < form->count; i++) {
        str_add_format(out, "\n%zu\t", i + 1);
        str_add_line(out, span_of(form->rows[i].label));
        str_add_byte(out, '\t');
        str_add_line(out, span_of(form->rows[i].unit));
        str_add_byte(out, '\t');
        str_add_line(out, span_of(form->rows[i].prior));
        str_add_text(out, "\t\t\t");
    }
}

enum rc sheet_form_write_word(struct str *out, const struct sheet_form *form, struct err *err) {
    struct document document = {0};
    struct str text = STR_INIT;
    sheet_form_add_title(&text, form);
    add_block(&document, BLOCK_TITLE, &text);
    str_clear(&text);
    sheet_form_add_line(&text, form);
    add_block(&document, BLOCK_PARAGRAPH, &text);
    str_clear(&text);
    str_add_text(&text, "核对码 ");
    sheet_form_add_code(&text, form);
    str_add_text(&text, "。空着是没有报，0是零，“无”是没有这一项。");
    add_block(&document, BLOCK_PARAGRAPH, &text);
    str_clear(&text);
    add_table(&text, form);
    add_block(&document, BLOCK_TABLE, &text);
    enum rc rc = docx_write(out, &document, NULL, NULL, err);
    document_release(&document);
    str_release(&text);
    return rc;
}
