#include "ui/term/theme.h"

#define X(name, attributes, fg, bg) [FACE_##name] = {(attributes), COLOUR_##fg, COLOUR_##bg},
static const struct look looks[] = {FACE_LIST(X)};
#undef X

struct look theme_look(enum face face, enum theme theme) {
    assert((size_t)face < ARRAY_LEN(looks));
    struct look look = looks[face];
    if (theme == THEME_MONOCHROME)
        look.fg = look.bg = COLOUR_DEFAULT;
    if (theme == THEME_CONTRAST)
        look = (struct look){(look.attributes & ~(unsigned)LOOK_DIM) | LOOK_BOLD, COLOUR_WHITE,
                             COLOUR_BLACK};
    return look;
}

bool theme_wants_no_colour(const char *no_color) {
    return no_color != NULL && no_color[0] != '\0';
}
