#include "exchange/source.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>

void source_release(struct source *source) {
    document_release(&source->document);
    str_release(&source->clean);
    str_release(&source->original);
    for (size_t i = 0; i < source->note_count; i++)
        mem_free(source->notes[i].message);
    mem_free(source->notes);
    *source = SOURCE_INIT;
}

void source_note(struct source *source, const char *rule, const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    MEM_PUSH_ROOM(source->notes, source->note_count, source->note_cap);
    source->notes[source->note_count++] = (struct source_note){rule, span_copy(span_of(text))};
}

void source_gather(struct source *source) {
    for (size_t i = 0; i < source->document.count; i++) {
        str_add_text(&source->clean, source->document.blocks[i].text);
        str_add_byte(&source->clean, '\n');
    }
}

void source_loosen(struct source *source) {
    bool before_text = true;
    source->kind = SOURCE_STYLED;
    source->write = NULL;
    for (size_t i = 0; i < source->document.count; i++) {
        struct block *block = &source->document.blocks[i];
        before_text = before_text && block->kind == BLOCK_TITLE;
        if (block->kind != BLOCK_TABLE && !before_text)
            block->kind = BLOCK_PARAGRAPH;
    }
}
