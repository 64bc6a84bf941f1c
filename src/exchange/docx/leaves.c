#include "exchange/docx/leaves.h"

#include "exchange/docx/paragraph.h"
#include "exchange/docx/table.h"
#include "model/page.h"

/* twips */
enum {
    LINE = 579,
    UPRIGHT = PAGE_LINES * LINE,
    LYING = 8844, /* the width of the text, as the paper is turned */
    LYING_WIDTH = 12756,
    FORM_LINE = 280, /* of 10.5 points, …  */
    FORM_SPACE = 180 /* … and the space around it */
};

void docx_leaves_begin(struct docx_leaves *leaves, size_t page) {
    *leaves = (struct docx_leaves){.page = page, .height = UPRIGHT};
}

static void turn_page(struct docx_leaves *leaves) {
    leaves->page++;
    leaves->used = 0;
}

/* As many as our pages need of it, fewer where lines are longer. */
static long count_lines(const struct block *block) {
    struct block copy = *block;
    struct pages pages;
    pages_layout(&pages, &(struct document){.blocks = &copy, .count = 1});
    long lines = (long)pages.line_count;
    pages_release(&pages);
    return block->landscape ? (lines * LYING + LYING_WIDTH - 1) / LYING_WIDTH : lines;
}

static void add_paragraph(struct docx_leaves *leaves, const struct block *block) {
    bool of_form = block->made && block->kind == BLOCK_PARAGRAPH;
    long lines = count_lines(block), line = of_form ? FORM_LINE : LINE;
    leaves->used += of_form ? FORM_SPACE : 0;
    for (long i = 0; i < lines; i++) {
        if (leaves->used + line > leaves->height)
            turn_page(leaves);
        leaves->used += line;
    }
}

/* A row is never cut; one that stays with the next goes to its page. */
static void add_row(void *self, const struct docx_row *row) {
    struct docx_leaves *leaves = self;
    leaves->header += row->header ? row->height : 0;
    if (leaves->used + leaves->waits + row->height > leaves->height) {
        turn_page(leaves);
        leaves->used = row->header ? 0 : leaves->header;
    }
    leaves->waits += row->height;
    if (row->keeps)
        return;
    leaves->used += leaves->waits;
    leaves->waits = 0;
}

size_t docx_leaves_add(struct docx_leaves *leaves, const struct docx_writer *writer,
                       const struct diff_line *lines, size_t count) {
    struct docx_writer own = *writer;
    const struct block *block = docx_line_block(&lines[0]);
    own.landscape = block->landscape;
    if (block->attachment) {
        if (leaves->begun)
            turn_page(leaves);
        leaves->begun = true;
        leaves->height = block->landscape ? LYING : UPRIGHT;
    }

    size_t page = leaves->page;
    if (block->kind == BLOCK_TABLE) {
        leaves->header = 0;
        docx_each_row(&own, lines, count, add_row, leaves);
        leaves->used += leaves->waits;
        leaves->waits = 0;
        return page;
    }
    for (size_t i = 0; i < count; i++)
        add_paragraph(leaves, docx_line_block(&lines[i]));
    return page;
}
