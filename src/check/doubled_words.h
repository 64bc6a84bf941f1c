/*
 * doubled_words.h - A word of the dictionary that stands twice: 制度制度.
 */
#ifndef CHECK_DOUBLED_WORDS_H
#define CHECK_DOUBLED_WORDS_H

struct findings;
struct report;
struct section;

void check_doubled_words(struct findings *out, const struct report *report,
                         const struct section *section);

#endif
