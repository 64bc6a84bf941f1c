#include "exchange/rows.h"

size_t blocks_count_same(const struct document *document, size_t at) {
    size_t same = 1;
    enum block_kind kind = document->blocks[at].kind;
    if (kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH || kind == BLOCK_TABLE)
        return 1;
    while (at + same < document->count && document->blocks[at + same].kind == kind)
        same++;
    return same;
}
