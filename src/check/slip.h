/*
 * slip.h - one slip of the pen: what a number can have been before a digit of it was mistaken.
 * Pure. The rarer a slip makes one number of another, the more it says that it happened.
 */
#ifndef CHECK_SLIP_H
#define CHECK_SLIP_H

#include <stddef.h>
#include <stdint.h>

/* From the rarest to what happens by chance most. */
enum slip {
    SLIP_NONE,
    SLIP_SWAP,  /* two neighbours changed places: 186.5 for 185.6 */
    SLIP_POINT, /* the point stands at another place, or a 0 was lost: 1,014元 for 101.4元 */
    SLIP_DIGIT, /* one digit is another: 26.20 for 28.20 */
    SLIP_LENGTH /* one digit was lost or came in */
};
enum { SLIP_KINDS = SLIP_LENGTH + 1, SLIP_MOST = 320 };

/* The digits of a number as they are printed, without the point. */
int slip_digits(int64_t printed);
/* What it can have been, the rarest slips first; returns how many. At most 12 digits. */
size_t slip_list(int64_t printed, int64_t meant[SLIP_MOST], enum slip kinds[SLIP_MOST]);
/* The same of a single pair, without the point: SLIP_NONE where no slip leads from one to the
 * other.
 */
enum slip slip_between(int64_t printed, int64_t meant);
/* How many numbers a slip of that kind, or a rarer one, makes of one with so many digits. */
int slip_chances(int digits, enum slip kind);

#endif
