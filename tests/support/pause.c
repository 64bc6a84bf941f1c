#include "tests/support/pause.h"

#include "base/os/clock.h"

#include <poll.h>

int64_t __real_clock_monotonic(void); /* the linker's names: --wrap=clock_monotonic */
int64_t __wrap_clock_monotonic(void);

static int64_t ahead; /* ms */

int64_t __wrap_clock_monotonic(void) {
    return __real_clock_monotonic() + ahead;
}

void pause_for(int64_t ms) {
    ahead += ms;
}

bool pause_until_quiet(bool idle(void *owner, int64_t *next_in), void *owner, int news_fd,
                       int64_t longest) {
    struct pollfd news = {.fd = news_fd, .events = POLLIN};
    bool changed = false, again = true;

    while (again) {
        int64_t next_in = -1;
        changed |= idle(owner, &next_in);

        bool is_due = next_in >= 0 && next_in <= longest;
        bool has_news = poll(&news, 1, 0) > 0;
        if (is_due && !has_news)
            pause_for(next_in);
        again = is_due || has_news;
    }
    return changed;
}
