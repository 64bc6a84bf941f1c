#include "ui/term/curses_mover.h"

#include "base/mem.h"
#include "ui/term/curses_terminfo.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <term.h>

enum {
    SHIFT_MOST = 16, /* columns that text is looked for beside its place */
    SHIFT_COST = 14, /* bytes of moving text within its row, about */
    STEPS_MOST = 4,  /* columns that single steps are shorter for than an address */
};

static const struct cell blank = {.text = " ", .n = 1, .width = 1, .face = FACE_PLAIN};

/* The bytes are sent as they are, so a terminal that wants pauses (the hardware of the 1980s) goes
 * without. */
static bool has_plain(const char *capability) {
    struct span bytes = terminfo_bytes(capability);
    return bytes.n > 0 && span_find(bytes, SPAN("$<")) == SIZE_MAX;
}

void curses_mover_init(struct curses_mover *mover, const struct curses_cells *cells) {
    *mover = (struct curses_mover){.cells = cells};
    str_init(&mover->cuts.out);
    str_init(&mover->opens.out);
    mover->can = has_plain("ich") && has_plain("dch") && has_plain("cup");
    curses_mover_fit(mover);
}

void curses_mover_release(struct curses_mover *mover) {
    mem_free(mover->trial);
    mem_free(mover->before);
    str_release(&mover->cuts.out);
    str_release(&mover->opens.out);
}

void curses_mover_fit(struct curses_mover *mover) {
    mem_free(mover->trial);
    mem_free(mover->before);
    mover->trial = mem_alloc_zero((size_t)mover->cells->cols, sizeof *mover->trial);
    mover->before = mem_alloc_zero((size_t)mover->cells->cols, sizeof *mover->before);
}

void curses_mover_begin(struct curses_mover *mover) {
    getyx(curscr, mover->home_row, mover->home_col);
    str_clear(&mover->cuts.out);
    str_clear(&mover->opens.out);
    mover->cuts.row = mover->opens.row = -1;
}

/* ncurses' mvcur would weigh every way there is, for every row of every key. */
static void go(struct curses_pass *pass, int row, int col) {
    if (row == pass->row && col == pass->col)
        return;
    int back = pass->col - col;
    if (pass->row >= 0 && row == pass->row + 1 && back >= 0 && back <= STEPS_MOST &&
        has_plain("cud1") && has_plain("cub1")) {
        str_add(&pass->out, terminfo_bytes("cud1"));
        str_add_repeat(&pass->out, terminfo_bytes("cub1"), (size_t)back);
    } else {
        str_add_text(&pass->out, tiparm(cursor_address, row, col));
    }
    pass->row = row;
    pass->col = col;
}

/* ---- a row in memory ---- */

struct shift {
    int from, end; /* the columns that it is about */
    int by;        /* above 0: inserted at `from`; below: deleted there */
};

static bool is_blank_until(const struct curses_mover *mover, const struct cell *have, int from,
                           int end) {
    for (int col = from; col < end; col++)
        if (!curses_cells_same(mover->cells, &have[col], &blank))
            return false;
    return true;
}

/* Inserts (n > 0) or deletes (n < 0) cells, in the row and, unless the pass is NULL, on the
 * terminal. */
static void slide(const struct curses_mover *mover, struct curses_pass *pass, struct cell *have,
                  int row, int col, int n) {
    int count = abs(n), cols = mover->cells->cols;
    if (pass != NULL) {
        go(pass, row, col);
        str_add_text(&pass->out, tiparm(n > 0 ? parm_ich : parm_dch, count));
    }
    size_t size = (size_t)(cols - col - count) * sizeof *have;
    if (n > 0)
        memmove(have + col + count, have + col, size);
    else
        memmove(have + col, have + col + count, size);
    for (int i = 0; i < count; i++)
        have[n > 0 ? col + i : cols - count + i] = blank;
}

/* What lies right of `end` stays: the row is made shorter there before it is made longer, or longer
 * after it was shorter. The rows are shortened first, all of them, because a cursor that goes down
 * one column is shorter than one that goes from one end of each row to the other. */
static void apply(struct curses_mover *mover, struct cell *have, int row, const struct shift *shift,
                  bool is_sent) {
    struct curses_pass *cuts = is_sent ? &mover->cuts : NULL;
    struct curses_pass *opens = is_sent ? &mover->opens : NULL;
    int n = abs(shift->by), cut = shift->end - n;
    bool stays = !is_blank_until(mover, have, shift->by > 0 ? cut : shift->end, mover->cells->cols);
    if (shift->by < 0 || stays)
        slide(mover, cuts, have, row, shift->by > 0 ? cut : shift->from, -n);
    if (shift->by > 0 || stays)
        slide(mover, opens, have, row, shift->by > 0 ? shift->from : cut, n);
}

/* ---- the best shift ---- */

/* Bytes of what differs, without the movements between. */
static int difference(const struct curses_mover *mover, const struct cell *have,
                      const struct cell *want) {
    int bytes = 0;
    for (int col = 0; col < mover->cells->cols; col++)
        if (!curses_cells_same(mover->cells, &have[col], &want[col]))
            bytes += want[col].n;
    return bytes;
}

/* Where the first cell that differs is found again beside its place, and no character is halved. */
static bool is_candidate(const struct curses_mover *mover, const struct cell *have,
                         const struct cell *want, const struct shift *shift) {
    int n = abs(shift->by), from = shift->from;
    if (n == 0 || from + n >= shift->end)
        return false;
    if (have[shift->by > 0 ? shift->end - n : from + n].width == 0)
        return false;
    return shift->by > 0 ? curses_cells_same(mover->cells, &have[from], &want[from + n])
                         : curses_cells_same(mover->cells, &have[from + n], &want[from]);
}

static bool find_shift(struct curses_mover *mover, const struct cell *have, const struct cell *want,
                       struct shift *best) {
    size_t size = (size_t)mover->cells->cols * sizeof *have;
    int least = difference(mover, have, want) - SHIFT_COST;
    *best = (struct shift){0};
    struct shift shift = {0};
    if (least <= 0 || !curses_cells_changed(mover->cells, have, want, &shift.from, &shift.end))
        return false;
    for (shift.by = -SHIFT_MOST; shift.by <= SHIFT_MOST; shift.by++) {
        if (!is_candidate(mover, have, want, &shift))
            continue;
        memcpy(mover->trial, have, size);
        apply(mover, mover->trial, 0, &shift, false);
        int bytes = difference(mover, mover->trial, want);
        if (bytes < least) {
            least = bytes;
            *best = shift;
        }
    }
    return best->by != 0;
}

/* ---- a row on the terminal ---- */

/* Writes what a shift opened while the cursor is there: doupdate would have to come back. Only
 * whole plain characters of one point each, and not at the edge, where terminals differ. */
static void write_opened(struct curses_mover *mover, struct cell *have, const struct cell *want,
                         int row, int from, int n) {
    const struct curses_cells *cells = mover->cells;
    wchar_t text[CCHARW_MAX + 1];
    char bytes[MB_LEN_MAX];
    if (from + n >= cells->cols - 1 || want[from].width == 0 || want[from + n].width == 0)
        return;
    for (int col = from; col < from + n; col++)
        if (want[col].width != 0 &&
            (cells->looks[want[col].face].attributes != A_NORMAL ||
             cells->looks[want[col].face].pair != 0 ||
             curses_cells_text(cells, &want[col], text) != want[col].width || text[1] != L'\0'))
            return;
    go(&mover->opens, row, from);
    for (int col = from; col < from + n; col++) {
        mbstate_t state = {0};
        have[col] = want[col];
        if (want[col].width == 0)
            continue;
        (void)curses_cells_text(cells, &want[col], text);
        size_t length = wcrtomb(bytes, text[0], &state);
        str_add(&mover->opens.out, (struct span){bytes, length == (size_t)-1 ? 0 : length});
    }
    mover->opens.col += n;
}

void curses_mover_move(struct curses_mover *mover, struct cell *have, const struct cell *want,
                       int row) {
    struct shift shift;
    for (int col = 0; col < mover->cells->cols; col++)
        if (have[col].width == CELL_UNKNOWN)
            return;
    if (!find_shift(mover, have, want, &shift))
        return;
    memcpy(mover->before, have, (size_t)mover->cells->cols * sizeof *have);
    apply(mover, have, row, &shift, true);
    write_opened(mover, have, want, row, shift.by > 0 ? shift.from : shift.end + shift.by,
                 abs(shift.by));
    curses_cells_put(mover->cells, curscr, row, mover->before, have);
}

void curses_mover_end(struct curses_mover *mover) {
    if (mover->cuts.row >= 0 || mover->opens.row >= 0)
        go(&mover->opens, mover->home_row, mover->home_col);
    (void)wmove(curscr, mover->home_row, mover->home_col);
}
