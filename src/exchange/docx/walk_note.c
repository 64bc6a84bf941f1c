#include "exchange/docx/walk_note.h"

#include "base/mem.h"
#include "exchange/docx/walk.h"
#include "exchange/docx/walk_text.h"

static void add_note(struct docx_walk *walk, const struct docx_notes *notes) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    int id = xml_read_number(walk->xml, "id", DOCX_UNSET);
    if (notes == NULL || paragraph == NULL || walk->deleted > 0)
        return;
    for (size_t i = 0; i < notes->count; i++) {
        const struct docx_note *note = &notes->items[i];
        if (note->id != id || note->first == note->last)
            continue;
        if (paragraph->notes.len > 0)
            str_add_byte(&paragraph->notes, '\n');
        str_add_text(&paragraph->notes, "〔注：");
        for (size_t k = note->first; k < note->last; k++) {
            str_add_text(&paragraph->notes, k > note->first ? " " : "");
            str_add_text(&paragraph->notes, notes->source.document.blocks[k].text);
        }
        str_add_text(&paragraph->notes, "〕");
        walk->counts->notes++;
        return;
    }
}

void docx_open_footnote_reference(struct docx_walk *walk) {
    add_note(walk, walk->footnotes);
}

void docx_open_endnote_reference(struct docx_walk *walk) {
    add_note(walk, walk->endnotes);
}

void docx_open_note(struct docx_walk *walk) {
    struct docx_notes *notes = walk->gather;
    if (notes == NULL)
        return;
    MEM_PUSH_ROOM(notes->items, notes->count, notes->cap);
    size_t at = walk->out->document.count;
    bool text = xml_read_attribute(walk->xml, "type").p == NULL ||
                span_is(xml_read_attribute(walk->xml, "type"), "normal");
    notes->items[notes->count++] = (struct docx_note){
        text ? xml_read_number(walk->xml, "id", DOCX_UNSET) : DOCX_UNSET - 1, at, at};
}

void docx_close_note(struct docx_walk *walk) {
    struct docx_notes *notes = walk->gather;
    if (notes != NULL && notes->count > 0)
        notes->items[notes->count - 1].last = walk->out->document.count;
}

void docx_open_comment(struct docx_walk *walk) {
    walk->counts->comments++;
}
