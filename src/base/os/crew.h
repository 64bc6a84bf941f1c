/*
 * crew.h - a list of things that several threads make and the caller takes in the order of the
 * list. A worker has a state of its own, made and freed by the caller, and writes into the slot
 * that it is given: nothing else is shared, so what `make` calls must be free of state that others
 * change. A slot waits until its thing is taken and is then used again: memory does not grow with
 * the list. Things are taken several at a time, for to wake a thread may cost more than to make
 * one. The only user of the system's threads.
 */
#ifndef BASE_OS_CREW_H
#define BASE_OS_CREW_H

#include "base/base.h"

enum { CREW_WORKERS_MOST = 4, CREW_SLOTS = 16 };

struct crew {
    size_t count;                     /* things */
    void *workers[CREW_WORKERS_MOST]; /* their states; one: all is made in the caller's thread */
    size_t worker_count;
    void (*make)(void *worker, size_t index, void *slot); /* in a thread of the worker's own */
    /* In the caller's thread; false: take no more. The slot is cleared of the thing by who makes
     * the next one, and in the end by the caller. */
    bool (*take)(void *taker, size_t index, void *slot);
    void *taker;
    void *slots; /* CREW_SLOTS of them, or one for one worker */
    size_t slot_size;
};

/* How many workers a list of so many things is worth here: threads cost something too. */
size_t crew_best_workers(size_t count);
void crew_run(const struct crew *crew);

#endif
