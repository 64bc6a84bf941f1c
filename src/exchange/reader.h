/*
 * reader.h - the formats that import reads, one row each: how a file is known, how large it may be,
 * and the function that makes document blocks of its bytes. Formats that cannot be read have a row
 * too, with a sentence that says how to convert.
 */
#ifndef EXCHANGE_READER_H
#define EXCHANGE_READER_H

#include "exchange/exchange.h"
#include "exchange/import.h"
#include "exchange/source.h"

struct reader {
    const char *name;
    const char *endings[3]; /* ".txt"; NULL: no more */
    struct span magic;      /* what its bytes begin with; empty: anything */
    struct span inside;     /* what its bytes hold besides; empty: anything */
    /* Instead of magic: is the head of the file (ASCII in small letters, no NULs) of its kind? */
    bool (*looks)(struct span head);
    size_t most;          /* bytes; 0: cannot be read */
    const char *sentence; /* N_(): how to convert, where most is 0; else what to say above most */
    /* Fills the source, or draft->report itself where the format says all (JSON). */
    enum rc (*read)(struct source *out, struct import_draft *draft, struct span bytes,
                    const struct import_options *options, struct err *err);
};

/* For a zip that turns out to be one of these whatever its name says. */
#define READER_ARCHIVE_SENTENCE N_("这是压缩包，不能导入：请先解压，再导入里面的文件")
#define READER_OFD_SENTENCE                                                                        \
    N_("不能导入OFD文件：请在阅读器中全选复制后用“粘贴全文”，或导出为“Word文档（.docx）”后再导入")

/* The row for a file: told by its first bytes, among equals by the name's ending. Never NULL. */
const struct reader *reader_find(struct span bytes, const char *name);

/* The most bytes that a file of that name may have: by its ending, else of any format. */
size_t import_bytes_most(const char *name);
bool import_can_read(const char *name);       /* by its ending */
const char *import_why_not(const char *name); /* what to do with one that it cannot read */
void import_add_endings(struct str *out);     /* ".txt、.json" */

#endif
