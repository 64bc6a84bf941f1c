/*
 * date.h - whether a line is a date and nothing else, as one stands below a report.
 */
#ifndef EXCHANGE_OUTLINE_DATE_H
#define EXCHANGE_OUTLINE_DATE_H

#include "base/text/span.h"

bool outline_is_date(
    struct span line); /* 2022年12月, 二〇二二年十二月三十一日; blanks do not count */

#endif
