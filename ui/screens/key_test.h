/*
 * key_test.h - 按键测试: what the terminal sends for a key, and what the program does with it. No
 * key does anything else here, so that each can be tried.
 */
#ifndef UI_SCREENS_KEY_TEST_H
#define UI_SCREENS_KEY_TEST_H

#include "ui/shell.h"

extern const struct layer_ops key_test_layer;

#endif
