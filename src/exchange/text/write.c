#include "exchange/text/write.h"

#include "base/text/utf8.h"
#include "exchange/text/columns.h"
#include "exchange/text/layout.h"
#include "model/page.h"
#include "model/table_columns.h"

/* Where the lines go. */
struct plain {
    struct str *out;
    size_t start; /* of the file in out */
    size_t first; /* offset behind the first indent, SIZE_MAX: none yet */
    bool in_title, in_sign_off;
    size_t before, line; /* of the line at hand: offsets of what parts it from the last one, of
                            its text */
};

static void begin_indented(struct plain *plain, bool apart) {
    struct str *out = plain->out;
    plain->before = out->len;
    if (out->len > plain->start && (plain->in_title || plain->in_sign_off || apart))
        str_add_byte(out, '\n');
    str_add_text(out, TEXT_LAYOUT_INDENT);
    plain->line = out->len;
}

/* Once its text is there: a line without ink is taken back. */
static void end_indented(struct plain *plain) {
    static const char mark[] = {TEXT_LAYOUT_MARK};
    struct str *out = plain->out;
    struct span text = span_trim_end(span_sub(str_span(out), plain->line, out->len));
    if (!utf8_has_ink(text)) {
        str_cut(out, plain->before);
        return;
    }
    str_cut(out, plain->line + text.n);
    plain->in_title = plain->in_sign_off = false;
    if (plain->first == SIZE_MAX)
        plain->first = plain->line;
    if (span_trim_start(text).n < text.n)
        str_splice(out, plain->line, 0, (struct span){mark, 1});
    str_add_byte(out, '\n');
}

static void put_flush(struct plain *plain, struct span text, bool title) {
    text = span_trim(text);
    if (!utf8_has_ink(text))
        return;
    if (plain->in_title && !title && plain->out->len > plain->start)
        str_add_byte(plain->out, '\n');
    plain->in_title = title;
    plain->in_sign_off = !title;
    str_add(plain->out, text);
    str_add_byte(plain->out, '\n');
}

/* A table that the template makes stands in columns; of another one the cells keep their tabs
 * (exchange/text/columns.h), so that it is read back as it was. */
static void put_table(struct plain *plain, const struct block *block, bool behind_table) {
    struct span rows = span_of(block->text), row;
    struct table_columns columns;
    bool set_out = block->made && table_measure(&columns, rows);
    while (span_take_line(&rows, &row)) {
        struct span before = span_sub(str_span(plain->out), plain->line, plain->out->len);
        begin_indented(plain, behind_table && !set_out &&
                                  text_layout_parts_tables(before, span_trim_end(row)));
        behind_table = false;
        if (set_out)
            table_add_row(plain->out, &columns, row, block->levels > 0 ? "" : "—");
        else
            str_add(plain->out, row);
        end_indented(plain);
    }
}

static void put_block(struct plain *plain, const struct block *block, bool behind_table) {
    if (block->kind == BLOCK_TITLE || block->kind == BLOCK_SIGN_OFF) {
        put_flush(plain, span_of(block->text), block->kind == BLOCK_TITLE);
        return;
    }
    if (block->kind == BLOCK_TABLE) {
        put_table(plain, block, behind_table);
        return;
    }
    bool heading =
        block->kind == BLOCK_HEADING || (block->kind == BLOCK_PARAGRAPH && block->heading != NULL);
    begin_indented(plain, heading && block->level == 1);
    block_add_text(plain->out, block);
    end_indented(plain);
}

void text_write_plain(struct str *out, const struct document *document) {
    enum { AROUND = 32 }; /* bytes: label, indent, line ends */
    struct plain plain = {.out = out, .start = out->len, .first = SIZE_MAX, .in_title = true};
    size_t bytes = 0;
    for (size_t i = 0; i < document->count; i++)
        bytes += AROUND + span_of(document->blocks[i].text).n;
    str_reserve(out, bytes);
    for (size_t i = 0; i < document->count; i++)
        put_block(&plain, &document->blocks[i],
                  i > 0 && document->blocks[i - 1].kind == BLOCK_TABLE);
    text_align_rows(out, plain.start);
    struct span written = span_sub(str_span(out), plain.start, out->len);
    if (written.n == 0 || text_layout_is_own(written))
        return;
    static const char mark[] = {TEXT_LAYOUT_MARK};
    size_t at = plain.first == SIZE_MAX ? plain.start : plain.first;
    str_splice(out, at, 0, (struct span){mark, 1});
}

void text_write_pages(struct str *out, const struct pages *pages) {
    for (size_t page = 0; page < pages->page_count; page++) {
        size_t last = pages_last_line(pages, page);
        for (size_t i = pages->starts[page]; i < last; i++)
            str_add_format(out, "%s\n", pages->lines[i].text);
        str_add_format(out, "— %zu —\n\f", page + 1);
    }
}
