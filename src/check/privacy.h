/*
 * privacy.h - family 8, what a published report must not hold: identity cards, mobile numbers, bank
 * cards, words of secrecy.
 */
#ifndef CHECK_PRIVACY_H
#define CHECK_PRIVACY_H

#include "model/finding.h"

void check_privacy(struct findings *out, const struct report *report,
                   const struct section *section);

#endif
