/*
 * edition.h - 版次: the steps of the report on its way, and the next one. What is done there (送审,
 * 退回, 定稿, 解除定稿) is asked for with its reason. Enter compares a step's text with the present
 * one.
 */
#ifndef UI_SCREENS_EDITION_H
#define UI_SCREENS_EDITION_H

#include "ui/shell.h"

extern const struct layer_ops edition_layer;

void edition_say_final(struct shell *shell);
/* Before something is typed: whether the report is final or the library only read, which is said.
 */
bool edition_refuses_change(struct shell *shell);

#endif
