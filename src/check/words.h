/*
 * words.h - wrong words, near misses of terms, set phrases, variants side by side.
 */
#ifndef CHECK_WORDS_H
#define CHECK_WORDS_H

struct findings;
struct own_words;
struct report;
struct section;

/* `own` may be NULL. */
void check_words(struct findings *out, const struct report *report, const struct section *section,
                 const struct own_words *own);

#endif
