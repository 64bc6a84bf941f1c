#include "check/slip.h"

#include <stdbool.h>

enum { TEN = 10, DIGITS_MOST = 12 };

int slip_digits(int64_t printed) {
    int digits = 1;
    for (; printed >= TEN; printed /= TEN)
        digits++;
    return digits;
}

struct listing {
    int64_t *meant;
    enum slip *kinds;
    size_t count;
};

static void add(struct listing *list, int64_t meant, enum slip kind) {
    if (list->count == SLIP_MOST)
        return;
    list->meant[list->count] = meant;
    list->kinds[list->count++] = kind;
}

static void add_swaps(struct listing *list, int64_t n, int digits) {
    int64_t power = 1;
    for (int i = 0; i + 1 < digits; i++, power *= TEN) {
        int64_t low = n / power % TEN, high = n / power / TEN % TEN;
        if (low != high && (i + 2 < digits || low != 0))
            add(list, n + (low - high) * (TEN - 1) * power, SLIP_SWAP);
    }
}

static void add_digits(struct listing *list, int64_t n, int digits) {
    int64_t power = 1;
    for (int i = 0; i < digits; i++, power *= TEN)
        for (int64_t digit = 0; digit < TEN; digit++)
            if (digit != n / power % TEN && (digit != 0 || i + 1 < digits))
                add(list, n + (digit - n / power % TEN) * power, SLIP_DIGIT);
}

/* One was lost (it comes back between any two) or came in. */
static void add_lengths(struct listing *list, int64_t n, int digits) {
    int64_t power = 1;
    for (int i = 0; i <= digits; i++, power *= TEN) {
        int64_t low = n % power, high = n / power;
        for (int64_t digit = 0; digit < TEN; digit++)
            add(list, (high * TEN + digit) * power + low, SLIP_LENGTH);
        if (i < digits && digits > 1)
            add(list, high / TEN * power + low, SLIP_LENGTH);
    }
}

size_t slip_list(int64_t printed, int64_t meant[SLIP_MOST], enum slip kinds[SLIP_MOST]) {
    struct listing list = {meant, kinds, 0};
    int digits = slip_digits(printed);
    if (digits > DIGITS_MOST)
        return 0;
    add_swaps(&list, printed, digits);
    add(&list, printed * TEN, SLIP_POINT);
    if (printed % TEN == 0)
        add(&list, printed / TEN, SLIP_POINT);
    add_digits(&list, printed, digits);
    add_lengths(&list, printed, digits);
    return list.count;
}

/* Whether the longer one without one of its digits is the shorter one. */
static bool is_one_longer(int64_t shorter, int64_t longer) {
    for (int64_t power = 1; power <= longer; power *= TEN)
        if (longer / power / TEN * power + longer % power == shorter)
            return true;
    return false;
}

enum slip slip_between(int64_t printed, int64_t meant) {
    int a = slip_digits(printed), b = slip_digits(meant), differ = 0;
    if (meant < 0 || printed == meant || a > DIGITS_MOST || b > DIGITS_MOST)
        return SLIP_NONE;
    if (meant == printed * TEN || printed == meant * TEN)
        return SLIP_POINT;
    if (a != b) {
        bool one = a < b ? is_one_longer(printed, meant) : is_one_longer(meant, printed);
        return one ? SLIP_LENGTH : SLIP_NONE;
    }
    int64_t power = 1, last = 0;
    for (int i = 0; i < a; i++, power *= TEN)
        if (printed / power % TEN != meant / power % TEN) {
            last = power;
            differ++;
        }
    if (differ == 1)
        return SLIP_DIGIT;
    int64_t low = last / TEN;
    bool swapped = differ == 2 && printed / last % TEN == meant / low % TEN &&
                   printed / low % TEN == meant / last % TEN;
    return swapped ? SLIP_SWAP : SLIP_NONE;
}

int slip_chances(int digits, enum slip kind) {
    enum { POINTS = 2, OTHERS = 9, INSERTED = 11 };
    int chances = digits - 1;
    if (kind >= SLIP_POINT)
        chances += POINTS;
    if (kind >= SLIP_DIGIT)
        chances += OTHERS * digits;
    return kind < SLIP_LENGTH ? chances : chances + INSERTED * digits + TEN;
}
