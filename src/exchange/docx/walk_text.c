#include "exchange/docx/walk_text.h"

#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/docx/equation.h"

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

void docx_end_script(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (walk->script.len > 0 && paragraph != NULL)
        formula_add_raised_text(&paragraph->text, str_span(&walk->script), walk->script_place);
    str_clear(&walk->script);
}

static void put_text(struct docx_walk *walk, struct docx_paragraph *paragraph, struct span text) {
    if (walk->script.len > 0 && walk->script_place != walk->place)
        docx_end_script(walk);
    size_t before = paragraph->text.len;
    walk->script_place = walk->place;
    text_clean(walk->place == FORMULA_LINE ? &paragraph->text : &walk->script, text, walk->cleaned);
    if (walk->bold && paragraph->bold == before)
        paragraph->bold = paragraph->text.len;
    if (walk->run_in && paragraph->run_in == before)
        paragraph->run_in = paragraph->text.len;
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
    } else if (walk->hidden) {
        counts->hidden += ink;
    } else if (memchr(walk->controls.s, 'p', walk->controls.len) != NULL) {
        counts->placeholders += ink;
    } else if (paragraph != NULL) {
        counts->struck += walk->struck ? ink : 0;
        docx_field_says(walk, ink > 0);
        if (walk->equation_depth > 0)
            docx_equation_add_text(walk, text);
        else if (walk->in_reading)
            text_clean(&walk->reading, text, walk->cleaned);
        else
            put_text(walk, paragraph, text);
    }
}
