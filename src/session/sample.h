/*
 * sample.h - the sample reports, to try everything on: made from their texts, with their figures.
 */
#ifndef SESSION_SAMPLE_H
#define SESSION_SAMPLE_H

#include "base/err.h"

struct session;

/* The sample reports, made once: their numbers. */
MUST_CHECK enum rc session_add_samples(struct session *session, int64_t reports[3],
                                       struct err *err);

#endif
