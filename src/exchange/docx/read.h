/*
 * read.h - a Word file as blocks. Files that docx_write made are read exactly, by their style
 * ids; any other gives lines with hints for outline recognition (heading styles, bold heads, lists
 * of contents) and the labels of automatic numbering. What has no place in a report (pictures,
 * comments, deleted text, headers) is counted in notes.
 */
#ifndef EXCHANGE_DOCX_READ_H
#define EXCHANGE_DOCX_READ_H

#include "exchange/docx/embedded.h"
#include "exchange/docx/trace.h"
#include "exchange/import.h"
#include "exchange/package/zip_read.h"
#include "exchange/reader.h"

enum { IMPORT_DOCX_MOST = 64 * 1024 * 1024 }; /* bytes */

/* A reader's function (reader.h). RC_INPUT: no Word file, damaged, encrypted, or out of bounds. */
MUST_CHECK enum rc docx_read(struct source *out, struct import_draft *draft, struct span bytes,
                             const struct import_options *options, struct err *err);
/* The same with the documents that stand within it, as `chunks` reads them. */
MUST_CHECK enum rc docx_read_whole(struct source *out, struct import_draft *draft,
                                   struct span bytes, const struct import_options *options,
                                   docx_chunk_reader *chunks, struct err *err);
/* The same of parts that are no zip: a flat package, a document that another reader has made
 * (make.h). */
MUST_CHECK enum rc docx_read_package(struct source *out, struct import_draft *draft,
                                     struct zip_read *zip, const struct import_options *options,
                                     struct err *err);
/* The same for the places alone: where in the file each character that it says stands. `out` is
 * released by docx_trace_release, in any case. */
MUST_CHECK enum rc docx_read_places(struct docx_trace *out, struct span bytes, struct err *err);

#endif
