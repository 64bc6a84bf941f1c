/*
 * pass.h - the state of the pass over the labels (level.c).
 */
#ifndef EXCHANGE_OUTLINE_PASS_H
#define EXCHANGE_OUTLINE_PASS_H

#include "exchange/outline/outline.h"

enum { LEVEL_HEADS = 8 }; /* headings of a level that are remembered */

struct level {
    enum numbering style;
    int digits; /* the label's depth */
    unsigned last;
    int style_level;                       /* that the file gives its last heading; 0: none */
    size_t heads[LEVEL_HEADS], head_count; /* lines; a ring */
    const struct template_section *match;  /* of the last heading */
};

/* A list in the body of the section that is open. */
struct run {
    bool open;
    enum numbering style;
    unsigned last;
};

struct pass {
    struct outline *outline;
    struct level levels[OUTLINE_DEPTH_MOST];
    size_t depth;
    struct run items, plain;       /* the section's items; a list that stays text */
    bool runs_in[NUMBERING_COUNT]; /* the file has run-in headings of that style */
    size_t compared;
};

/* The template's section whose children stand on that level; NULL where none is known. */
static inline const struct template_section *pass_match(const struct pass *pass, size_t level) {
    if (pass->outline->template == NULL)
        return NULL;
    return level == 0 ? &pass->outline->template->root : pass->levels[level - 1].match;
}

#endif
