#include "exchange/docx/walk_text.h"

#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/docx/equation.h"
#include "exchange/docx/symbol.h"

#include <string.h>

struct docx_field *docx_field_around(struct docx_walk *walk) {
    for (size_t i = walk->field_depth; i-- > 1;)
        if (!walk->fields[i - 1].shows)
            return &walk->fields[i - 1];
    return NULL;
}

void docx_field_says(struct docx_walk *walk, bool ink) {
    for (size_t i = 0; i < walk->field_depth && ink; i++)
        walk->fields[i].said |= walk->fields[i].shows;
}

struct docx_paragraph *docx_open_paragraph(const struct docx_walk *walk) {
    return walk->depth == 0 ? NULL : &walk->paragraphs[walk->depth - 1];
}

/* A formula before it stays one: what is known of the head of the paragraph grows along. */
static void close_formula(struct docx_paragraph *paragraph, struct span next,
                          enum formula_place place) {
    size_t before = paragraph->text.len;
    if (!formula_close_tail(&paragraph->text, &paragraph->tail, next, place))
        return;
    if (paragraph->bold == before)
        paragraph->bold = paragraph->text.len;
    if (paragraph->run_in == before)
        paragraph->run_in = paragraph->text.len;
}

void docx_end_script(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (walk->script.len == 0 || paragraph == NULL)
        return;
    close_formula(paragraph, str_span(&walk->script), walk->script_place);
    formula_add_raised_text(&paragraph->text, str_span(&walk->script), walk->script_place);
    str_clear(&walk->script);
}

/* A paragraph that begins above the line, or below it, stands there as a whole: what goes on at the
 * same height is not raised above anything. */
enum formula_place docx_place_of_run(const struct docx_walk *walk) {
    const struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    int rise = walk->look.rise;
    if (walk->look.place != FORMULA_LINE)
        return (enum formula_place)walk->look.place;
    if (rise == 0 || paragraph == NULL || !paragraph->begun || paragraph->rise == rise)
        return FORMULA_LINE;
    return rise > 0 ? FORMULA_RAISED : FORMULA_LOWERED;
}

static void put_text(struct docx_walk *walk, struct docx_paragraph *paragraph, struct span text) {
    struct str signs = STR_INIT;
    docx_symbol_add_text(&signs, walk->look.font, text);
    text = str_span(&signs);
    enum formula_place place = docx_place_of_run(walk);
    if (!paragraph->begun && utf8_has_ink(text)) {
        paragraph->begun = true;
        paragraph->rise = walk->look.rise;
    }
    if (walk->script.len > 0 && walk->script_place != place)
        docx_end_script(walk);
    if (walk->trace != NULL && walk->spot.element > 0)
        docx_trace_add(walk->trace, paragraph->traced, text, walk->spot);
    if (place == FORMULA_LINE)
        close_formula(paragraph, text, place);
    size_t before = paragraph->text.len;
    walk->script_place = place;
    text_clean(place == FORMULA_LINE ? &paragraph->text : &walk->script, text, walk->cleaned);
    if (walk->look.toggles[DOCX_BOLD] == 1 && paragraph->bold == before)
        paragraph->bold = paragraph->text.len;
    if (walk->run_in && paragraph->run_in == before)
        paragraph->run_in = paragraph->text.len;
    str_release(&signs);
}

static bool is_struck(const struct docx_walk *walk) {
    return walk->look.toggles[DOCX_STRUCK] == 1 || walk->look.struck_twice == 1;
}

void docx_add_text(struct docx_walk *walk, struct span text) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    struct docx_field *around = docx_field_around(walk);
    struct docx_counts *counts = walk->counts;
    size_t ink = utf8_count_ink(text);
    if (walk->deleted > 0) {
        counts->deleted += ink;
    } else if (around != NULL) {
        str_add(&around->instruction, text);
    } else if (walk->look.toggles[DOCX_HIDDEN] == 1) {
        counts->hidden += ink;
    } else if (memchr(walk->controls.s, 'p', walk->controls.len) != NULL) {
        counts->placeholders += ink;
    } else if (walk->drops_struck && is_struck(walk)) {
        counts->struck += ink;
    } else if (paragraph != NULL) {
        counts->struck += is_struck(walk) ? ink : 0;
        docx_field_says(walk, ink > 0);
        if (walk->equation_depth > 0)
            docx_equation_add_text(walk, text);
        else if (walk->in_reading)
            text_clean(&walk->reading, text, walk->cleaned);
        else
            put_text(walk, paragraph, text);
    }
}
