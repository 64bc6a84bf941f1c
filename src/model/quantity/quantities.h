/*
 * quantities.h - all numbers of a section, read once: mentions in order, the sentences and brackets
 * they stand in, what role each plays, and which value a change or a share speaks of. The checkers
 * judge relations on it; whoever walks from number to number uses it too.
 * Invariants: mentions are sorted by place; those of a sentence are a run of the array. Once
 * something was read, there is an array, even of none: who walks from its end to its beginning need
 * not ask. Ownership: the structure owns mentions, values and what quantities_keep was given.
 */
#ifndef MODEL_QUANTITY_QUANTITIES_H
#define MODEL_QUANTITY_QUANTITIES_H

#include "model/quantity/mention.h"

enum { SENTENCE_MOST = 200, SENTENCE_LONGEST = 4000 };

/* From one 。 to the next (or ！ ？); “。其中” goes on. */
struct quantity_sentence {
    size_t from, to;
    size_t first, count; /* mentions */
    size_t paragraph;
    bool unclear; /* too long, too many numbers, or a figure not given yet: nothing can be said */
};

struct quantity_bracket {
    size_t from, to; /* inside it; `to` is `from` until it is closed */
    unsigned parent;
};

struct quantities {
    struct points text;
    struct mention *mentions;
    size_t count, cap;
    struct quantity_sentence *sentences;
    size_t sentence_count, sentence_cap;
    struct quantity_bracket *brackets; /* the one of group g at g - 1 */
    size_t bracket_count, bracket_cap;
    size_t paragraphs;
    struct quantity_store {
        struct number **numbers;
        size_t count, cap;
    } values, kept; /* of the mentions; of whoever reckons, until quantities_forget */
    const struct number *halves[32], *zero;
};

/* Reads the paragraph from..to, behind those that were read before. The text stays borrowed. The
 * figures stand in it in order. */
void quantities_read(struct quantities *quantities, struct points text, size_t from, size_t to,
                     const struct mention_figure *figures, size_t figure_count);
void quantities_clear(struct quantities *quantities); /* empty again, for the next text */
void quantities_release(struct quantities *quantities);

/* Keeps a number until quantities_forget; NULL stays NULL. */
const struct number *quantities_keep(struct quantities *quantities, struct number *number);
void quantities_forget(struct quantities *quantities);

/* --- words about a mention --- */

/* Whether the label has, or begins with, one of the words. */
bool mention_label_has(const struct quantities *q, const struct mention *mention,
                       const char32_t *const *words);
bool mention_label_begins(const struct quantities *q, const struct mention *mention,
                          const char32_t *const *words);
bool mention_label_ends(const struct quantities *q, const struct mention *mention,
                        const char32_t *const *words);
/* The clause is the label and what stands behind the unit up to the next mark or number. */
size_t mention_clause_end(const struct quantities *q, const struct mention *mention);
bool mention_clause_has(const struct quantities *q, const struct mention *mention,
                        const char32_t *const *words);
/* A mark of the set stands there that is no comma inside a number. */
bool quantity_mark_at(struct points text, size_t at, const char32_t *set);

bool mention_rises(const struct quantities *q, const struct mention *mention); /* 增长 … */
bool mention_falls(const struct quantities *q, const struct mention *mention); /* 减少 … */
bool mention_is_change(const struct quantities *q, const struct mention *mention);
/* 到 至 为 right before it: 增加到260件 is a value, no difference */
bool mention_is_reached(const struct quantities *q, const struct mention *mention);
/* How far something is from the number right before it: 较预算24万元少2.64万元. */
bool mention_is_difference(const struct quantities *q, const struct mention *mention);
/* What something came to: 提高到42.5%, 从90%增长为95%. A rate that says it is no growth, though its
 * role is ROLE_GROWTH; 增幅为5% and 增长率达到5% are. */
bool mention_is_level(const struct quantities *q, const struct mention *mention);
/* A value that can be a term of a quotient: no percentage, more than 0. */
bool mention_is_operand(const struct mention *mention);

#endif
