/*
 * own_words.h - the word lists of an office or a clerk: every *.txt of a folder, in the format of
 * wordlist.h, what they change of the rules (rules.txt there: rule_change.h) and the names of the
 * office (names.txt there: names.h). An entry whose
 * right word is the wrong one calls it right: the built-in lists are silent about it. A file that
 * cannot be read, and the first line that makes no sense, become findings that name file and line;
 * the other lines hold.
 */
#ifndef CHECK_OWN_WORDS_H
#define CHECK_OWN_WORDS_H

#include "check/names.h"
#include "check/rule_change.h"
#include "check/wordlist.h"

struct own_words;

/* Who knows which files this process must not open (the library that it has open): RC_OK, or a
 * sentence. */
struct own_words_gate {
    enum rc (*check)(const void *self, const char *path, struct err *err);
    const void *self;
};
/* Reads the folder; one that is not there has no lists. gate: NULL where no library is open. The
 * caller frees it. */
struct own_words *own_words_read(const char *folder, const struct own_words_gate *gate);
void own_words_free(struct own_words *words); /* NULL is allowed */

/* The longest entry of any list that stands at `at` and is wrong there, or NULL; `name` becomes its
 * file. words may be NULL. */
const struct word_entry *own_words_find(const struct own_words *words, const struct passage *p,
                                        size_t at, const char **name);
/* The names of the office; NULL for words NULL. */
const struct names *own_words_names(const struct own_words *words);
/* What the office changes of the rules; NULL for words NULL. */
const struct rule_changes *own_words_rules(const struct own_words *words);
/* Whether the entry calls its word right. */
bool own_word_is_right(const struct word_entry *entry);
/* A finding on the title for each thing that is wrong with the lists themselves. */
void own_words_check(const struct own_words *words, struct findings *out,
                     const struct report *report);

#endif
