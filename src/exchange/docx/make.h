/*
 * make.h - a Word document in memory, made by the readers of other formats (ODT, web pages) of what
 * their file says, and then read by the one reader that decides about numbers, scripts, equations,
 * lists, tables and notes (read.h). It is never written to a file: only what that reader looks at
 * is there. Calls nest as the elements do; texts are valid UTF-8, and are cleaned here
 * (text_clean.h): what is stripped of the report's text is added to the draft's `cleaned`.
 * Ownership: the maker owns all of it.
 */
#ifndef EXCHANGE_DOCX_MAKE_H
#define EXCHANGE_DOCX_MAKE_H

#include "exchange/docx/read.h"
#include "exchange/package/xml_write.h"

struct docx_make; /* heap: docx_make_new, docx_make_free */
struct docx_make *docx_make_new(void);
void docx_make_free(struct docx_make *make);
/* Reads what was made; nothing can be added afterwards. RC_INPUT as docx_read. */
MUST_CHECK enum rc docx_make_read(struct docx_make *make, struct source *out,
                                  struct import_draft *draft, const struct import_options *options,
                                  struct err *err);
struct xml_write *docx_make_xml(struct docx_make *make); /* where it stands, for equations */

/* --- paragraphs --- */
struct docx_make_paragraph {
    bool title, contents, page_break;
    int outline;     /* level of a heading from 1; 0: none */
    int list, level; /* the number of a list (docx_make_list), 0: none; its level from 0 */
};
enum docx_make_look {
    MAKE_BOLD = 1 << 0,
    MAKE_HIDDEN = 1 << 1,
    MAKE_STRUCK = 1 << 2,
    MAKE_CAPITALS = 1 << 3,
    MAKE_RAISED = 1 << 4,
    MAKE_LOWERED = 1 << 5,
    MAKE_PROMPT = 1 << 6 /* asks for an entry: no text */
};
void docx_make_begin_paragraph(struct docx_make *make, const struct docx_make_paragraph *what);
void docx_make_end_paragraph(struct docx_make *make);
/* A run; look: of the bits above. Tabs and line ends are those of the page. */
void docx_make_text(struct docx_make *make, struct span text, unsigned look);
void docx_make_reading(struct docx_make *make, struct span base, struct span reading);
void docx_make_deleted(struct docx_make *make, struct span text); /* in a tracked change */
void docx_make_image(struct docx_make *make, const char *name);   /* name: "" where it has none */
void docx_make_object(struct docx_make *make);                    /* that is not read */
void docx_make_comment(struct docx_make *make);
/* A field by what Word would be told; what is made between the two is its result. */
void docx_make_begin_field(struct docx_make *make, struct span instruction);
void docx_make_end_field(struct docx_make *make);
/* What is made between the two is a note at this place of the paragraph; notes do not nest. */
void docx_make_begin_note(struct docx_make *make);
void docx_make_end_note(struct docx_make *make);
/* The same for the headers and footers of pages. */
void docx_make_begin_header(struct docx_make *make);
void docx_make_end_header(struct docx_make *make);

/* --- lists --- */
struct docx_make_level {
    const char *format; /* of Word: "decimal", "chineseCounting", "bullet" … */
    const char *text;   /* "%1." */
    int start;
};
/* A new list; its number. */
int docx_make_list(struct docx_make *make, const struct docx_make_level *levels, size_t count);
/* A list that looks like another one and counts on with it, but from `start` on at `level`. */
int docx_make_list_again(struct docx_make *make, int list, int level, int start);

/* --- tables: rows within, cells within --- */
void docx_make_begin_table(struct docx_make *make);
void docx_make_begin_row(struct docx_make *make);
/* A cell that takes so many columns and rows; what it takes of later rows is no cell there. */
void docx_make_begin_cell(struct docx_make *make, int columns, int rows);
void docx_make_end_cell(struct docx_make *make);
void docx_make_end_row(struct docx_make *make);
void docx_make_end_table(struct docx_make *make);

#endif
