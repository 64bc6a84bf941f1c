#include "ui/term/input.h"

#include "base/mem.h"
#include "ui/term/input_chars.h"
#include "ui/term/input_keys.h"

#include <ctype.h>
#include <string.h>

enum {
    BURST_POINTS = 24, /* a burst of so many characters with a line end inside is a paste */
    PASTE_MOST = 8 << 20,
    STRING_MOST = 64 << 10,
    STRING_KEPT = 32, /* as much as an answer of a colour has */
    STRING_MS = 3000, /* after such a pause a swallowed string is over: it was Alt-P, say */
    ESC = 0x1b,
};

enum mode {
    MODE_KEYS,
    MODE_PASTE,   /* between ESC [200~ and ESC [201~ */
    MODE_STALLED, /* the same, but the end has not come for long: everything is handed out at once
                   */
    MODE_STRING,  /* in an OSC, DCS …: up to its end */
    MODE_CSI,     /* in a CSI that is too long: up to its final byte */
};

struct chunk { /* what was read at once */
    size_t end;
    int64_t at;
};

struct input {
    enum input_charset charset;
    int delay;
    bool escape_closes, takes_mouse;
    struct key_table *keys;
    char *bytes; /* head..len waits to be read */
    size_t head, len, cap;
    struct chunk *chunks; /* the last one ends at len */
    size_t chunk_count, chunk_cap;
    enum mode mode;
    int64_t last; /* time of the newest byte */
    int64_t deadline;
    int64_t report_until, background_until;
    int64_t late_until; /* an ESC was given out as a key: until then [A may be its rest; or -1 */
    size_t swallowed;   /* bytes of the string */
    char string[STRING_KEPT]; /* its start */
    int64_t swallowed_at;     /* time of the last of them */
    size_t bad_left;          /* bytes at the head that are known to be bad */
    struct str paste;         /* as it came */
    size_t paste_bad;
    struct str text; /* what the last event lends */
};

static const struct span paste_end = {"\033[201~", 6};

struct input *input_new(enum input_charset charset) {
    struct input *in = MEM_NEW(struct input);
    in->charset = charset;
    in->delay = INPUT_ESCAPE_MS;
    in->keys = key_table_new();
    in->deadline = in->late_until = in->report_until = in->background_until = -1;
    str_init(&in->paste);
    str_init(&in->text);
    return in;
}

void input_free(struct input *in) {
    if (in == NULL)
        return;
    key_table_free(in->keys);
    mem_free(in->bytes);
    mem_free(in->chunks);
    str_release(&in->paste);
    str_release(&in->text);
    mem_free(in);
}

void input_set_delay(struct input *in, int ms) {
    in->delay = ms;
}

void input_set_escape_closes(struct input *in, bool closes) {
    in->escape_closes = closes;
}

void input_set_mouse(struct input *in, bool takes) {
    in->takes_mouse = takes;
}

/* The plain arrows, Home and End of every terminal. PuTTY's terminfo has two of them for Shift with
 * an arrow, which it does not send. */
static bool is_settled(struct span sequence) {
    static const char *const settled[] = {"\033[A", "\033[B", "\033[C", "\033[D", "\033[H",
                                          "\033[F", "\033OA", "\033OB", "\033OC", "\033OD"};
    for (size_t i = 0; i < ARRAY_LEN(settled); i++)
        if (span_is(sequence, settled[i]))
            return true;
    return false;
}

void input_add_sequence(struct input *in, struct span sequence, int key, unsigned mods) {
    if (sequence.n > 0 && sequence.p[0] == ESC && !is_settled(sequence))
        key_table_add(in->keys, span_sub(sequence, 1, sequence.n), key, mods);
}

void input_expect_report(struct input *in, int64_t until) {
    in->report_until = until;
}

void input_expect_background(struct input *in, int64_t until) {
    in->background_until = until;
}

/* ---- the queue ---- */

static void forget_read_bytes(struct input *in) {
    if (in->head == 0)
        return;
    memmove(in->bytes, in->bytes + in->head, in->len - in->head);
    size_t kept = 0;
    for (size_t i = 0; i < in->chunk_count; i++)
        if (in->chunks[i].end > in->head)
            in->chunks[kept++] = (struct chunk){in->chunks[i].end - in->head, in->chunks[i].at};
    in->chunk_count = kept;
    in->len -= in->head;
    in->head = 0;
}

void input_feed(struct input *in, const void *bytes, size_t n, int64_t now) {
    if (n == 0)
        return;
    forget_read_bytes(in);
    in->bytes = mem_grow(in->bytes, &in->cap, in->len + n, 1);
    memcpy(in->bytes + in->len, bytes, n);
    in->len += n;
    MEM_PUSH_ROOM(in->chunks, in->chunk_count, in->chunk_cap);
    in->chunks[in->chunk_count++] = (struct chunk){in->len, now};
    in->last = now;
    in->deadline = now;
}

static const struct chunk *chunk_of(const struct input *in, size_t at) {
    size_t i = 0;
    while (in->chunks[i].end <= at)
        i++;
    return &in->chunks[i];
}

static struct span queue(const struct input *in) {
    return (struct span){in->bytes + in->head, in->len - in->head};
}

/* What was read together with the first waiting byte. */
static struct span queue_chunk(const struct input *in) {
    return (struct span){in->bytes + in->head, chunk_of(in, in->head)->end - in->head};
}

static void consume(struct input *in, size_t n) {
    assert(n <= in->len - in->head);
    in->head += n;
    in->late_until = -1;
}

/* ---- events ---- */

static bool give_key(struct input *in, struct event *ev, int key, unsigned mods, size_t n) {
    consume(in, n);
    *ev = (struct event){.kind = EVENT_KEY, .key = key, .mods = mods};
    return true;
}

static bool give_bad(struct input *in, struct event *ev) {
    *ev = (struct event){.kind = EVENT_BAD, .byte = (unsigned char)in->bytes[in->head]};
    consume(in, 1);
    return true;
}

static bool give_text(struct input *in, struct event *ev, enum event_kind kind) {
    *ev = (struct event){.kind = kind, .text = str_span(&in->text)};
    return true;
}

static bool wait_until(struct input *in, int64_t deadline) {
    in->deadline = deadline;
    return false;
}

/* Text from the head, as far as it was read at once; a character that a later read completes takes
 * that read's text along. */
static bool next_text(struct input *in, struct event *ev) {
    struct span all = queue(in);
    size_t limit = queue_chunk(in).n;
    size_t end = 0;
    int length = 1;
    while (end < limit && !input_is_control(all.p[end])) {
        length = input_char_length(in->charset, span_sub(all, end, all.n));
        if (length <= 0)
            break;
        end += (size_t)length;
        if (end > limit)
            limit = chunk_of(in, in->head + end - 1)->end - in->head;
    }
    if (end == 0)
        return length < 0 ? give_bad(in, ev) : wait_until(in, -1);
    str_clear(&in->text);
    struct span chars = span_sub(all, 0, end);
    if (!input_chars_decode(&in->text, in->charset, chars)) {
        size_t good = 0;
        size_t one = (size_t)input_char_length(in->charset, chars);
        while (input_chars_decode(&in->text, in->charset, span_sub(chars, good, good + one))) {
            good += one;
            one = (size_t)input_char_length(in->charset, span_sub(chars, good, chars.n));
        }
        if (good == 0) {
            in->bad_left = one;
            return give_bad(in, ev);
        }
        end = good;
    }
    consume(in, end);
    return give_text(in, ev, EVENT_TEXT);
}

/* A burst without brackets that must be a paste: long, and with text behind a line end. */
static size_t burst_length(const struct input *in) {
    struct span all = queue_chunk(in);
    size_t end = 0, points = 0;
    bool line_end = false, inside = false;
    while (end < all.n) {
        char byte = all.p[end];
        bool ends_line = byte == '\r' || byte == '\n';
        if (input_is_control(byte) && !ends_line && byte != '\t')
            break;
        int length = input_char_length(in->charset, span_sub(all, end, all.n));
        if (length <= 0)
            break;
        inside = inside || (line_end && !ends_line);
        line_end = line_end || ends_line;
        points++;
        end += (size_t)length;
    }
    return inside && points >= BURST_POINTS ? end : 0;
}

static bool next_control(struct input *in, struct event *ev) {
    struct span all = queue_chunk(in);
    switch (all.p[0]) {
    case '\t':
        return give_key(in, ev, K_TAB, 0, 1);
    case '\r':
        return give_key(in, ev, K_ENTER, 0, all.n > 1 && all.p[1] == '\n' ? 2 : 1);
    case '\n':
        return give_key(in, ev, K_ENTER, 0, 1);
    case 0x08:
    case 0x7f:
        return give_key(in, ev, K_BACKSPACE, 0, 1);
    default:
        return give_key(in, ev, all.p[0], 0, 1);
    }
}

/* ---- sequences ---- */

/* Does what the bytes behind the ESC say. `lead` is 1, or 0 where the ESC has gone already. */
static bool take_match(struct input *in, struct event *ev, const struct key_match *match,
                       size_t lead) {
    *ev = (struct event){.kind = EVENT_NONE};
    size_t n = lead + match->n;
    assert(match->kind != MATCH_NONE && match->kind != MATCH_MORE);
    switch (match->kind) {
    case MATCH_KEY:
        (void)give_key(in, ev, match->key, match->mods, n);
        ev->keyboard = match->keyboard;
        return true;
    case MATCH_TEXT:
        consume(in, n);
        str_clear(&in->text);
        str_add_byte(&in->text, match->letter);
        return give_text(in, ev, EVENT_TEXT);
    case MATCH_REPORT:
        if (chunk_of(in, in->head + n - 1)->at <= in->report_until) {
            *ev = (struct event){.kind = EVENT_REPORT, .row = match->row, .col = match->col};
            in->report_until = -1;
        }
        break;
    case MATCH_MOUSE:
        if (in->takes_mouse)
            *ev = (struct event){
                .kind = EVENT_MOUSE, .row = match->row, .col = match->col, .button = match->button};
        break;
    case MATCH_PASTE:
        in->mode = MODE_PASTE;
        break;
    case MATCH_STRING:
        in->mode = MODE_STRING;
        in->swallowed = 0;
        in->string[0] = '\0';
        in->swallowed_at = chunk_of(in, in->head + n - 1)->at;
        break;
    case MATCH_LONG:
        in->mode = MODE_CSI;
        break;
    case MATCH_NONE:
    case MATCH_MORE:
    case MATCH_DROP:
    default:
        break;
    }
    consume(in, n);
    return true;
}

/* The rest of a sequence whose ESC came so much earlier that it has become the Esc key: only where
 * it arrived in one piece, as no hand types it. */
static bool is_late_rest(const struct input *in, size_t at, struct key_match *match) {
    struct span rest = {in->bytes + at, chunk_of(in, at)->end - at};
    if (rest.p[0] != '[' && rest.p[0] != 'O')
        return false;
    *match = key_table_match(in->keys, rest);
    if (match->kind != MATCH_KEY && match->kind != MATCH_PASTE)
        return false;
    return rest.p[0] == '[' || match->n == rest.n;
}

/* Esc Esc in one piece: the second may begin an arrow, which then is Alt-arrow, as some terminals
 * send it. */
static bool next_double_escape(struct input *in, int64_t now, struct event *ev) {
    int64_t second = chunk_of(in, in->head + 1)->at;
    struct span after = span_sub(queue(in), 2, SIZE_MAX);
    if (after.n == 0) {
        if (now - second < in->delay)
            return wait_until(in, second + in->delay);
    } else if (chunk_of(in, in->head + 2)->at - second <= in->delay) {
        struct key_match match = key_table_match(in->keys, after);
        if (match.kind == MATCH_MORE)
            return wait_until(in, -1);
        if (match.kind == MATCH_KEY && key_is_arrow(match.key))
            return give_key(in, ev, match.key, match.mods | MOD_ALT, 2 + match.n);
    }
    return give_key(in, ev, K_ESC, 0, 1);
}

/* A terminal that knows the mouse but not SGR's reports of it sends three bytes behind ESC [ M:
 * what happened, column and row, each from 32 on. They are swallowed. Alone it is F1 of the SCO
 * keyboard. */
static bool next_old_mouse(struct input *in, int64_t now, struct event *ev) {
    enum { INTRODUCER = 3, REPORT = 6 };
    struct span all = queue(in);
    int64_t at = chunk_of(in, in->head + INTRODUCER - 1)->at;
    bool is_report = all.n <= INTRODUCER || input_is_in(all.p[INTRODUCER], 0x20, 0x7f);
    for (size_t i = INTRODUCER + 1; i < all.n && i < REPORT; i++)
        is_report = is_report && input_is_in(all.p[i], 0x21, 0xff);
    if (is_report && all.n < REPORT && now - at < in->delay)
        return wait_until(in, at + in->delay);
    if (!is_report || all.n < REPORT)
        return give_key(in, ev, K_F1, 0, INTRODUCER);
    consume(in, REPORT);
    *ev = (struct event){.kind = EVENT_NONE};
    return true;
}

static bool next_escape(struct input *in, int64_t now, struct event *ev) {
    struct span all = queue(in);
    int64_t start = chunk_of(in, in->head)->at;
    int limit = in->escape_closes ? in->delay : INPUT_PREFIX_MS;
    if (all.n == 1) {
        if (now - start < limit)
            return wait_until(in, start + (now - start < in->delay ? in->delay : limit));
        (void)give_key(in, ev, K_ESC, 0, 1);
        in->late_until = start + INPUT_PREFIX_MS;
        return true;
    }
    int64_t gap = chunk_of(in, in->head + 1)->at - start;
    if (input_is_in(all.p[1], '0', '9') && gap <= limit)
        return give_key(in, ev, all.p[1] == '0' ? K_F10 : K_F(all.p[1] - '0'), 0, 2);
    if (all.p[1] == ESC && gap <= in->delay)
        return next_double_escape(in, now, ev);
    if (in->takes_mouse && gap <= in->delay && span_starts_with(all, SPAN("\033[M")))
        return next_old_mouse(in, now, ev);
    struct key_match match;
    if (gap <= in->delay)
        match = key_table_match(in->keys, span_sub(all, 1, all.n));
    else if (gap > INPUT_PREFIX_MS || !is_late_rest(in, in->head + 1, &match))
        match.kind = MATCH_NONE;
    if (match.kind == MATCH_MORE)
        return wait_until(in, -1);
    if (match.kind == MATCH_NONE)
        return give_key(in, ev, K_ESC, 0, 1);
    return take_match(in, ev, &match, 1);
}

/* ---- modes ---- */

static bool give_paste(struct input *in, struct event *ev) {
    str_clear(&in->text);
    size_t bad =
        in->paste_bad + input_chars_decode_all(&in->text, in->charset, str_span(&in->paste));
    str_clear(&in->paste);
    in->paste_bad = 0;
    (void)give_text(in, ev, EVENT_PASTE);
    ev->bad = bad;
    return true;
}

static void keep_paste(struct input *in, size_t n) {
    size_t room = PASTE_MOST - in->paste.len;
    size_t kept = n < room ? n : room;
    str_add(&in->paste, span_sub(queue(in), 0, kept));
    in->paste_bad += n - kept;
    consume(in, n);
}

/* Up to the end mark, or all that is there: false. */
static bool read_paste(struct input *in) {
    for (;;) {
        struct span all = queue(in);
        const char *esc = all.n > 0 ? memchr(all.p, ESC, all.n) : NULL;
        keep_paste(in, esc != NULL ? (size_t)(esc - all.p) : all.n);
        all = queue(in);
        if (span_starts_with(all, paste_end)) {
            consume(in, paste_end.n);
            return true;
        }
        if (span_starts_with(paste_end, all))
            return false;
        keep_paste(in, 1);
    }
}

static bool next_paste(struct input *in, int64_t now, struct event *ev) {
    if (in->mode == MODE_STALLED && in->head < in->len) {
        struct span all = queue(in);
        char first = all.p[0];
        bool mark = span_starts_with(all, paste_end) || span_starts_with(paste_end, all);
        if (input_is_control(first) && first != '\t' && first != '\r' && first != '\n' && !mark) {
            in->mode = MODE_KEYS; /* the end was lost: the clerk goes on with keys */
            *ev = (struct event){.kind = EVENT_NONE};
            return true;
        }
    }
    if (read_paste(in)) {
        in->mode = MODE_KEYS;
        if (in->paste.len + in->paste_bad > 0)
            return give_paste(in, ev);
        *ev = (struct event){.kind = EVENT_NONE};
        return true;
    }
    if (in->paste.len == 0)
        return wait_until(in, -1);
    if (in->mode == MODE_PASTE && now - in->last < INPUT_PASTE_MS)
        return wait_until(in, in->last + INPUT_PASTE_MS);
    in->mode = MODE_STALLED;
    return give_paste(in, ev);
}

/* "11;rgb:" and three numbers of one to four hexadecimal digits, parted by slashes: brighter than
 * the middle, by what each colour adds to the luminance. */
static bool read_background(const char *string, bool *is_light) {
    static const unsigned weights[] = {2126, 7152, 722};
    struct span rest = span_of(string);
    unsigned long sum = 0;
    if (!span_take_prefix(&rest, SPAN("11;rgb:")))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(weights); i++) {
        unsigned long value = 0, most = 0;
        for (; rest.n > 0 && most < 0xffff && isxdigit((unsigned char)rest.p[0]);
             rest = span_sub(rest, 1, rest.n)) {
            int digit = tolower((unsigned char)rest.p[0]);
            value = value * 16 + (unsigned long)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
            most = most * 16 + 15;
        }
        if (most == 0 || (i < 2 && !span_take_prefix(&rest, SPAN("/"))))
            return false;
        sum += weights[i] * (value * 1000 / most);
    }
    *is_light = sum > 5000UL * 1000;
    return rest.n == 0;
}

/* A swallowed string ends with BEL or ESC \, and where something stands that cannot be in it. */
static bool next_string(struct input *in, int64_t now, struct event *ev) {
    *ev = (struct event){.kind = EVENT_NONE};
    for (; in->head < in->len; consume(in, 1)) {
        struct span all = queue(in);
        int64_t at = chunk_of(in, in->head)->at;
        if (all.p[0] == ESC && all.n == 1 && now - at < in->delay)
            return wait_until(in, at + in->delay);
        if (in->swallowed < STRING_KEPT - 1) {
            in->string[in->swallowed] = all.p[0];
            in->string[in->swallowed + 1] = '\0';
        }
        bool over = input_is_control(all.p[0]) || input_is_in(all.p[0], 0x80, 0xff) ||
                    at - in->swallowed_at > STRING_MS || ++in->swallowed > STRING_MOST;
        in->swallowed_at = at;
        if (!over)
            continue;
        in->mode = MODE_KEYS;
        size_t end = all.p[0] == '\a'                                   ? 1
                     : all.p[0] == ESC && all.n > 1 && all.p[1] == '\\' ? 2
                                                                        : 0;
        consume(in, end);
        if (end == 0 || at > in->background_until || in->swallowed >= STRING_KEPT)
            return true;
        in->string[in->swallowed] = '\0';
        if (read_background(in->string, &ev->is_light))
            ev->kind = EVENT_BACKGROUND;
        return true;
    }
    return wait_until(in, -1);
}

static bool next_long_csi(struct input *in, struct event *ev) {
    *ev = (struct event){.kind = EVENT_NONE};
    for (; in->head < in->len; consume(in, 1)) {
        char byte = in->bytes[in->head];
        if (input_is_in(byte, ' ', '?'))
            continue;
        in->mode = MODE_KEYS;
        if (input_is_in(byte, '@', '~'))
            consume(in, 1);
        return true;
    }
    return wait_until(in, -1);
}

static bool next_key(struct input *in, int64_t now, struct event *ev) {
    if (in->head == in->len)
        return wait_until(in, -1);
    if (in->bad_left > 0) {
        in->bad_left--;
        if (in->bad_left > 0)
            return give_bad(in, ev);
    }
    char first = in->bytes[in->head];
    if (first == ESC)
        return next_escape(in, now, ev);
    struct key_match match;
    if (chunk_of(in, in->head)->at <= in->late_until && is_late_rest(in, in->head, &match))
        return take_match(in, ev, &match, 0);
    if (first == '\0') { /* Ctrl-Space: it switches input methods and is nobody's key here */
        consume(in, 1);
        *ev = (struct event){.kind = EVENT_NONE};
        return true;
    }
    size_t burst = burst_length(in);
    if (burst > 0) {
        str_clear(&in->text);
        size_t bad = input_chars_decode_all(&in->text, in->charset, span_sub(queue(in), 0, burst));
        consume(in, burst);
        (void)give_text(in, ev, EVENT_PASTE);
        ev->bad = bad;
        return true;
    }
    return input_is_control(first) ? next_control(in, ev) : next_text(in, ev);
}

/* One step: true with EVENT_NONE where something was read that is no event. */
static bool step(struct input *in, int64_t now, struct event *ev) {
    switch (in->mode) {
    case MODE_PASTE:
    case MODE_STALLED:
        return next_paste(in, now, ev);
    case MODE_STRING:
        return next_string(in, now, ev);
    case MODE_CSI:
        return next_long_csi(in, ev);
    case MODE_KEYS:
    default:
        return next_key(in, now, ev);
    }
}

bool input_next(struct input *in, int64_t now, struct event *ev) {
    while (step(in, now, ev))
        if (ev->kind != EVENT_NONE)
            return true;
    *ev = (struct event){.kind = EVENT_NONE};
    return false;
}

int64_t input_deadline(const struct input *in) {
    return in->deadline;
}

bool input_escape_waits(const struct input *in, int64_t now) {
    if (in->escape_closes || in->mode != MODE_KEYS || in->len - in->head != 1 ||
        in->bytes[in->head] != ESC)
        return false;
    int64_t age = now - chunk_of(in, in->head)->at;
    return age >= in->delay && age < INPUT_PREFIX_MS;
}
