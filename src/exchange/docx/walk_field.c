#include "exchange/docx/walk_field.h"

#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/docx/walk.h"
#include "exchange/docx/walk_text.h"

static struct docx_field *top_of(struct docx_walk *walk) {
    return walk->field_depth == 0 ? NULL : &walk->fields[walk->field_depth - 1];
}

bool docx_field_is_contents(const struct docx_walk *walk) {
    for (size_t i = 0; i < walk->field_depth; i++)
        if (walk->fields[i].contents)
            return true;
    return false;
}

static void release_field(struct docx_field *field) {
    str_release(&field->instruction);
    str_release(&field->form.entries);
}

void docx_fields_release(struct docx_walk *walk) {
    walk->counts->fields += walk->field_depth; /* they did not end */
    while (walk->field_depth > 0)
        release_field(&walk->fields[--walk->field_depth]);
}

static struct docx_field *push_field(struct docx_walk *walk) {
    if (walk->field_depth == DOCX_FIELDS_MOST)
        return NULL;
    struct docx_field *field = &walk->fields[walk->field_depth++];
    *field = (struct docx_field){.instruction = STR_INIT, .form = {.entries = STR_INIT}};
    return field;
}

static char32_t last_of(struct span text) {
    return text.n > 0 ? utf8_before(text, text.n) : U' ';
}

/* A field that says nothing by itself. */
static void show_field(struct docx_walk *walk, const struct docx_field *field) {
    struct formula shown = FORMULA_INIT;
    struct str line = STR_INIT;
    str_add_line(&line, str_span(&field->instruction));
    enum field_result result = field_evaluate(&shown, str_span(&line), &field->form);
    walk->counts->fields += result == FIELD_UNKNOWN;
    walk->counts->placeholders += result == FIELD_PLACEHOLDER;
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (result == FIELD_SHOWN && paragraph != NULL) {
        struct str text = STR_INIT; /* only the end of the paragraph is looked at */
        str_add_char(&text, last_of(str_span(&paragraph->text)));
        size_t before = text.len, stood;
        struct formula_tail tail;
        formula_end(&text, &shown, &tail);
        docx_add_text(walk, span_sub(str_span(&text), before, text.len));
        stood = paragraph->text.len - (text.len - before); /* where it is on the line */
        if (tail.to > 0 &&
            span_ends_with(str_span(&paragraph->text), span_sub(str_span(&text), before, text.len)))
            paragraph->tail =
                (struct formula_tail){stood + tail.from - before, paragraph->text.len};
        str_release(&text);
    }
    str_release(&line);
    str_release(&shown.text);
}

static void pop_field(struct docx_walk *walk) {
    struct docx_field field = walk->fields[--walk->field_depth];
    if (!field.said && walk->deleted == 0)
        show_field(walk, &field);
    release_field(&field);
}

void docx_field_mark(struct docx_walk *walk) {
    struct span type = xml_read_attribute(walk->xml, "fldCharType");
    struct docx_field *field = top_of(walk);
    if (span_is(type, "begin"))
        (void)push_field(walk);
    else if (span_is(type, "separate") && field != NULL)
        field->shows = true;
    else if (span_is(type, "end") && field != NULL)
        pop_field(walk);
}

void docx_field_open(struct docx_walk *walk) {
    struct docx_field *field = push_field(walk);
    if (field == NULL)
        return;
    docx_field_add_instruction(walk, xml_read_attribute(walk->xml, "instr"));
    field->shows = true;
}

void docx_field_close(struct docx_walk *walk) {
    if (walk->field_depth > 0)
        pop_field(walk);
}

void docx_field_add_instruction(struct docx_walk *walk, struct span text) {
    struct docx_field *field = top_of(walk);
    enum { INSTRUCTION_MOST = 20000 }; /* bytes */
    if (field == NULL || walk->deleted > 0 || field->instruction.len > INSTRUCTION_MOST)
        return;
    struct str clean = STR_INIT;
    text_clean(&clean, text, walk->cleaned);
    formula_add_raised_text(&field->instruction, str_span(&clean), docx_place_of_run(walk));
    str_release(&clean);
    if (!span_starts_with(span_trim(str_span(&field->instruction)), SPAN("TOC")))
        return;
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    field->contents = true;
    if (paragraph != NULL)
        paragraph->contents = true;
}

/* --- ffData --- */

void docx_field_checked(struct docx_walk *walk) {
    struct docx_field *field = top_of(walk);
    if (field != NULL)
        field->form.checked = xml_read_is_on(walk->xml);
}

/* Before <checked>, or of a list before <result>. */
void docx_field_default(struct docx_walk *walk) {
    struct docx_field *field = top_of(walk);
    if (field == NULL)
        return;
    field->form.checked = xml_read_is_on(walk->xml);
    field->form.chosen = (unsigned)xml_read_number(walk->xml, "val", 0);
}

void docx_field_chosen(struct docx_walk *walk) {
    struct docx_field *field = top_of(walk);
    if (field != NULL)
        field->form.chosen = (unsigned)xml_read_number(walk->xml, "val", 0);
}

void docx_field_entry(struct docx_walk *walk) {
    enum { ENTRIES_MOST = 20000 }; /* bytes */
    struct docx_field *field = top_of(walk);
    if (field == NULL || field->form.entries.len > ENTRIES_MOST)
        return;
    struct str clean = STR_INIT;
    text_clean(&clean, xml_read_attribute(walk->xml, "val"), walk->cleaned);
    str_add_line(&field->form.entries, str_span(&clean));
    str_add_byte(&field->form.entries, '\n');
    str_release(&clean);
}
