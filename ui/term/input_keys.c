#include "ui/term/input_keys.h"

#include "base/mem.h"

#include <string.h>

enum { SEQUENCE_MOST = 16, CSI_MOST = 256, NUMBER_MOST = 9999, PARAMS_MOST = 4 };

struct sequence {
    char bytes[SEQUENCE_MOST];
    size_t n;
    int key;
    unsigned mods;
};

struct key_table {
    struct sequence *rows;
    size_t count, cap;
};

/* What neither terminfo says everywhere nor the grammar of CSI allows: the Linux console's F1 to
 * F5, rxvt's shifted keys, which end in an intermediate byte, and st's Insert. */
static const struct {
    const char *bytes;
    int key;
    unsigned mods;
} odd_sequences[] = {
    {"[[A", K_F1, 0},           {"[[B", K_F2, 0},           {"[[C", K_F3, 0},
    {"[[D", K_F4, 0},           {"[[E", K_F5, 0},           {"[2$", K_INS, MOD_SHIFT},
    {"[3$", K_DEL, MOD_SHIFT},  {"[5$", K_PGUP, MOD_SHIFT}, {"[6$", K_PGDN, MOD_SHIFT},
    {"[7$", K_HOME, MOD_SHIFT}, {"[8$", K_END, MOD_SHIFT},  {"[4h", K_INS, 0},
};

/* CSI number ~; from 25 on as PuTTY and rxvt count: F3 with Shift is their F13. */
static const struct {
    int number, key;
    unsigned mods;
} tilde_keys[] = {
    {1, K_HOME, 0},        {2, K_INS, 0},         {3, K_DEL, 0},         {4, K_END, 0},
    {5, K_PGUP, 0},        {6, K_PGDN, 0},        {7, K_HOME, 0},        {8, K_END, 0},
    {11, K_F1, 0},         {12, K_F2, 0},         {13, K_F3, 0},         {14, K_F4, 0},
    {15, K_F5, 0},         {17, K_F6, 0},         {18, K_F7, 0},         {19, K_F8, 0},
    {20, K_F9, 0},         {21, K_F10, 0},        {23, K_F11, 0},        {24, K_F12, 0},
    {25, K_F3, MOD_SHIFT}, {26, K_F4, MOD_SHIFT}, {28, K_F5, MOD_SHIFT}, {29, K_F6, MOD_SHIFT},
    {31, K_F7, MOD_SHIFT}, {32, K_F8, MOD_SHIFT}, {33, K_F9, MOD_SHIFT}, {34, K_F10, MOD_SHIFT},
};

struct letter_key {
    char final;
    int key;
    unsigned mods;
};

static const struct letter_key csi_keys[] = {
    {'A', K_UP, 0},           {'B', K_DOWN, 0},
    {'C', K_RIGHT, 0},        {'D', K_LEFT, 0},
    {'H', K_HOME, 0},         {'F', K_END, 0},
    {'P', K_F1, 0},           {'Q', K_F2, 0},
    {'R', K_F3, 0},           {'S', K_F4, 0},
    {'Z', K_BACKTAB, 0},      {'a', K_UP, MOD_SHIFT},
    {'b', K_DOWN, MOD_SHIFT}, {'c', K_RIGHT, MOD_SHIFT},
    {'d', K_LEFT, MOD_SHIFT},
};

/* Without a parameter, as the SCO console and PuTTY's mode of that name send them; xterm's F1 to F4
 * have two, for Shift. Z is Shift-Tab everywhere, a to d are rxvt's arrows. */
static const struct letter_key sco_keys[] = {
    {'M', K_F1, 0},          {'N', K_F2, 0},         {'O', K_F3, 0},         {'P', K_F4, 0},
    {'Q', K_F5, 0},          {'R', K_F6, 0},         {'S', K_F7, 0},         {'T', K_F8, 0},
    {'U', K_F9, 0},          {'V', K_F10, 0},        {'W', K_F11, 0},        {'X', K_F12, 0},
    {'Y', K_F1, MOD_SHIFT},  {'e', K_F7, MOD_SHIFT}, {'f', K_F8, MOD_SHIFT}, {'g', K_F9, MOD_SHIFT},
    {'h', K_F10, MOD_SHIFT}, {'G', K_PGDN, 0},       {'I', K_PGUP, 0},       {'L', K_INS, 0},
};

/* T to [: PuTTY's VT100+ and the consoles of ANSI count on from F4. w is End in PuTTY's rxvt mode;
 * the number pad, which has it for 7 in application mode, is kept out of that mode
 * (curses_screen.c). */
static const struct letter_key ss3_keys[] = {
    {'A', K_UP, 0},          {'B', K_DOWN, 0},        {'C', K_RIGHT, 0},
    {'D', K_LEFT, 0},        {'H', K_HOME, 0},        {'F', K_END, 0},
    {'P', K_F1, 0},          {'Q', K_F2, 0},          {'R', K_F3, 0},
    {'S', K_F4, 0},          {'T', K_F5, 0},          {'U', K_F6, 0},
    {'V', K_F7, 0},          {'W', K_F8, 0},          {'X', K_F9, 0},
    {'Y', K_F10, 0},         {'Z', K_F11, 0},         {'[', K_F12, 0},
    {'w', K_END, 0},         {'M', K_ENTER, 0},       {'I', K_TAB, 0},
    {'a', K_UP, MOD_CTRL},   {'b', K_DOWN, MOD_CTRL}, {'c', K_RIGHT, MOD_CTRL},
    {'d', K_LEFT, MOD_CTRL},
};

/* The number pad of a terminal that stays in application mode: j is *, p to y are the digits. */
static const char pad_finals[] = "jklmnopqrstuvxy";
static const char pad_letters[] = "*+,-./012345689";

struct key_table *key_table_new(void) {
    struct key_table *table = MEM_NEW(struct key_table);
    for (size_t i = 0; i < ARRAY_LEN(odd_sequences); i++)
        key_table_add(table, span_of(odd_sequences[i].bytes), odd_sequences[i].key,
                      odd_sequences[i].mods);
    return table;
}

void key_table_free(struct key_table *table) {
    if (table == NULL)
        return;
    mem_free(table->rows);
    mem_free(table);
}

void key_table_add(struct key_table *table, struct span sequence, int key, unsigned mods) {
    if (sequence.n < 2 || sequence.n > SEQUENCE_MOST)
        return;
    MEM_PUSH_ROOM(table->rows, table->count, table->cap);
    struct sequence *row = &table->rows[table->count++];
    *row = (struct sequence){.n = sequence.n, .key = key, .mods = mods};
    memcpy(row->bytes, sequence.p, sequence.n);
}

bool key_is_arrow(int key) {
    return key >= K_UP && key <= K_RIGHT;
}

static bool is_between(char byte, unsigned char low, unsigned char high) {
    unsigned char b = (unsigned char)byte;
    return b >= low && b <= high;
}

static struct key_match match_of(enum key_match_kind kind, size_t n) {
    return (struct key_match){.kind = kind, .n = n};
}

static struct key_match match_key(int key, unsigned mods, size_t n) {
    return (struct key_match){.kind = MATCH_KEY, .key = key, .mods = mods, .n = n};
}

/* 1 + a sum of Shift 1, Alt 2, Ctrl 4, Meta 8. */
static unsigned mods_of(int param) {
    unsigned bits = param >= 2 && param <= 16 ? (unsigned)param - 1 : 0;
    return (bits & (MOD_SHIFT | MOD_ALT | MOD_CTRL)) | ((bits & 8) != 0 ? MOD_ALT : 0);
}

struct params {
    int value[PARAMS_MOST]; /* 0 where nothing stands */
    int count;
};

static struct params read_params(struct span text) {
    struct params params = {.count = text.n > 0 ? 1 : 0};
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ';') {
            params.count++;
        } else if (params.count <= PARAMS_MOST && is_between(text.p[i], '0', '9')) {
            int *value = &params.value[params.count - 1];
            *value = *value * 10 + (text.p[i] - '0');
            if (*value > NUMBER_MOST)
                *value = NUMBER_MOST;
        }
    }
    return params;
}

static struct key_match match_letter(const struct letter_key *keys, size_t count, char final,
                                     int mod_param, size_t n) {
    for (size_t i = 0; i < count; i++)
        if (keys[i].final == final)
            return match_key(keys[i].key, keys[i].mods | mods_of(mod_param), n);
    return match_of(MATCH_DROP, n);
}

static struct key_match match_tilde(const struct params *params, char final, size_t n) {
    unsigned mods = mods_of(params->value[1]);
    if (final == '^') /* rxvt */
        mods = MOD_CTRL;
    if (final == '@')
        mods = MOD_CTRL | MOD_SHIFT;
    if (params->value[0] == 200)
        return match_of(MATCH_PASTE, n);
    for (size_t i = 0; i < ARRAY_LEN(tilde_keys); i++)
        if (tilde_keys[i].number == params->value[0] && params->count <= 2)
            return match_key(tilde_keys[i].key, tilde_keys[i].mods | mods, n);
    return match_of(MATCH_DROP, n);
}

/* ESC [ < button ; column ; row M, or m where a button goes up; others than the left one and the
 * wheel, and movements without a button, mean nothing here. Shift, Alt and Ctrl are left out. */
static struct key_match match_mouse(struct span text, char final, size_t n) {
    enum { LEFT = 0, MOVED = 32, WHEEL = 64, MODIFIERS = 4 + 8 + 16 };
    struct params params = read_params(span_sub(text, 1, text.n));
    int button = params.value[0] & ~MODIFIERS;
    struct key_match match = match_of(MATCH_MOUSE, n);
    if (params.count != 3 || params.value[1] < 1 || params.value[2] < 1)
        return match_of(MATCH_DROP, n);
    match.col = params.value[1] - 1;
    match.row = params.value[2] - 1;
    if (button == LEFT)
        match.button = final == 'M' ? MOUSE_PRESS : MOUSE_RELEASE;
    else if (button == LEFT + MOVED && final == 'M')
        match.button = MOUSE_DRAG;
    else if ((button == WHEEL || button == WHEEL + 1) && final == 'M')
        match.button = button == WHEEL ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    else
        match.kind = MATCH_DROP;
    return match;
}

static struct key_match match_csi_final(struct span text, char final, size_t n) {
    if (text.n > 0 && text.p[0] == '<' && (final == 'M' || final == 'm'))
        return match_mouse(text, final, n);
    if (text.n > 0 && !is_between(text.p[0], '0', ';'))
        return match_of(MATCH_DROP, n); /* private: an answer to somebody else's question */
    if (text.n > 0 && is_between(text.p[text.n - 1], ' ', '/'))
        return match_of(MATCH_DROP, n);
    struct params params = read_params(text);
    if (final == '~' || final == '^' || final == '@')
        return match_tilde(&params, final, n);
    if (final == 'R' && params.count == 2 && params.value[0] >= 2) {
        struct key_match match = match_of(MATCH_REPORT, n);
        match.row = params.value[0];
        match.col = params.value[1];
        return match;
    }
    if (params.count > 2 || params.value[0] > 1)
        return match_of(MATCH_DROP, n);
    if (text.n == 0) {
        struct key_match match = match_letter(sco_keys, ARRAY_LEN(sco_keys), final, 0, n);
        if (match.kind == MATCH_KEY)
            return match;
    }
    struct key_match match = match_letter(csi_keys, ARRAY_LEN(csi_keys), final, params.value[1], n);
    if (match.key == K_BACKTAB)
        match.mods = 0;
    return match;
}

static struct key_match match_csi(struct span after) {
    size_t i = 1;
    if (i < after.n && after.p[i] == '[') { /* the Linux console: one more byte, see the table */
        bool whole = after.n > 2 && is_between(after.p[2], ' ', '~');
        return after.n == 2 ? match_of(MATCH_MORE, 0) : match_of(MATCH_DROP, whole ? 3 : 2);
    }
    while (i < after.n && is_between(after.p[i], '0', '?'))
        i++;
    while (i < after.n && is_between(after.p[i], ' ', '/'))
        i++;
    if (i > CSI_MOST)
        return match_of(MATCH_LONG, i);
    if (i == after.n)
        return match_of(MATCH_MORE, 0);
    if (!is_between(after.p[i], '@', '~'))
        return match_of(MATCH_DROP, i); /* broken off: what follows is read afresh */
    return match_csi_final(span_sub(after, 1, i), after.p[i], i + 1);
}

static struct key_match match_ss3(struct span after) {
    size_t i = 1;
    while (i < after.n && i < SEQUENCE_MOST &&
           (is_between(after.p[i], '0', '9') || after.p[i] == ';'))
        i++;
    if (i == after.n)
        return match_of(MATCH_MORE, 0);
    if (!is_between(after.p[i], '@', '~'))
        return match_of(MATCH_DROP, i);
    struct params params = read_params(span_sub(after, 1, i));
    const char *pad = strchr(pad_finals, after.p[i]);
    if (pad != NULL && params.count == 0) {
        struct key_match match = match_of(MATCH_TEXT, i + 1);
        match.letter = pad_letters[pad - pad_finals];
        return match;
    }
    int mod = params.count == 1 ? params.value[0] : params.value[1];
    return match_letter(ss3_keys, ARRAY_LEN(ss3_keys), after.p[i], mod, i + 1);
}

static struct key_match match_grammar(struct span after) {
    switch (after.p[0]) {
    case '[':
        return match_csi(after);
    case 'O':
        return match_ss3(after);
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        return match_of(MATCH_STRING, 1);
    default:
        return match_of(MATCH_NONE, 0);
    }
}

/* The function keys are what the keyboards differ in: one byte between two of a range, with what
 * stands before and behind it. */
static enum keyboard keyboard_of(struct span sequence) {
    static const struct {
        const char *before, *behind;
        enum keyboard keyboard;
        char from, to;
    } rows[] = {
        {"[[", "", KEYBOARD_LINUX, 'A', 'E'}, {"[1", "~", KEYBOARD_TILDE, '1', '4'},
        {"O", "", KEYBOARD_XTERM, 'P', 'S'},  {"O", "", KEYBOARD_VT100, 'T', '['},
        {"[", "", KEYBOARD_SCO, 'M', 'X'},    {"[", "~", KEYBOARD_RXVT, '7', '8'},
        {"O", "", KEYBOARD_RXVT, 'w', 'w'},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        size_t at = strlen(rows[i].before);
        if (sequence.n == at + 1 + strlen(rows[i].behind) &&
            span_starts_with(sequence, span_of(rows[i].before)) &&
            is_between(sequence.p[at], (unsigned char)rows[i].from, (unsigned char)rows[i].to) &&
            span_ends_with(sequence, span_of(rows[i].behind)))
            return rows[i].keyboard;
    }
    return KEYBOARD_UNKNOWN;
}

static struct key_match match_sequence(const struct key_table *table, struct span after) {
    const struct sequence *best = NULL;
    bool more = false;
    for (size_t i = 0; i < table->count; i++) {
        const struct sequence *row = &table->rows[i];
        struct span whole = {row->bytes, row->n};
        if (span_starts_with(after, whole) && (best == NULL || row->n >= best->n))
            best = row;
        more = more || (whole.n > after.n && span_starts_with(whole, after));
    }
    if (best != NULL)
        return match_key(best->key, best->mods, best->n);
    struct key_match match = match_grammar(after);
    if (more && match.kind == MATCH_NONE)
        match.kind = MATCH_MORE;
    return match;
}

struct key_match key_table_match(const struct key_table *table, struct span after) {
    assert(after.n > 0);
    struct key_match match = match_sequence(table, after);
    if (match.kind == MATCH_KEY)
        match.keyboard = keyboard_of(span_sub(after, 0, match.n));
    return match;
}
