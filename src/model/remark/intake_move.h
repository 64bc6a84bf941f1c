/*
 * intake_move.h - sections that a reader has put elsewhere without a trace: remarks that say so.
 */
#ifndef MODEL_REMARK_INTAKE_MOVE_H
#define MODEL_REMARK_INTAKE_MOVE_H

#include "model/remark/intake_common.h"

void intake_add_moves(struct intake *intake);

#endif
