#include "ui/term/event.h"

#include "base/text/utf8.h"

bool event_is_mod_key(const struct event *ev, int key, unsigned mods) {
    return ev->kind == EVENT_KEY && ev->key == key && ev->mods == mods;
}

bool event_is_key(const struct event *ev, int key) {
    return event_is_mod_key(ev, key, 0);
}

int event_letter(const struct event *ev) {
    if (ev->kind != EVENT_TEXT || ev->text.n == 0)
        return 0;
    struct span text = ev->text;
    char32_t c = utf8_take(&text);
    if (text.n > 0 || c == UTF8_BAD)
        return 0;
    if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
    if (c == 0x3000)
        c = ' ';
    if (c >= 'A' && c <= 'Z')
        c += 'a' - 'A';
    return c < 0x7f ? (int)c : 0;
}
