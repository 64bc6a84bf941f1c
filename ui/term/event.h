/*
 * event.h - what the clerk did, as one value: a key, a burst of text, a paste, a new size.
 * The decoder (ui/term/input.h) and the main loop make events; screens and widgets take them.
 * Ownership: `text` is borrowed from the decoder and valid until its next call. It is valid UTF-8,
 * but as it was typed: whoever stores it passes it through text_clean() first.
 */
#ifndef UI_TERM_EVENT_H
#define UI_TERM_EVENT_H

#include "base/text/span.h"

enum event_kind {
    EVENT_NONE,
    EVENT_TEXT,       /* text: what arrived at once, an input method's word among it; no controls */
    EVENT_KEY,        /* key, mods */
    EVENT_PASTE,      /* text: with line ends and whatever else was pasted; bad: bytes left out */
    EVENT_RESIZE,     /* the terminal has another size; made by the main loop */
    EVENT_REPORT,     /* row, col: an answer to "where is the cursor", both from 1 */
    EVENT_BACKGROUND, /* is_light: an answer to "what colour is the background" */
    EVENT_MOUSE,      /* button; row, col: the cell, from 0 */
    EVENT_BAD,        /* byte: not part of any character in the terminal's encoding */
};

/* The numbers of the function keys, and of F1 with each modifier, are consecutive. */
enum ui_key {
    K_NONE = 0,
    /* 1 to 31: K_CTRL('A') to K_CTRL('_'), those apart that have a name below */
    K_F1 = 0x100,
    K_F2,
    K_F3,
    K_F4,
    K_F5,
    K_F6,
    K_F7,
    K_F8,
    K_F9,
    K_F10,
    K_F11,
    K_F12,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PGUP,
    K_PGDN,
    K_INS,
    K_DEL,
    K_BACKSPACE, /* 7F and 08 */
    K_ENTER,     /* CR and LF */
    K_TAB,
    K_BACKTAB,
    K_ESC,
};
/* The key of a control letter: K_CTRL('S'), K_CTRL('^'). H, I, J, M and [ never arrive so. */
#define K_CTRL(letter) ((int)(letter)&0x1f)
#define K_F(number)    (K_F1 + (number)-1)

enum mouse_button { /* of the left button, and the wheel */
                    MOUSE_PRESS,
                    MOUSE_DRAG, /* moved while pressed */
                    MOUSE_RELEASE,
                    MOUSE_WHEEL_UP,
                    MOUSE_WHEEL_DOWN,
};

enum { MOD_SHIFT = 1, MOD_ALT = 2, MOD_CTRL = 4 };

/* The keyboard that a client imitates, where the sequence of a key gives it away. PuTTY calls these
 * choices "The Function keys and keypad". */
enum keyboard {
    KEYBOARD_UNKNOWN, /* the sequence is the same on all of them */
    KEYBOARD_TILDE,   /* ESC[n~ */
    KEYBOARD_LINUX,
    KEYBOARD_XTERM, /* Xterm R6; VT100+ begins like it */
    KEYBOARD_VT100,
    KEYBOARD_SCO,
    KEYBOARD_RXVT,
};

struct event {
    enum event_kind kind;
    int key;       /* enum ui_key or K_CTRL() */
    unsigned mods; /* MOD_*; never set for K_CTRL() and K_BACKTAB */
    enum keyboard keyboard;
    struct span text;
    size_t bad;
    int row, col;
    bool is_light;
    enum mouse_button button;
    unsigned char byte;
};

bool event_is_key(const struct event *ev, int key); /* without modifiers */
bool event_is_mod_key(const struct event *ev, int key, unsigned mods);
/* The letter of a command: the lower-case ASCII letter or digit of a text of exactly one character,
 * its full-width form included; 0 for everything else (an input method's word is no command). */
int event_letter(const struct event *ev);

/* What a widget says about an event; flags. */
enum handled {
    HANDLED_NO = 0,            /* not mine: the next one may have it */
    HANDLED_YES = 1u << 0,     /* taken: repaint */
    HANDLED_CHANGED = 1u << 1, /* and the value is another one */
    HANDLED_CHOSEN = 1u << 2,  /* Enter (or a click) on what is selected */
    HANDLED_CANCEL = 1u << 3,  /* Esc */
};

#endif
