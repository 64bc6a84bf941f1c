#include "ui/term/paint.h"

#include "base/mem.h"
#include "base/text/utf8.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

enum {
    UNKNOWN = -1,      /* a row, column or face */
    WIDTH_UNKNOWN = 3, /* in struct cell: nobody knows what is shown there */
    MOVE_COST = 4,     /* bytes of a short cursor movement */
    SHIFT_MOST = 16,   /* columns that text is looked for beside its place */
    SHIFT_COST = 16,   /* bytes of moving text within its row, about */
    ERASE_LEAST = 9,   /* blanks that are worth an erasing sequence */
};

struct paint {
    const struct terminfo *info;
    enum input_charset charset;
    int rows, cols;
    struct cell *shown;           /* rows * cols; faces as the canvas had them */
    struct cell *trial;           /* one row */
    bool is_blank;                /* false: the screen has to be cleared first */
    int row, col;                 /* of the cursor; UNKNOWN */
    int face;                     /* that is switched on; UNKNOWN */
    int cursor_shown;             /* UNKNOWN at first */
    struct str looks[FACE_COUNT]; /* the bytes that switch a face on */
    bool same_look[FACE_COUNT][FACE_COUNT];
    bool can_shift, can_erase, fills_corner;
};

/* ---- the terminal ---- */

/* Leaves every look. Terminfo's way leaves the line drawing set too, which is left elsewhere. */
static void add_plain(const struct terminfo *info, struct str *out) {
    struct span all = terminfo_bytes(info, TERMINFO_SGR0);
    if (span_find(all, SPAN("\033[m")) != SIZE_MAX)
        all = SPAN("\033[m");
    str_add(out, all);
}

static void add_look(struct paint *paint, enum face face, enum theme theme) {
    static const struct {
        unsigned attribute;
        enum terminfo_capability capability;
    } attributes[] = {{LOOK_BOLD, TERMINFO_BOLD},
                      {LOOK_DIM, TERMINFO_DIM},
                      {LOOK_UNDERLINE, TERMINFO_SMUL},
                      {LOOK_REVERSE, TERMINFO_REV}};
    struct str *out = &paint->looks[face];
    struct look look = theme_look(face, theme);
    str_clear(out);
    add_plain(paint->info, out);
    for (size_t i = 0; i < ARRAY_LEN(attributes); i++)
        if ((look.attributes & attributes[i].attribute) != 0)
            str_add(out, terminfo_bytes(paint->info, attributes[i].capability));
    if (look.fg != COLOUR_DEFAULT)
        terminfo_add(paint->info, out, TERMINFO_SETAF, look.fg, 0);
    if (look.bg != COLOUR_DEFAULT)
        terminfo_add(paint->info, out, TERMINFO_SETAB, look.bg, 0);
}

void paint_set_theme(struct paint *paint, enum theme theme) {
    for (int face = 0; face < FACE_COUNT; face++)
        add_look(paint, (enum face)face, theme);
    for (int a = 0; a < FACE_COUNT; a++)
        for (int b = 0; b < FACE_COUNT; b++)
            paint->same_look[a][b] =
                span_equal(str_span(&paint->looks[a]), str_span(&paint->looks[b]));
    paint->can_erase = theme_look(FACE_PLAIN, theme).bg == COLOUR_DEFAULT ||
                       terminfo_erases_with_colour(paint->info);
    paint->can_shift = paint->can_erase && terminfo_has(paint->info, TERMINFO_ICH) &&
                       terminfo_has(paint->info, TERMINFO_DCH);
    paint_forget(paint);
}

struct paint *paint_new(const struct terminfo *info, enum input_charset charset, int rows,
                        int cols) {
    struct paint *paint = MEM_NEW(struct paint);
    paint->info = info;
    paint->charset = charset;
    for (int face = 0; face < FACE_COUNT; face++)
        str_init(&paint->looks[face]);
    paint->cursor_shown = UNKNOWN;
    paint->fills_corner = !terminfo_has_margins(info) || terminfo_wraps_late(info);
    paint_resize(paint, rows, cols);
    paint_set_theme(paint, THEME_MONOCHROME);
    return paint;
}

void paint_free(struct paint *paint) {
    if (paint == NULL)
        return;
    for (int face = 0; face < FACE_COUNT; face++)
        str_release(&paint->looks[face]);
    mem_free(paint->shown);
    mem_free(paint->trial);
    mem_free(paint);
}

void paint_resize(struct paint *paint, int rows, int cols) {
    mem_free(paint->shown);
    mem_free(paint->trial);
    paint->rows = rows;
    paint->cols = cols;
    paint->shown = mem_alloc_zero((size_t)rows * (size_t)cols, sizeof *paint->shown);
    paint->trial = mem_alloc_zero((size_t)cols, sizeof *paint->trial);
    paint_forget(paint);
}

void paint_forget(struct paint *paint) {
    paint->is_blank = false;
    paint->row = paint->col = UNKNOWN;
    paint->face = UNKNOWN;
    paint->cursor_shown = UNKNOWN;
}

static struct cell *shown_row(const struct paint *paint, int row) {
    return &paint->shown[(size_t)row * (size_t)paint->cols];
}

void paint_forget_start(struct paint *paint, int row, int cols) {
    struct cell *shown = shown_row(paint, row);
    int col = 0;
    for (; col < paint->cols && (col < cols || shown[col].width == 0); col++)
        shown[col].width = WIDTH_UNKNOWN;
    paint->row = paint->col = UNKNOWN;
    paint->face = UNKNOWN;
}

/* ---- cells ---- */

static const struct cell blank = {.text = " ", .n = 1, .width = 1, .face = FACE_PLAIN};

/* Whether both look the same. The right half of a wide character looks as its left half says. */
static bool is_same(const struct paint *paint, const struct cell *a, const struct cell *b) {
    if (a->width != b->width || a->width == WIDTH_UNKNOWN)
        return false;
    if (a->width == 0)
        return true;
    return paint->same_look[a->face][b->face] && a->n == b->n && a->border == b->border &&
           memcmp(a->text, b->text, a->n) == 0;
}

static bool is_blank(const struct paint *paint, const struct cell *cell) {
    return is_same(paint, cell, &blank);
}

/* Whether the character at `col` has to be written. */
static bool is_dirty(const struct paint *paint, const struct cell *have, const struct cell *want,
                     int col) {
    if (!is_same(paint, &have[col], &want[col]))
        return true;
    return want[col].width == 2 && !is_same(paint, &have[col + 1], &want[col + 1]);
}

/* Bytes of what differs, without the movements between. */
static int difference(const struct paint *paint, const struct cell *have, const struct cell *want,
                      int from, int end) {
    int bytes = 0;
    for (int col = from; col < end; col++)
        if (!is_same(paint, &have[col], &want[col]))
            bytes += want[col].n;
    return bytes;
}

/* ---- the cursor and looks ---- */

static void set_face(struct paint *paint, struct str *out, int face) {
    if (paint->face != UNKNOWN && paint->same_look[paint->face][face])
        return;
    str_add(out, str_span(&paint->looks[face]));
    paint->face = face;
}

static void add_times(struct paint *paint, struct str *out, enum terminfo_capability capability,
                      int times) {
    str_add_repeat(out, terminfo_bytes(paint->info, capability), (size_t)times);
}

/* The step from the known place, if the terminal has the means and they are shorter than `most`
 * bytes; false, with nothing appended, if not. */
static bool add_steps(struct paint *paint, struct str *out, int row, int col, size_t most) {
    size_t before = out->len;
    int down = row - paint->row, from = paint->col;
    if (down < -1 || down > 3 ||
        !terminfo_has(paint->info, down < 0 ? TERMINFO_CUU1 : TERMINFO_CUD1))
        return false;
    add_times(paint, out, down < 0 ? TERMINFO_CUU1 : TERMINFO_CUD1, down < 0 ? -down : down);
    if (col < from && (col == 0 || from - col > col + MOVE_COST)) {
        str_add_byte(out, '\r');
        from = 0;
    }
    if (col < from && from - col <= MOVE_COST && terminfo_has(paint->info, TERMINFO_CUB1))
        add_times(paint, out, TERMINFO_CUB1, from - col);
    else if (col < from && terminfo_has(paint->info, TERMINFO_CUB))
        terminfo_add(paint->info, out, TERMINFO_CUB, from - col, 0);
    else if (col > from && terminfo_has(paint->info, TERMINFO_CUF))
        terminfo_add(paint->info, out, TERMINFO_CUF, col - from, 0);
    else if (col != from)
        str_cut(out, before);
    if (out->len > before && out->len - before < most)
        return true;
    str_cut(out, before);
    return false;
}

static void move(struct paint *paint, struct str *out, int row, int col) {
    if (paint->row == row && paint->col == col)
        return;
    if (!terminfo_moves_in_looks(paint->info))
        set_face(paint, out, FACE_PLAIN);
    struct str direct = STR_INIT;
    terminfo_add(paint->info, &direct, TERMINFO_CUP, row, col);
    if (paint->row == UNKNOWN || paint->col == UNKNOWN ||
        !add_steps(paint, out, row, col, direct.len))
        str_add(out, str_span(&direct));
    str_release(&direct);
    paint->row = row;
    paint->col = col;
}

/* ---- characters ---- */

static const struct {
    char acs;
    char text[4];
} border_chars[BORDER_COUNT] = {
    [BORDER_HLINE] = {'q', "\u2500"},       [BORDER_VLINE] = {'x', "\u2502"},
    [BORDER_TOP_LEFT] = {'l', "\u250c"},    [BORDER_TOP_RIGHT] = {'k', "\u2510"},
    [BORDER_BOTTOM_LEFT] = {'m', "\u2514"}, [BORDER_BOTTOM_RIGHT] = {'j', "\u2518"},
    [BORDER_TEE_LEFT] = {'t', "\u251c"},    [BORDER_TEE_RIGHT] = {'u', "\u2524"},
    [BORDER_TEE_TOP] = {'w', "\u252c"},     [BORDER_TEE_BOTTOM] = {'v', "\u2534"},
    [BORDER_CROSS] = {'n', "\u253c"},
};

/* By the line drawing set, which is one column wide in every encoding; where ambiguous characters
 * are wide in UTF-8, so may be that set's, and the lines are ASCII. */
static void add_border(struct paint *paint, struct str *out, enum border border,
                       enum width_ambiguous ambiguous) {
    const struct terminfo *info = paint->info;
    struct span map = terminfo_bytes(info, TERMINFO_ACSC);
    char sign = '\0';
    for (size_t i = 0; i + 1 < map.n; i += 2)
        if (map.p[i] == border_chars[border].acs && (unsigned char)map.p[i + 1] < 0x80)
            sign = map.p[i + 1]; /* above: of a character set that the PC once had */
    bool wide = paint->charset == INPUT_UTF8 && ambiguous == WIDTH_WIDE;
    if (!wide && paint->charset == INPUT_UTF8 && terminfo_lines_break_utf8(info)) {
        str_add_text(out, border_chars[border].text);
    } else if (!wide && sign != '\0' && terminfo_has(info, TERMINFO_SMACS)) {
        str_add(out, terminfo_bytes(info, TERMINFO_SMACS));
        str_add_byte(out, sign);
        str_add(out, terminfo_bytes(info, TERMINFO_RMACS));
    } else {
        str_add_byte(out, canvas_border_ascii(border));
    }
}

/* In the locale's encoding; there two and four bytes take two columns. Marks are left out. */
static void add_encoded(struct str *out, const struct cell *cell) {
    struct span text = {cell->text, cell->n};
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    size_t n = wcrtomb(bytes, (wchar_t)utf8_take(&text), &state);
    if (n != (size_t)-1 && (n == 1) == (cell->width == 1)) {
        str_add(out, (struct span){bytes, n});
        return;
    }
    memset(&state, 0, sizeof state);
    n = cell->width == 2 ? wcrtomb(bytes, L'\u3013', &state) : (size_t)-1;
    str_add(out, n == (size_t)-1 ? span_sub(SPAN("??"), 0, cell->width) : (struct span){bytes, n});
}

static bool has_many_points(const struct cell *cell) {
    struct span text = {cell->text, cell->n};
    (void)utf8_take(&text);
    return text.n > 0;
}

static void add_cell(struct paint *paint, struct str *out, const struct cell *cell,
                     enum width_ambiguous ambiguous) {
    set_face(paint, out, cell->face);
    if (cell->border != BORDER_NONE)
        add_border(paint, out, (enum border)cell->border, ambiguous);
    else if (paint->charset == INPUT_UTF8)
        str_add(out, (struct span){cell->text, cell->n});
    else
        add_encoded(out, cell);
    paint->col += cell->width;
    /* At the edge terminals differ, and so they do about the cells of a marked letter. */
    if (paint->col >= paint->cols || has_many_points(cell))
        paint->row = paint->col = UNKNOWN;
}

/* ---- moving text within its row ---- */

struct shift {
    int from, end; /* the columns that it is about */
    int by;        /* above 0: inserted at `from`; below: deleted there */
};

/* Blanks the wide character that a cut before `col` would halve. */
static void blank_halved(struct paint *paint, struct str *out, struct cell *have, int row,
                         int col) {
    if (col <= 0 || col >= paint->cols || have[col].width != 0)
        return;
    if (out != NULL) {
        move(paint, out, row, col - 1);
        set_face(paint, out, FACE_PLAIN);
        str_add(out, SPAN("  "));
        paint->col += 2;
        if (paint->col >= paint->cols)
            paint->row = paint->col = UNKNOWN;
    }
    have[col - 1] = have[col] = blank;
}

static bool is_blank_until_edge(const struct paint *paint, const struct cell *have, int from) {
    for (int col = from; col < paint->cols; col++)
        if (!is_blank(paint, &have[col]))
            return false;
    return true;
}

static void delete_cells(struct paint *paint, struct str *out, struct cell *have, int row, int col,
                         int n) {
    if (out != NULL) {
        move(paint, out, row, col);
        set_face(paint, out, FACE_PLAIN);
        terminfo_add(paint->info, out, TERMINFO_DCH, n, 0);
    }
    memmove(have + col, have + col + n, (size_t)(paint->cols - col - n) * sizeof *have);
    for (int i = paint->cols - n; i < paint->cols; i++)
        have[i] = blank;
}

static void insert_cells(struct paint *paint, struct str *out, struct cell *have, int row, int col,
                         int n) {
    if (out != NULL) {
        move(paint, out, row, col);
        set_face(paint, out, FACE_PLAIN);
        terminfo_add(paint->info, out, TERMINFO_ICH, n, 0);
    }
    memmove(have + col + n, have + col, (size_t)(paint->cols - col - n) * sizeof *have);
    for (int i = col; i < col + n; i++)
        have[i] = blank;
}

/* Does it to the row `have` and, unless out is NULL, to the terminal. What lies right of `end`
 * stays: the row is made shorter there before it is made longer, or longer after it was shorter. */
static void do_shift(struct paint *paint, struct str *out, struct cell *have, int row,
                     const struct shift *shift) {
    int n = shift->by > 0 ? shift->by : -shift->by;
    int cut = shift->by > 0 ? shift->end - n : shift->from + n;
    blank_halved(paint, out, have, row, cut);
    bool to_edge = is_blank_until_edge(paint, have, shift->by > 0 ? cut : shift->end);
    if (shift->by > 0) {
        if (!to_edge)
            delete_cells(paint, out, have, row, cut, n);
        insert_cells(paint, out, have, row, shift->from, n);
    } else {
        delete_cells(paint, out, have, row, shift->from, n);
        if (!to_edge)
            insert_cells(paint, out, have, row, shift->end - n, n);
    }
}

/* Where the first cell that differs is found again beside its place. */
static bool is_candidate(const struct paint *paint, const struct cell *have,
                         const struct cell *want, const struct shift *shift) {
    int n = shift->by > 0 ? shift->by : -shift->by;
    if (shift->from + n >= shift->end)
        return false;
    return shift->by > 0 ? is_same(paint, &have[shift->from], &want[shift->from + n])
                         : is_same(paint, &have[shift->from + n], &want[shift->from]);
}

/* Moves text if that saves bytes. from..end are the columns that differ, whole characters. */
static void shift_row(struct paint *paint, struct str *out, struct cell *have,
                      const struct cell *want, int row, int from, int end) {
    int least = difference(paint, have, want, from, end) - SHIFT_COST;
    struct shift best = {.by = 0};
    for (int by = -SHIFT_MOST; by <= SHIFT_MOST && least > 0; by++) {
        struct shift shift = {from, end, by};
        if (by == 0 || !is_candidate(paint, have, want, &shift))
            continue;
        memcpy(paint->trial, have, (size_t)paint->cols * sizeof *have);
        do_shift(paint, NULL, paint->trial, row, &shift);
        int bytes = difference(paint, paint->trial, want, 0, paint->cols);
        if (bytes < least) {
            least = bytes;
            best = shift;
        }
    }
    if (best.by != 0)
        do_shift(paint, out, have, row, &best);
}

/* ---- rows ---- */

/* The columns of blanks from `col` on. */
static int blank_run(const struct paint *paint, const struct cell *want, int col) {
    int end = col;
    while (end < paint->cols && is_blank(paint, &want[end]))
        end++;
    return end - col;
}

/* Erases a long run of blanks; false: it is written as any other text. */
static bool erase_blanks(struct paint *paint, struct str *out, struct cell *have,
                         const struct cell *want, int row, int col) {
    if (!paint->can_erase || !is_blank(paint, &want[col]))
        return false;
    int n = blank_run(paint, want, col);
    bool to_edge = col + n == paint->cols;
    if (n < (to_edge ? 4 : ERASE_LEAST) ||
        !terminfo_has(paint->info, to_edge ? TERMINFO_EL : TERMINFO_ECH))
        return false;
    move(paint, out, row, col);
    set_face(paint, out, FACE_PLAIN);
    terminfo_add(paint->info, out, to_edge ? TERMINFO_EL : TERMINFO_ECH, n, 0);
    for (int i = col; i < col + n; i++)
        have[i] = blank;
    /* what was cut is no longer there */
    if (col + n < paint->cols && have[col + n].width == 0)
        have[col + n].width = WIDTH_UNKNOWN;
    return true;
}

/* Writes what lies between the cursor and `col` again, if that is shorter than a movement. */
static void bridge(struct paint *paint, struct str *out, const struct cell *want, int row, int col,
                   enum width_ambiguous ambiguous) {
    if (paint->row != row || paint->col == UNKNOWN || paint->col >= col)
        return;
    int bytes = 0;
    for (int i = paint->col; i < col; i++) {
        if (want[i].border != BORDER_NONE || paint->face == UNKNOWN ||
            (want[i].width != 0 && !paint->same_look[paint->face][want[i].face]))
            return;
        bytes += want[i].n;
    }
    if (bytes > MOVE_COST || want[paint->col].width == 0)
        return;
    for (int i = paint->col; i < col && paint->col != UNKNOWN; i++)
        if (want[i].width != 0)
            add_cell(paint, out, &want[i], ambiguous);
}

static void write_row(struct paint *paint, struct str *out, struct cell *have,
                      const struct cell *want, int row, enum width_ambiguous ambiguous) {
    for (int col = 0; col < paint->cols; col++) {
        if (want[col].width == 0 || !is_dirty(paint, have, want, col))
            continue;
        if (erase_blanks(paint, out, have, want, row, col))
            continue;
        bridge(paint, out, want, row, col, ambiguous);
        move(paint, out, row, col);
        add_cell(paint, out, &want[col], ambiguous);
    }
}

static void paint_row(struct paint *paint, struct str *out, const struct cell *want, int row,
                      enum width_ambiguous ambiguous) {
    struct cell *have = shown_row(paint, row);
    int from = 0, end = paint->cols;
    bool known = true;
    while (from < end && is_same(paint, &have[from], &want[from]))
        from++;
    while (end > from && is_same(paint, &have[end - 1], &want[end - 1]))
        end--;
    if (from < end) {
        while (from > 0 && (have[from].width == 0 || want[from].width == 0))
            from--;
        while (end < paint->cols && (have[end].width == 0 || want[end].width == 0))
            end++;
        for (int col = 0; col < paint->cols; col++)
            known = known && have[col].width != WIDTH_UNKNOWN;
        if (paint->can_shift && known)
            shift_row(paint, out, have, want, row, from, end);
        write_row(paint, out, have, want, row, ambiguous);
    }
    memcpy(have, want, (size_t)paint->cols * sizeof *have);
}

static void clear(struct paint *paint, struct str *out) {
    set_face(paint, out, FACE_PLAIN);
    str_add(out, terminfo_bytes(paint->info, TERMINFO_CLEAR));
    size_t count = (size_t)paint->rows * (size_t)paint->cols;
    for (size_t i = 0; i < count; i++)
        paint->shown[i] = blank;
    if (!paint->can_erase) /* in the terminal's own colour */
        for (size_t i = 0; i < count; i++)
            paint->shown[i].width = WIDTH_UNKNOWN;
    paint->row = paint->col = UNKNOWN;
    paint->is_blank = true;
}

/* The canvas's row as the terminal can show it. Returns the canvas's own where nothing is cut. */
static const struct cell *wanted_row(const struct paint *paint, const struct canvas *canvas,
                                     int row, struct cell *room) {
    int cols = canvas_cols(canvas) < paint->cols ? canvas_cols(canvas) : paint->cols;
    const struct cell *want =
        row < canvas_rows(canvas) && cols > 0 ? canvas_cell(canvas, row, 0) : NULL;
    bool corner = !paint->fills_corner && row == paint->rows - 1;
    if (want != NULL && canvas_cols(canvas) == paint->cols && !corner)
        return want;
    for (int col = 0; col < paint->cols; col++)
        room[col] = want != NULL && col < cols ? want[col] : blank;
    int last = corner ? paint->cols - 1 : cols;
    if (last > 0 && last < canvas_cols(canvas) && want != NULL && want[last].width == 0)
        room[last - 1] = blank;
    if (corner)
        room[paint->cols - 1] = blank;
    return room;
}

static void show_cursor(struct paint *paint, const struct canvas *canvas, struct str *out) {
    int row, col;
    bool visible = canvas_cursor(canvas, &row, &col);
    if (paint->cursor_shown != (visible ? 1 : 0))
        str_add(out, terminfo_bytes(paint->info, visible ? TERMINFO_CNORM : TERMINFO_CIVIS));
    paint->cursor_shown = visible ? 1 : 0;
    row = row < paint->rows ? row : paint->rows - 1;
    col = col < paint->cols ? col : paint->cols - 1;
    if (visible)
        move(paint, out, row, col);
}

void paint_canvas(struct paint *paint, const struct canvas *canvas, struct str *out) {
    if (paint->rows <= 0 || paint->cols <= 0)
        return;
    if (!paint->is_blank)
        clear(paint, out);
    struct cell *room = mem_alloc_zero((size_t)paint->cols, sizeof *room);
    size_t size = (size_t)paint->cols * sizeof *room;
    for (int row = 0; row < paint->rows; row++) {
        const struct cell *want = wanted_row(paint, canvas, row, room);
        if (memcmp(shown_row(paint, row), want, size) != 0)
            paint_row(paint, out, want, row, canvas_ambiguous(canvas));
    }
    mem_free(room);
    show_cursor(paint, canvas, out);
}
