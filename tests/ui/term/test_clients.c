/*
 * What the clients of offices send for the keys of the manual's table, by their documents and as
 * pterm was seen to send it (docs/terminals.md). A key is itself, or the other one that the client
 * is known to send for it; never is it text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/span.h"
#include "ui/term/input.h"

#include <stdio.h>
#include <string.h>

enum { FUNCTIONS = 12, EDITING = 6 };

/* All without the ESC in front. */
#define TILDE_FROM_F5 "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"
#define SS3_F1_F4     "OP", "OQ", "OR", "OS"
#define TILDE_F1_F4   "[11~", "[12~", "[13~", "[14~"
/* From F13 on, where Shift adds ten: Shift-F1 is F11. Shift-F11 and F12 are these themselves. */
#define SHIFT_TEN                                                                                  \
    "[23~", "[24~", "[25~", "[26~", "[28~", "[29~", "[31~", "[32~", "[33~", "[34~", "[23~", "[24~"
#define SHIFT_XTERM                                                                                \
    "[1;2P", "[1;2Q", "[1;2R", "[1;2S", "[15;2~", "[17;2~", "[18;2~", "[19;2~", "[20;2~",          \
        "[21;2~", "[23;2~", "[24;2~"
#define SMALL_PAD "[1~", "[4~", "[2~", "[3~", "[5~", "[6~"

enum shift { SHIFT_IS_SHIFT, SHIFT_ADDS_TEN, SHIFT_IS_OTHER };

/* SHIFT_IS_OTHER: which key it is depends; it is no text. */
static const struct client {
    const char *name;
    const char *function[FUNCTIONS], *shifted[FUNCTIONS];
    const char *editing[EDITING]; /* Home, End, Ins, Del, PgUp, PgDn; NULL: sends no sequence */
    enum shift shift;
} clients[] = {
    {"PuTTY, MobaXterm: ESC[n~",
     {TILDE_F1_F4, TILDE_FROM_F5},
     {SHIFT_TEN},
     {SMALL_PAD},
     SHIFT_ADDS_TEN},
    {"PuTTY: Linux; the Linux console",
     {"[[A", "[[B", "[[C", "[[D", "[[E", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"},
     {SHIFT_TEN},
     {SMALL_PAD},
     SHIFT_ADDS_TEN},
    {"PuTTY: Xterm R6; Xshell",
     {SS3_F1_F4, TILDE_FROM_F5},
     {SHIFT_TEN},
     {SMALL_PAD},
     SHIFT_ADDS_TEN},
    {"PuTTY: Xterm 216+", {SS3_F1_F4, TILDE_FROM_F5}, {SHIFT_XTERM}, {SMALL_PAD}, SHIFT_IS_SHIFT},
    {"PuTTY: VT100+",
     {SS3_F1_F4, "OT", "OU", "OV", "OW", "OX", "OY", "OZ", "O["},
     {"OZ", "O[", "OR", "OS", "OT", "OU", "OV", "OW", "OX", "OY", "OZ", "O["},
     {SMALL_PAD},
     SHIFT_IS_OTHER},
    {"PuTTY: SCO",
     {"[M", "[N", "[O", "[P", "[Q", "[R", "[S", "[T", "[U", "[V", "[W", "[X"},
     {"[Y", "[Z", "[a", "[b", "[c", "[d", "[e", "[f", "[g", "[h", "[i", "[j"},
     {"[H", "[F", "[L", NULL, "[I", "[G"},
     SHIFT_IS_OTHER},
    {"PuTTY: Home and End of rxvt",
     {TILDE_F1_F4, TILDE_FROM_F5},
     {SHIFT_TEN},
     {"[H", "Ow", "[2~", "[3~", "[5~", "[6~"},
     SHIFT_ADDS_TEN},
    {"rxvt",
     {TILDE_F1_F4, TILDE_FROM_F5},
     {SHIFT_TEN},
     {"[7~", "[8~", "[2~", "[3~", "[5~", "[6~"},
     SHIFT_ADDS_TEN},
    {"xterm, mosh, Windows Terminal, SecureCRT: Xterm",
     {SS3_F1_F4, TILDE_FROM_F5},
     {SHIFT_XTERM},
     {"[H", "[F", "[2~", "[3~", "[5~", "[6~"},
     SHIFT_IS_SHIFT},
    {"the same with application cursor keys",
     {SS3_F1_F4, TILDE_FROM_F5},
     {SHIFT_XTERM},
     {"OH", "OF", "[2~", "[3~", "[5~", "[6~"},
     SHIFT_IS_SHIFT},
    {"SecureCRT: VT100, VT220",
     {SS3_F1_F4, "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"},
     {SHIFT_TEN},
     {SMALL_PAD},
     SHIFT_ADDS_TEN},
};

static const int editing_keys[EDITING] = {K_HOME, K_END, K_INS, K_DEL, K_PGUP, K_PGDN};

/* One key, its bytes read at once or in two parts; key -1: any but text. */
static void check_parts(const char *client, struct span bytes, size_t cut, int key, unsigned mods) {
    struct input *in = input_new(INPUT_UTF8);
    struct event ev = {.kind = EVENT_KEY};
    input_feed(in, bytes.p, cut, 0);
    bool early = input_next(in, 0, &ev);
    input_feed(in, bytes.p + cut, bytes.n - cut, 5);
    if (!early && !input_next(in, 5, &ev) && !input_next(in, 5 + INPUT_ESCAPE_MS, &ev) && key >= 0)
        fail_msg("%s: nothing came of ESC %.*s", client, (int)bytes.n - 1, bytes.p + 1);
    if (ev.kind == EVENT_TEXT || ev.kind == EVENT_PASTE)
        fail_msg("%s: ESC %.*s is text", client, (int)bytes.n - 1, bytes.p + 1);
    if (key >= 0 && !event_is_mod_key(&ev, key, mods))
        fail_msg("%s: ESC %.*s is key %d with %u, not %d with %u", client, (int)bytes.n - 1,
                 bytes.p + 1, ev.key, ev.mods, key, mods);
    if (input_next(in, 5 + INPUT_ESCAPE_MS, &ev))
        fail_msg("%s: something comes after ESC %.*s", client, (int)bytes.n - 1, bytes.p + 1);
    input_free(in);
}

static void check(const char *client, const char *sequence, int key, unsigned mods) {
    char bytes[24];
    int n = snprintf(bytes, sizeof bytes, "\033%s", sequence);
    for (size_t cut = 1; cut <= (size_t)n; cut++)
        check_parts(client, (struct span){bytes, (size_t)n}, cut, key, mods);
}

static void every_function_key_is_itself(void **state) {
    (void)state;
    for (size_t c = 0; c < ARRAY_LEN(clients); c++)
        for (int i = 0; i < FUNCTIONS; i++)
            check(clients[c].name, clients[c].function[i], K_F(i + 1), 0);
}

static void with_shift_it_is_that_or_a_known_other_one(void **state) {
    (void)state;
    for (size_t c = 0; c < ARRAY_LEN(clients); c++)
        for (int i = 0; i < FUNCTIONS; i++) {
            bool plain = clients[c].shift == SHIFT_ADDS_TEN && (i < 2 || i >= 10);
            int key = clients[c].shift == SHIFT_IS_OTHER ? -1
                      : plain && i < 2                   ? K_F(i + 11)
                                                         : K_F(i + 1);
            check(clients[c].name, clients[c].shifted[i], key, plain ? 0 : MOD_SHIFT);
        }
}

static void home_and_its_neighbours_are_themselves(void **state) {
    (void)state;
    for (size_t c = 0; c < ARRAY_LEN(clients); c++)
        for (int i = 0; i < EDITING; i++)
            if (clients[c].editing[i] != NULL)
                check(clients[c].name, clients[c].editing[i], editing_keys[i], 0);
}

/* xterm's way, which most have today: a number tells Shift, Alt and Ctrl. */
static void no_modifier_makes_text_of_a_key(void **state) {
    (void)state;
    static const char finals[] = "ABCDHFPQRS";
    static const int numbers[] = {1,  2,  3,  4,  5,  6,  7,  8,  11, 12,
                                  13, 14, 15, 17, 18, 19, 20, 21, 23, 24};
    char sequence[16];
    for (int modifier = 2; modifier <= 16; modifier++) {
        for (size_t i = 0; i < strlen(finals); i++) {
            (void)snprintf(sequence, sizeof sequence, "[1;%d%c", modifier, finals[i]);
            check("xterm", sequence, -1, 0);
            (void)snprintf(sequence, sizeof sequence, "O%d%c", modifier, finals[i]);
            check("older konsole", sequence, -1, 0);
        }
        for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
            (void)snprintf(sequence, sizeof sequence, "[%d;%d~", numbers[i], modifier);
            check("xterm", sequence, -1, 0);
        }
    }
}

/* Of rxvt, with Shift, Ctrl and both, and of a number pad in application mode but for what it shows
 * as a digit or a sign. */
static void other_ways_to_modify_make_no_text(void **state) {
    (void)state;
    char sequence[16];
    for (const char *end = "$^@"; *end != '\0'; end++)
        for (int number = 2; number <= 34; number++) {
            (void)snprintf(sequence, sizeof sequence, "[%d%c", number, *end);
            check("rxvt", sequence, -1, 0);
        }
    for (const char *final = "abcdABCDHFMPQRSTUVWXYZ[w"; *final != '\0'; final++) {
        (void)snprintf(sequence, sizeof sequence, "O%c", *final);
        check("SS3", sequence, -1, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_key_is_itself),
        cmocka_unit_test(with_shift_it_is_that_or_a_known_other_one),
        cmocka_unit_test(home_and_its_neighbours_are_themselves),
        cmocka_unit_test(no_modifier_makes_text_of_a_key),
        cmocka_unit_test(other_ways_to_modify_make_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
