/*
 * stage.h - whose turn it is with a report on its way, from the office that knows the figures to
 * the 财政局. The words are the trade's own: on the command line, in JSON and in the store.
 */
#ifndef MODEL_STAGE_H
#define MODEL_STAGE_H

#include "base/text/str.h"

#define STAGE_LIST(X)                                                                              \
    X(NONE, "")                                                                                    \
    X(OFFICE, N_("科室"))                                                                          \
    X(FINANCE, N_("财政所"))                                                                       \
    X(DEPUTY, N_("分管领导"))                                                                      \
    X(HEAD, N_("主要负责人"))                                                                      \
    X(SUPERIOR, N_("主管部门"))                                                                    \
    X(BUREAU, N_("财政局"))                                                                        \
    X(THIRD_PARTY, N_("第三方"))
#define X(name, word) STAGE_##name,
enum stage { STAGE_LIST(X) STAGE_COUNT };
#undef X

const char *stage_word(enum stage stage); /* "" for none */
const char *stage_text(enum stage stage); /* in the interface's language */
bool stage_find(struct span word, enum stage *stage);
void stage_add_words(struct str *out); /* "科室、财政所…": what stage_find takes, "" apart */

#endif
