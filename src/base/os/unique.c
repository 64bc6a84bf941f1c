#include "base/os/unique.h"

#include "base/os/clock.h"

#include <inttypes.h>
#include <sys/random.h>
#include <unistd.h>

/* Where the system gives none (seccomp, a kernel before 3.17): the time and the process, which are
 * different enough for people. */
static uint64_t draw(void) {
    uint64_t number = 0;
    if (getrandom(&number, sizeof number, GRND_NONBLOCK) == (ssize_t)sizeof number)
        return number;
    return ((uint64_t)clock_monotonic() << 22) ^ ((uint64_t)clock_now() << 12) ^ (uint64_t)getpid();
}

int64_t unique_number(void) {
    uint64_t number;
    do
        number = draw() & INT64_MAX;
    while (number == 0);
    return (int64_t)number;
}

void unique_add_digits(struct str *out) {
    uint64_t high = draw(), low = draw();
    str_add_format(out, "%016" PRIx64 "%016" PRIx64, high, low);
}
