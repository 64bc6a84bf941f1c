/*
 * page.h - blocks to lines to pages in the grid of GB/T 9704-2012 (5.2.3): 22 lines of 28
 * full-width cells (56 columns; ambiguous characters count two, whatever the terminal). The preview
 * shows these pages and the page layout prints them. Title lines are centred and broken where words
 * end; body paragraphs begin with two cells; a heading is never alone at a page's foot where its
 * paragraph could follow; 附件 begins a page, its label at the left edge, its title centred in the
 * third line, and the names of all attachments stand below the text (7.3.4); sign-off stands at the
 * right (7.3.5): the last line ends four cells before the edge, the others are centred over it. A
 * table whose cells fit stands in columns two apart; one that does not is folded within its cells,
 * and flows row by row where its columns would be too narrow for that. The line with the page
 * number is the writer's.
 */
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include "model/document.h"

enum { PAGE_LINES = 22, PAGE_CELLS = 28, PAGE_COLUMNS = 2 * PAGE_CELLS };

struct page_line {
    char *text;                    /* with its indent; no trailing blanks; may be "" */
    int64_t section;               /* id it belongs to, -1: none */
    size_t body_line, body_column; /* first point of the body shown, SIZE_MAX: heading or title */
};

struct pages {
    struct page_line *lines;
    size_t line_count, line_cap;
    size_t *starts; /* index of each page's first line */
    size_t page_count, page_cap;
};

/* Written anew; at least one page, which may be without lines. */
void pages_layout(struct pages *pages, const struct document *document);
void pages_release(struct pages *pages);

/* The same in slices, for who stays in control of a long document: begin, next until it is false,
 * finish; or stop at any time. The document is borrowed. */
struct pages_work;
enum { PAGES_SLICE = 200000 }; /* bytes: a fraction of a second, between two looks at the keys */
struct pages_work *pages_work_begin(const struct document *document);
/* Lays out some `bytes` of text more, a part of a long paragraph too; a table is one piece. False:
 * all are laid out. */
bool pages_work_next(struct pages_work *work, size_t bytes);
int pages_work_percent(const struct pages_work *work); /* of the text */
/* Writes the pages anew and frees the work. */
void pages_work_finish(struct pages_work *work, struct pages *pages);
void pages_work_stop(struct pages_work *work);                  /* NULL is allowed */
size_t pages_last_line(const struct pages *pages, size_t page); /* one past the page's last line */
/* Columns before the further lines of an attachment's heading where it stands on one line with its
 * label; 0 for all other blocks. */
size_t page_hang(const struct block *block);
/* The page that shows the section (its heading or first text), else the nearest before. */
size_t pages_find_section(const struct pages *pages, const struct report *report, int64_t section);

#endif
