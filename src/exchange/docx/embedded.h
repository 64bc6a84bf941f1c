/*
 * embedded.h - text that a Word file keeps in parts of its own: documents of other kinds that stand
 * in its place (altChunk: web pages, texts, Word files), and the words of SmartArt.
 */
#ifndef EXCHANGE_DOCX_EMBEDDED_H
#define EXCHANGE_DOCX_EMBEDDED_H

#include "base/err.h"
#include "base/text/span.h"

struct docx_parts;
struct docx_walk;
struct import_draft;
struct source;
struct zip_read;

/* Reads a document of any kind that is known by its bytes and the name of its part. */
typedef enum rc docx_chunk_reader(struct source *out, struct import_draft *draft, struct span bytes,
                                  const char *name, struct err *err);

struct docx_embedded {
    struct zip_read *zip;
    const struct docx_parts *parts;
    docx_chunk_reader *read; /* NULL: no documents within this one */
    enum rc (*walk)(struct docx_walk *walk, struct span bytes, const char *part,
                    struct err *err); /* docx_walk_part, which knows these elements */
};

/* The elements that point to them. What cannot be read is counted as an object. */
void docx_open_chunk(struct docx_walk *walk);
void docx_open_diagram(struct docx_walk *walk);

#endif
