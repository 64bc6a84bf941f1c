#include "ui/term/display.h"

#include "base/text/str.h"
#include "session/setting.h"

#include <stdlib.h>

static const char *const width_words[] = {"auto", "1", "2"};
static const char *const colour_words[] = {"auto", "dark", "light", "contrast", "none"};
static const char *const switch_words[] = {"off", "on"};

static bool is_on(struct session *session, const char *name) {
    struct str value = STR_INIT;
    session_setting(session, name, &value);
    bool on = span_is(str_span(&value), switch_words[1]);
    str_release(&value);
    return on;
}

void display_load(struct display *display, struct session *session) {
    struct str width = STR_INIT, colours = STR_INIT;
    const char *reader = getenv("JIXIAO_READER");
    session_setting(session, "width", &width);
    session_setting(session, "colours", &colours);
    *display = (struct display){.colours = is_on(session, "contrast") /* of older versions */
                                               ? DISPLAY_COLOURS_CONTRAST
                                               : DISPLAY_COLOURS_AUTO,
                                .mouse = is_on(session, "mouse"),
                                .reader = is_on(session, "reader")};
    for (size_t i = 0; i < ARRAY_LEN(width_words); i++)
        if (span_is(str_span(&width), width_words[i]))
            display->width = (enum display_width)i;
    for (size_t i = 0; i < ARRAY_LEN(colour_words); i++)
        if (span_is(str_span(&colours), colour_words[i]))
            display->colours = (enum display_colours)i;
    if (reader != NULL && reader[0] != '\0')
        display->reader = true;
    str_release(&width);
    str_release(&colours);
}

void display_store(const struct display *display, struct session *session) {
    session_set_setting(session, "width", width_words[display->width]);
    session_set_setting(session, "colours", colour_words[display->colours]);
    session_set_setting(session, "mouse", switch_words[display->mouse]);
    session_set_setting(session, "reader", switch_words[display->reader]);
}
