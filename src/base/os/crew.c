#include "base/os/crew.h"

#include <pthread.h>
#include <unistd.h>

enum {
    THINGS_EACH = 32,    /* at least, or no thread is begun for them */
    RUN = CREW_SLOTS / 2 /* things taken at a time, while as many are made */
};

/* The list as it stands; `lock` guards all of it. Things below `taken` are done with, those below
 * `ready` are made, those below `begun` are made or being made. */
struct state {
    const struct crew *crew;
    pthread_mutex_t lock;
    pthread_cond_t made, free; /* as many as are waited for; slots */
    size_t begun, ready, taken;
    size_t awaited; /* the taker sleeps until so many are made */
    bool stops;
    bool is_made[CREW_SLOTS];
};

struct worker {
    struct state *state;
    void *own;
    pthread_t thread;
};

size_t crew_best_workers(size_t count) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = processors < 1 ? 1 : (size_t)processors, worth = count / THINGS_EACH + 1;
    most = most < CREW_WORKERS_MOST ? most : CREW_WORKERS_MOST;
    return worth < most ? worth : most;
}

static void *slot_of(const struct crew *crew, size_t index) {
    return (char *)crew->slots + index % CREW_SLOTS * crew->slot_size;
}

/* The next thing to make, once there is a slot for it. False: none is left. */
static bool begin_next(struct state *state, size_t *index) {
    const struct crew *crew = state->crew;
    (void)pthread_mutex_lock(&state->lock);
    while (!state->stops && state->begun < crew->count && state->begun - state->taken >= CREW_SLOTS)
        (void)pthread_cond_wait(&state->free, &state->lock);
    bool more = !state->stops && state->begun < crew->count;
    *index = more ? state->begun++ : 0;
    (void)pthread_mutex_unlock(&state->lock);
    return more;
}

/* Made out of order, ready in order. */
static void set_made(struct state *state, size_t index) {
    (void)pthread_mutex_lock(&state->lock);
    size_t before = state->ready;
    state->is_made[index % CREW_SLOTS] = true;
    while (state->ready < state->begun && state->is_made[state->ready % CREW_SLOTS])
        state->is_made[state->ready++ % CREW_SLOTS] = false;
    if (before < state->awaited && state->ready >= state->awaited)
        (void)pthread_cond_signal(&state->made);
    (void)pthread_mutex_unlock(&state->lock);
}

static void *work(void *self) {
    const struct worker *worker = self;
    struct state *state = worker->state;
    const struct crew *crew = state->crew;
    for (size_t index; begin_next(state, &index);) {
        crew->make(worker->own, index, slot_of(crew, index));
        set_made(state, index);
    }
    return NULL;
}

/* Those below the result are made. */
static size_t wait_for_run(struct state *state) {
    size_t left = state->crew->count - state->taken;
    (void)pthread_mutex_lock(&state->lock);
    state->awaited = state->taken + (left < RUN ? left : RUN);
    while (state->ready < state->awaited)
        (void)pthread_cond_wait(&state->made, &state->lock);
    size_t ready = state->ready;
    (void)pthread_mutex_unlock(&state->lock);
    return ready;
}

static void give_slots_back(struct state *state, size_t taken, bool goes_on) {
    (void)pthread_mutex_lock(&state->lock);
    state->taken = taken;
    state->stops = !goes_on;
    (void)pthread_cond_broadcast(&state->free);
    (void)pthread_mutex_unlock(&state->lock);
}

static void take_all(struct state *state) {
    const struct crew *crew = state->crew;
    bool goes_on = true;
    while (goes_on && state->taken < crew->count) {
        size_t at = state->taken, ready = wait_for_run(state);
        for (; goes_on && at < ready; at++)
            goes_on = crew->take(crew->taker, at, slot_of(crew, at));
        give_slots_back(state, at, goes_on);
    }
}

static void run_alone(const struct crew *crew) {
    bool goes_on = true;
    for (size_t i = 0; goes_on && i < crew->count; i++) {
        crew->make(crew->workers[0], i, crew->slots);
        goes_on = crew->take(crew->taker, i, crew->slots);
    }
}

void crew_run(const struct crew *crew) {
    struct worker workers[CREW_WORKERS_MOST];
    struct state state = {.crew = crew,
                          .lock = PTHREAD_MUTEX_INITIALIZER,
                          .made = PTHREAD_COND_INITIALIZER,
                          .free = PTHREAD_COND_INITIALIZER};
    size_t begun = 0;
    assert(crew->worker_count >= 1 && crew->worker_count <= CREW_WORKERS_MOST);
    for (; crew->worker_count > 1 && begun < crew->worker_count; begun++) {
        workers[begun] = (struct worker){.state = &state, .own = crew->workers[begun]};
        if (pthread_create(&workers[begun].thread, NULL, work, &workers[begun]) != 0)
            break;
    }
    if (begun == 0)
        run_alone(crew); /* the system may have no thread for us */
    else
        take_all(&state);
    for (size_t i = 0; i < begun; i++)
        (void)pthread_join(workers[i].thread, NULL);
}
