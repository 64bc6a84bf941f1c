/*
 * intake_move.h - what a reader has put elsewhere without a trace: remarks that say so of a
 * section; of other words, what went at one place and came at another belongs together, as if it
 * were tracked.
 */
#ifndef MODEL_REMARK_INTAKE_MOVE_H
#define MODEL_REMARK_INTAKE_MOVE_H

#include "model/remark/intake_common.h"

void intake_add_moves(struct intake *intake);
/* Of the proposals that nobody signed; words that go or come more than once are left as they are.
 */
void intake_pair_moves(struct intake *intake);

#endif
