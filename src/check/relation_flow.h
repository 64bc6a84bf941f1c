/*
 * relation_flow.h - what there was, what came and went, and what there is:
 * 原有120个，新增45个，总数 165个; 年初预算850万元，追加120万元，全年预算970万元. The start may
 * stand in the sentence before.
 */
#ifndef CHECK_RELATION_FLOW_H
#define CHECK_RELATION_FLOW_H

#include "check/relation.h"

void judge_flows(struct raiser *raiser, const struct sentence *s);
/* Whether what was, came and went stands before it, so that it is no total of a list. */
bool mention_ends_account(const struct sentence *s, const struct mention *mention);

#endif
