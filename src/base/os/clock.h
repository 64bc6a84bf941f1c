/*
 * clock.h - time: milliseconds of Unix time in the store, ISO 8601 UTC in JSON, local time on
 * screens. $JIXIAO_NOW (seconds of Unix time) stands still for tests and pictures.
 */
#ifndef BASE_OS_CLOCK_H
#define BASE_OS_CLOCK_H

#include "base/text/str.h"

enum { CLOCK_DAY_MS = 24 * 60 * 60 * 1000 };

int64_t clock_now(void);                         /* milliseconds since 1970 */
int64_t clock_monotonic(void);                   /* milliseconds that never go back; for waits */
int clock_year(void);                            /* this year, local time */
int64_t clock_today(void);                       /* days since 1970, by the local calendar */
void clock_add_utc(struct str *out, int64_t ms); /* 2026-11-23T10:00:00Z */
bool clock_parse_utc(struct span text, int64_t *ms);
void clock_add_day(struct str *out, int64_t ms);   /* 2026-11-25 local */
void clock_add_hour(struct str *out, int64_t ms);  /* 10:31 local */
void clock_add_stamp(struct str *out, int64_t ms); /* 20261125-103105 local, for names of files */
/* 今天 10:31, 昨天 10:31, else 2023-03-02; local. */
void clock_add_friendly(struct str *out, int64_t ms, int64_t now);

#endif
