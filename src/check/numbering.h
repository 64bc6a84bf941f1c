/*
 * numbering.h - headings and labels: a label that was kept as the file had it though its place asks
 * for another (two 三、). 重新编号 drops such labels.
 */
#ifndef CHECK_NUMBERING_H
#define CHECK_NUMBERING_H

#include "model/finding.h"

void check_numbering(struct findings *out, const struct report *report,
                     const struct section *section);

#endif
