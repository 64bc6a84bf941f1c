/*
 * trace.h - where in a Word file's document part each character that is read stands. The reader
 * turns numbers into text, joins runs, splits lines and moves text boxes; what it keeps of a
 * character's place goes through none of that: the characters are noted as they come, paragraph by
 * paragraph, and at the end compared with the text that they became.
 * Characters are those with ink (utf8_is_space): they are what every step of reading keeps, in
 * order.
 */
#ifndef EXCHANGE_DOCX_TRACE_H
#define EXCHANGE_DOCX_TRACE_H

#include "base/err.h"
#include "base/text/span.h"

#include <uchar.h>

struct document;

struct docx_spot {
    uint32_t element; /* counted from 1 in the order of the part; 0: it stands nowhere, as the
                         number that Word makes */
    uint32_t point;   /* of the element's own text */
};

struct docx_trace {
    /* what came */
    struct docx_mark {
        char32_t c;
        uint32_t paragraph; /* in the order in which they begin */
        struct docx_spot spot;
    } * marks;
    size_t mark_count, mark_cap;
    struct docx_ended {  /* of each paragraph */
        uint32_t number; /* in the order in which they end, as a block's source_line */
        bool late;       /* it stands in a text box */
    } * ended;
    size_t ended_count, ended_cap;
    /* what became of it: the characters of the file's text in its order, and where each stands */
    char32_t *ink;
    struct docx_spot *spots;
    size_t count;
};

void docx_trace_release(struct docx_trace *trace);

/* --- for the reader --- */
/* A paragraph begins: what it is noted under. */
uint32_t docx_trace_begin(struct docx_trace *trace);
/* It has ended as the number-th, before those around it. */
void docx_trace_end(struct docx_trace *trace, uint32_t paragraph, size_t number, bool late);
/* Text that went into a paragraph; the spot is that of its first character. */
void docx_trace_add(struct docx_trace *trace, uint32_t paragraph, struct span text,
                    struct docx_spot spot);
/* The document part has been read, and nothing else has touched its blocks. */
void docx_trace_settle(struct docx_trace *trace, const struct document *document);

#endif
