/*
 * names.h - the names of an office: names.txt beside its word lists, a line a name, split by tabs:
 *   书记	张明远        a title and who holds it
 *   社区	杏园          a kind of place or institution, and one of them
 *   外地	临江市        a place or institution that is not ours
 * Found are a title beside the name of who holds another, a name that is one character off, a
 * community that is one character off, and what is not ours. '#' at the head of a line begins a
 * remark. A line that makes no sense is named, and the others hold.
 */
#ifndef CHECK_NAMES_H
#define CHECK_NAMES_H

#include "check/passage.h"

enum { NAMES_MOST = 400, NAME_POINTS_MOST = 12 };

struct names {
    struct name {
        char32_t role[NAME_POINTS_MOST + 1], name[NAME_POINTS_MOST + 1]; /* 0 behind */
    } items[NAMES_MOST];
    size_t count;
    size_t bad_line; /* the first line that makes no sense, from 1; 0: none */
};

void names_read(struct names *names, struct span text);
/* What the names say of the passage; names may be NULL. */
void names_check(const struct names *names, struct raiser *raiser, const struct passage *p);

#endif
