/*
 * wordlist.h - wrong words as data: schema/wordlists/<name>.txt, built in. One entry a line, fields
 * split by tabs: what is wrong, what is right, then any of
 *   error, warning, hint        how grave it is (error where none is said)
 *   前非=自,知  后非=修          right where one of these stands before, behind
 *   前须=#      后须=目前,到,#   wrong only where one of these stands there (# is a digit)
 *   句非=又,也                  right where one of these follows in the sentence
 * '#' at the head of a line begins a remark.
 */
#ifndef CHECK_WORDLIST_H
#define CHECK_WORDLIST_H

#include "check/passage.h"

enum { WORD_CONDITIONS = 4 };

struct word_entry {
    struct span wrong, right; /* of the embedded file */
    char32_t *points;         /* of wrong, 0 behind; owned by the list */
    size_t length;
    enum severity severity;
    struct word_condition {
        enum word_where {
            WORD_NONE,
            WORD_NOT_BEFORE,
            WORD_NOT_BEHIND,
            WORD_ONLY_BEFORE,
            WORD_ONLY_BEHIND,
            WORD_NOT_LATER
        } where;
        struct span words; /* split by ',' */
    } conditions[WORD_CONDITIONS];
    size_t condition_count;
    size_t next; /* of the same first point; SIZE_MAX: none */
};

enum { WORD_BUCKETS = 1024 };

struct word_list {
    struct word_entry *entries;
    size_t count, cap;
    size_t bad_line; /* the first line that makes no sense, from 1; 0: none */
    size_t buckets[WORD_BUCKETS];
};

void word_list_init(struct word_list *list, struct span text);
void word_list_release(struct word_list *list);
/* The longest entry that stands at `at` and is wrong there, or NULL. */
const struct word_entry *word_list_find(const struct word_list *list, const struct passage *p,
                                        size_t at);

#endif
