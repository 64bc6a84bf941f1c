/*
 * label.h - numbering styles and the labels they derive (GB/T 9704-2012, 7.3.3, and its half-width
 * kin that import meets). A style is named by its first label: "一、", "（一）", "1.1" …
 */
#ifndef MODEL_LABEL_H
#define MODEL_LABEL_H

#include "base/text/str.h"

/* enum name, template name, text put between the label and the heading */
#define NUMBERING_LIST(X)                                                                          \
    X(NONE, "none", "")                                                                            \
    X(HAN_COMMA, "一、", "")                                                                       \
    X(HAN_PAREN, "（一）", "")                                                                     \
    X(DOT, "1.", "")                                                                               \
    X(COMMA, "1、", "")                                                                            \
    X(PAREN, "（1）", "")                                                                          \
    X(CIRCLED, "①", "")                                                                            \
    X(PART, "第一部分", "　")                                                                      \
    X(FIRSTLY, "一是", "")                                                                         \
    X(HAN_HALF_PAREN, "(一)", "")                                                                  \
    X(HALF_PAREN, "(1)", "")                                                                       \
    X(WIDE_DOT, "1．", "")                                                                         \
    X(RIGHT_PAREN, "1)", "")                                                                       \
    X(ARTICLE, "第一条", "　")                                                                     \
    X(DECIMAL, "1.1", " ")                                                                         \
    X(ATTACHMENT, "附件1", "　")

#define X(name, text, gap) NUMBERING_##name,
enum numbering { NUMBERING_LIST(X) NUMBERING_COUNT };
#undef X

const char *numbering_name(enum numbering style);
bool numbering_find(struct span name, enum numbering *style);
/* The style of a section's children where neither template nor import says one: 一、 （一） 1.
 * （1） ① by depth (1 = top sections), then none. */
enum numbering numbering_of_depth(int depth);
const char *numbering_gap(enum numbering style); /* stands between label and heading */

/* Appends the label of the n-th (from 1; an attachment that is the only one may have 0: "附件").
 * parent is the parent's printed label; DECIMAL continues its digits, else its number ("2." and
 * "二、" -> "2.3"; a bare "3" where it has none), the others ignore it. A number past what the
 * style can say (① ends at ㊿) is given as in DOT. NONE appends nothing. */
void label_add(struct str *out, enum numbering style, unsigned n, struct span parent);

struct label {
    enum numbering style;
    unsigned n;       /* DECIMAL: the last number */
    int depth;        /* DECIMAL: how many numbers; PART: 2 for 第一节; else 1 */
    struct span text; /* the label itself, within the line */
};
/* Eats a label from the front of a line (after its blanks), with the blanks behind it; false and
 * nothing eaten if none stands there. "2023年", "10.7%", "3.5亩", "（2022）", "一、二季度" are no
 * labels; "1.2022年" is "1." before a year, "1.3万元" a quantity, "1.3 目标" a DECIMAL of depth 2.
 * Kin of a style are taken as it and keep their own text, which then is a literal label: digits of
 * full width, mixed brackets, blanks inside, a mark too many ("（一）、" "1.1、" "第一部分："),
 * another mark ("一."), number and mark in one character ("㈠" "⒈"), "第一章", "附件：" (n is 0
 * where an attachment has no number). */
bool label_take(struct span *line, struct label *label);
/* Eats the bare number that DECIMAL gives where its parent has none ("3 目标", depth 1).
 * Quantities, page numbers and rows of tables look alike: believe it only where a sequence says so.
 */
bool label_take_bare(struct span *line, struct label *label);
/* The same with or without a blank behind it, "3目标": believe it only before "3.1". */
bool label_take_tight(struct span *line, struct label *label);

#endif
