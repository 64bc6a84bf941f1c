/*
 * intake_comment.h - the comments of a reviewed file as remarks, what was answered as their notes.
 */
#ifndef MODEL_REMARK_INTAKE_COMMENT_H
#define MODEL_REMARK_INTAKE_COMMENT_H

#include "model/remark/intake_common.h"

void intake_add_comments(struct intake *intake);

#endif
