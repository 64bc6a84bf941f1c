#include "exchange/docx/field.h"

#include "base/text/utf8.h"
#include "exchange/docx/field_eq.h"
#include "exchange/docx/symbol.h"

#include <string.h>
#include <strings.h>

static struct span take_word(struct span *text) {
    *text = span_trim_start(*text);
    size_t n = 0;
    while (n < text->n && text->p[n] != ' ' && text->p[n] != '\\')
        n++;
    struct span word = span_sub(*text, 0, n);
    *text = span_sub(*text, n, text->n);
    return word;
}

static void add_eq(struct formula *out, struct span rest, const struct field_form *form) {
    (void)form;
    field_eq_evaluate(out, rest);
}

static void add_check_box(struct formula *out, struct span rest, const struct field_form *form) {
    (void)rest;
    formula_add(out, form->checked ? SPAN("☑") : SPAN("□"));
}

static void add_choice(struct formula *out, struct span rest, const struct field_form *form) {
    struct span entries = str_span(&form->entries), entry = {0};
    (void)rest;
    for (unsigned i = 0; i <= form->chosen && span_take_line(&entries, &entry); i++)
        if (i == form->chosen)
            formula_add(out, entry);
}

/* SYMBOL 252 \f "Wingdings" \s 12 */
static void add_symbol(struct formula *out, struct span rest, const struct field_form *form) {
    uint64_t code = 0;
    struct span digits = take_word(&rest), font = SPAN("");
    (void)form;
    if (span_take_prefix(&digits, SPAN("0x")) || span_take_prefix(&digits, SPAN("0X")))
        code = docx_symbol_code(digits);
    else
        (void)span_to_number(digits, 0x10FFFF, &code);
    size_t at = span_find(rest, SPAN("\\f"));
    if (at != SIZE_MAX) {
        font = span_trim_start(span_sub(rest, at + 2, rest.n));
        const char *end =
            font.n > 0 && font.p[0] == '"' ? memchr(font.p + 1, '"', font.n - 1) : NULL;
        font = end == NULL ? take_word(&font) : span_sub(font, 1, (size_t)(end - font.p));
    }
    char32_t plain = docx_symbol(font, (uint32_t)code);
    struct str text = STR_INIT;
    str_add_char(&text, plain != 0 ? plain : U'〓');
    formula_add(out, str_span(&text));
    str_release(&text);
}

enum field_result field_evaluate(struct formula *out, struct span instruction,
                                 const struct field_form *form) {
    static const struct {
        const char *word;
        void (*add)(struct formula *out, struct span rest, const struct field_form *form);
        enum field_result result;
    } fields[] = {
        {"EQ", add_eq, FIELD_SHOWN},
        {"FORMCHECKBOX", add_check_box, FIELD_SHOWN},
        {"FORMDROPDOWN", add_choice, FIELD_SHOWN},
        {"SYMBOL", add_symbol, FIELD_SHOWN},
        {"MACROBUTTON", NULL, FIELD_PLACEHOLDER},
        {"FORMTEXT", NULL, FIELD_SILENT}, /* left empty */
        {"TOC", NULL, FIELD_SILENT},
        {"TC", NULL, FIELD_SILENT},
        {"XE", NULL, FIELD_SILENT},
        {"RD", NULL, FIELD_SILENT},
        {"TA", NULL, FIELD_SILENT},
        {"SET", NULL, FIELD_SILENT},
        {"ASK", NULL, FIELD_SILENT},
        {"ADVANCE", NULL, FIELD_SILENT},
        {"PAGE", NULL, FIELD_SILENT},
        {"NUMPAGES", NULL, FIELD_SILENT},
        {"SECTIONPAGES", NULL, FIELD_SILENT},
        {"HYPERLINK", NULL, FIELD_SILENT},
        {"INCLUDEPICTURE", NULL, FIELD_SILENT}, /* the picture is counted */
        {"EMBED", NULL, FIELD_SILENT},          /* so is the object */
        {"LINK", NULL, FIELD_SILENT},
        {"SHAPE", NULL, FIELD_SILENT},
    };
    struct span rest = instruction, word = take_word(&rest);
    if (word.n == 0)
        return FIELD_SILENT;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (strlen(fields[i].word) != word.n || strncasecmp(fields[i].word, word.p, word.n) != 0)
            continue;
        if (fields[i].add != NULL)
            fields[i].add(out, rest, form);
        return fields[i].result;
    }
    return FIELD_UNKNOWN;
}
