#include "tests/support/hostile.h"

#include "base/text/char_class.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"

#include <assert.h>
#include <string.h>

static const char *const texts[HOSTILE_COUNT] = {
    "\033]0;taken\a",           /* the window's title */
    "\033]52;c;dGFrZW4=\033\\", /* the clipboard */
    "\033[31337m",              /* looks */
    "\033[31337;31337H",        /* the cursor */
    "\033[6n",                  /* a question, whose answer would be typed */
    "\033[21t",                 /* the title as input */
    "\033P$q\"p\033\\",         /* DCS */
    "\033c",                    /* reset */
    "\033#8",                   /* the screen full of E */
    "\033",                     /* half a sequence */
    "\b\b\b",                   /* over what stands there */
    "\a",
    "\016", /* the line drawing set */
    "\x7f",
    "\xc2\x9b"
    "31337m", /* CSI in C1 */
    "\xc2\x9d"
    "0;taken\xc2\x9c",          /* OSC in C1 */
    "\xc2\x90q\xc2\x9c",        /* DCS in C1 */
    "\xc2\x85",                 /* next line */
    "\u202e",                   /* right to left override */
    "\u2066\u2067\u2068\u2069", /* isolates */
    "\u200e\u200f\u061c",       /* marks of direction */
    "\u200b",                   /* no width */
    "\u200c",
    "\u2060\u2062",
    "\ufeff",
    "\ufff9\ufffa\ufffb",             /* annotations */
    "\U000e0001\U000e0041\U000e007f", /* tags */
};

const char *hostile_text(size_t i) {
    assert(i < HOSTILE_COUNT);
    return texts[i];
}

void hostile_add_all(struct str *out) {
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        str_add_text(out, "甲");
        str_add_text(out, texts[i]);
        str_add_text(out, "乙");
    }
}

bool hostile_is_char(char32_t c) {
    static const struct {
        char32_t first, last;
    } ranges[] = {
        {0x00, 0x08},     {0x0b, 0x1f},     {0x7f, 0x9f},       {0x061c, 0x061c},
        {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x2064},   {0x2066, 0x206f},
        {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
    };
    for (size_t i = 0; i < ARRAY_LEN(ranges); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return c == UTF8_BAD;
}

size_t hostile_find(struct span text) {
    struct span rest = text;
    bool in_emoji = false;
    while (rest.n > 0) {
        size_t at = text.n - rest.n;
        char32_t c = utf8_take(&rest);
        struct span after = rest;
        bool joins =
            c == CHAR_ZWJ && in_emoji && after.n > 0 && char_is_pictographic(utf8_take(&after));
        if (hostile_is_char(c) && !joins)
            return at;
        in_emoji = char_is_pictographic(c) || (in_emoji && char_is_extender(c));
    }
    return SIZE_MAX;
}

/* Bytes of the program's own sequence at the front, which is an ESC; 0: it is none of those. */
static size_t own_sequence(struct span s) {
    static const char single[] = "78=>M";
    enum { NUMBER_MOST = 2048, MODES = 10000 };
    if (s.n < 3)
        return s.n; /* cut */
    if (strchr(single, s.p[1]) != NULL)
        return 2;
    if (s.p[1] == '(')
        return s.p[2] == 'B' || s.p[2] == '0' ? 3 : 0;
    if (s.p[1] != '[')
        return 0;
    size_t i = 2;
    int value = 0;
    bool is_mode = s.p[i] == '?';
    for (i += is_mode; i < s.n && (s.p[i] == ';' || (s.p[i] >= '0' && s.p[i] <= '9')); i++) {
        value = s.p[i] == ';' ? 0 : value * 10 + (s.p[i] - '0');
        if (value > (is_mode ? MODES : NUMBER_MOST))
            return 0;
    }
    if (i == s.n)
        return s.n;
    if (is_mode)
        return s.p[i] == 'h' || s.p[i] == 'l' ? i + 1 : 0;
    return strchr("mHJKGdABCDXP@bLMrlST", s.p[i]) != NULL ? i + 1 : 0;
}

/* What is written once at the start and the end, by terminfo or to ask. */
static size_t known_whole(struct span s) {
    static const char *const wholes[] = {"\033[22;0;0t", "\033[23;0;0t", "\033[6n",
                                         "\033]11;?\033\\" /* the background */};
    for (size_t i = 0; i < ARRAY_LEN(wholes); i++)
        if (span_starts_with(s, span_of(wholes[i])))
            return strlen(wholes[i]);
    return 0;
}

size_t hostile_find_written(struct span written) {
    struct span rest = written;
    while (rest.n > 0) {
        size_t at = written.n - rest.n, own = 0;
        if (rest.p[0] == '\033') {
            own = known_whole(rest);
            own = own > 0 ? own : own_sequence(rest);
            if (own == 0)
                return at;
            rest = span_sub(rest, own, rest.n);
            continue;
        }
        char32_t c = utf8_take(&rest);
        bool moves = c == '\r' || c == '\n' || c == '\b';
        bool is_cut = c == UTF8_BAD && rest.n < UTF8_MAX;
        if (hostile_is_char(c) && !moves && !is_cut)
            return at;
    }
    return SIZE_MAX;
}
