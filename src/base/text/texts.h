/*
 * texts.h - copies of many texts that are freed together. Each ends with a NUL, may be changed in
 * place, and lasts as long as all of them. (obstack of libc would do, but its macros count from a
 * null pointer, which UBSan takes for an error.)
 */
#ifndef BASE_TEXT_TEXTS_H
#define BASE_TEXT_TEXTS_H

#include "base/text/span.h"

struct texts_chunk;
struct texts {
    struct texts_chunk *newest; /* NULL: none yet; {0} is ready for use */
};

char *texts_copy(struct texts *texts, struct span text); /* NULL where text.p is */
void texts_release(struct texts *texts);

#endif
