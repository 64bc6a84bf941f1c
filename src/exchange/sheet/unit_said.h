/*
 * unit_said.h - which unit a line or a head of a table says that its numbers are in: 单位：元,
 * （万元）, 编制单位：某局 金额单位：千元, 以元为单位, 金额/元. The only reader of such words.
 */
#ifndef EXCHANGE_SHEET_UNIT_SAID_H
#define EXCHANGE_SHEET_UNIT_SAID_H

#include "exchange/sheet/labels.h"

enum unit_place {
    UNIT_IN_LINE, /* beside the table: 单位：元 */
    UNIT_IN_HEAD  /* of a column: 金额 元 */
};
/* Appends the unit; a money unit goes before others (单位：人、元), and what is counted in
 * something by something else (元/人) is one unit. False, and nothing: it says none. */
bool unit_said_add(struct str *out, struct span text, enum unit_place place,
                   const struct labels *labels);
/* Whether it is an amount of money: 元, 万元; not 元/人. */
bool unit_is_money(struct span unit);

#endif
