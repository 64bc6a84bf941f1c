/*
 * score_sheet.h - the score sheet: weights, methods, caps, reasons and evidence, and whether what
 * the text, its tables and the cover call the total and the grade is what the sheet gives.
 */
#ifndef CHECK_SCORE_SHEET_H
#define CHECK_SCORE_SHEET_H

#include "model/finding.h"

void check_score_sheet(struct findings *out, const struct report *report,
                       const struct section *section);

#endif
