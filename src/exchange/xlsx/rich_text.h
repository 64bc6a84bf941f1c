/*
 * rich_text.h - the text of a cell that is made of runs (<si> or <is>): readings (<rPh>) are left
 * out, what is struck out too, and what is raised becomes raised characters (12.5¹), so that the
 * number of a note is no digit of a number. Ownership: the gathering owns its text.
 */
#ifndef EXCHANGE_XLSX_RICH_TEXT_H
#define EXCHANGE_XLSX_RICH_TEXT_H

#include "base/text/str.h"

struct xml_read;

struct rich_text {
    struct str text;   /* as it counts */
    struct str struck; /* what was struck out */
    bool in_text, in_reading, is_struck, is_raised;
};
#define RICH_TEXT_INIT ((struct rich_text){.text = STR_INIT, .struck = STR_INIT})

void rich_text_open(struct rich_text *rich, struct xml_read *xml, struct span name);
void rich_text_add(struct rich_text *rich, struct span text);
void rich_text_close(struct rich_text *rich, struct span name);
void rich_text_clear(struct rich_text *rich);
void rich_text_release(struct rich_text *rich);
/* Appends it with what the format writes as _xHHHH_ (ECMA-376 part 1, 22.9.2.19) as that character.
 */
void rich_text_add_unescaped(struct str *out, struct span text);

#endif
