/*
 * intake.h - the rows of a sheet or table that came in, as they are told to the clerk. The intake
 * owns its texts.
 */
#ifndef SESSION_INTAKE_H
#define SESSION_INTAKE_H

#include "exchange/sheet/match.h"
#include "session/sheet.h"

/* The row of a match, which is copied; valid until the next is added. */
struct sheet_row *sheet_intake_add(struct sheet_intake *out, const struct match_row *match,
                                   enum sheet_result result);

/* Says so where a value of money is a thousand times the one of `other` or a thousandth: a unit
 * that was mistaken makes ten thousand of one. `whose`: 现在的数, 上年数. */
void sheet_intake_doubt_unit(struct sheet_row *row, const struct template_figure *figure,
                             struct span value, struct span other, const char *whose);

#endif
