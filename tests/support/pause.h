/*
 * pause.h - pauses that cost no time: the steady clock of the program under test, as every test
 * program links it, is set ahead by what would have been waited. What comes from elsewhere (another
 * process, the kernel's word that a file was written) is never made to wait or to come by this:
 * where a test waits for such, it waits for the thing itself.
 */
#ifndef TESTS_SUPPORT_PAUSE_H
#define TESTS_SUPPORT_PAUSE_H

#include <stdbool.h>
#include <stdint.h>

/* From now on clock_monotonic() says so many milliseconds more. */
void pause_for(int64_t ms);

/* As the loop does while no key comes: calls IDLE of OWNER until nothing is left to do within
 * LONGEST milliseconds. *next_in as session_idle has it; NEWS_FD is readable when it is to be
 * called at once. True if something came of it that is to be shown. */
bool pause_until_quiet(bool idle(void *owner, int64_t *next_in), void *owner, int news_fd,
                       int64_t longest);

#endif
