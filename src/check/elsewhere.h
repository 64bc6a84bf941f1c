/*
 * elsewhere.h - family 4, numbers against one another: the same label and unit with another number
 * in another sentence, and the same digits now in 元, now in 万元. The whole report alone can tell.
 */
#ifndef CHECK_ELSEWHERE_H
#define CHECK_ELSEWHERE_H

#include "check/relation.h"

struct elsewhere;
struct elsewhere *elsewhere_new(void);
void elsewhere_free(struct elsewhere *elsewhere);
/* Compares the numbers of a sentence with those before it and remembers them. */
void elsewhere_note(struct elsewhere *elsewhere, struct raiser *raiser, const struct sentence *s);

#endif
