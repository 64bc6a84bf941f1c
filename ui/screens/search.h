/*
 * search.h - finding a report or a text in any report, while one types: reports by unit and year,
 * then the places whose text holds the words, the newest first, with the sentence. Nothing typed:
 * the reports that were open last. The answer is a place (struct go_place).
 */
#ifndef UI_SCREENS_SEARCH_H
#define UI_SCREENS_SEARCH_H

#include "ui/shell.h"

/* A place to go to: the answer of a search, the argument of the workbench (NULL: where it was left;
 * section -1 the same). */
struct go_place {
    int64_t report, section;
    size_t offset; /* points */
};
extern const struct layer_ops search_layer;

#endif
