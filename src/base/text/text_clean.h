/*
 * text_clean.h - what is stripped wherever text comes in (typing, paste, import, template, put,
 * set): stored text never drives a terminal. Stripped are C0 but tab and newline, DEL, C1, U+061C,
 * U+200B, U+200C, U+200D outside an emoji, U+200E-F, U+202A-E, U+2060-2064, U+2066-206F, U+FEFF,
 * U+FFF9-FFFB, U+E0000-E007F. U+2028, U+2029, VT, FF, CR LF and CR become '\n'. Everything
 * else, combining marks and variation selectors among it, stays as it is; nothing is normalised.
 */
#ifndef BASE_TEXT_TEXT_CLEAN_H
#define BASE_TEXT_TEXT_CLEAN_H

#include "base/text/str.h"

#include <uchar.h>

struct text_clean_report {
    size_t stripped;    /* points taken out */
    char32_t first;     /* the first of them */
    size_t first_point; /* its offset in points of the input */
    size_t line_ends;   /* line ends turned into '\n' */
};

/* Appends the cleaned text (valid UTF-8 in; an invalid byte is a programming error). The report is
 * added to, so that one serves several calls; NULL is allowed. */
void text_clean(struct str *out, struct span text, struct text_clean_report *report);
/* As text_clean, for a file of lines: some systems end them with U+0085. */
void text_clean_file(struct str *out, struct span text, struct text_clean_report *report);
/* As text_clean, for a text of one line: trimmed, its line ends and tabs blanks. */
void text_clean_line(struct str *out, struct span text);
bool text_is_stripped_char(char32_t c); /* always stripped; U+200D is not: it depends */
/* What a terminal must not get where no cluster is looked at: those, U+200D, U+2028, U+2029, and
 * what is no character. */
bool text_is_hostile_char(char32_t c);
/* Appends any bytes as a terminal may show them: '?' for each hostile character, '\r' and VT. Where
 * nothing is hostile the text stays as it is, emoji of several points among it. */
void text_add_shown(struct str *out, struct span bytes);
bool text_is_harmless(struct span bytes); /* text_add_shown would leave it as it is */

#endif
