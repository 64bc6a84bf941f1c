/*
 * joined.h - a line of a sheet whose tabs were lost on the way (积案化解：9件): label, value and
 * unit are read where all three are certain. Nothing is owned.
 */
#ifndef EXCHANGE_SHEET_JOINED_H
#define EXCHANGE_SHEET_JOINED_H

#include "exchange/sheet/labels.h"

/* 无, — and the like: what is asked for is not there. */
bool joined_says_none(struct span value);
/* *value: what the line hands in, "" for nothing ("社区数 个"); it may be given where the figure is
 * not certain, which is NULL then. `unit` is what the row says beside the line, "" for none. */
const struct template_figure *joined_find_figure(const struct labels *labels, struct span line,
                                                 struct span unit, struct span *value);

#endif
