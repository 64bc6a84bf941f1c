/*
 * edition_verify.h - whether what was kept of a report at its steps is what was sent: read again,
 * its plain text must have the fingerprint that the step's value holds.
 */
#ifndef SESSION_EDITION_VERIFY_H
#define SESSION_EDITION_VERIFY_H

#include "base/err.h"

#include <stdint.h>

struct store;

/* Of one report; for store_verify_file. RC_DAMAGED: the sentence names the first step that is not
 * as it was. */
MUST_CHECK enum rc session_verify_kept(struct store *store, int64_t report, struct err *err);

#endif
