#include <stdio.h>
#include <string.h>

#include "ui/term/theme.h"

static const struct {
    unsigned attributes;
    enum colour dark, light;
} faces[] = {
#define X(name, attributes, dark, light)                                                           \
    [FACE_##name] = {(attributes), COLOUR_##dark, COLOUR_##light},
    FACE_LIST(X)
#undef X
};

/* Where the attribute would be taken for something else. */
static bool is_grey(unsigned attributes, enum colour colour, int colours) {
    return (attributes & LOOK_DIM) != 0 && colour == COLOUR_DEFAULT &&
           colours >= THEME_MANY_COLOURS;
}

/* What stands for a colour of the dark theme where the background may be light as well. */
static enum colour either_of(enum colour dark) {
    if (dark == COLOUR_CYAN)
        return COLOUR_EITHER_BLUE;
    if (dark == COLOUR_GREEN)
        return COLOUR_EITHER_GREEN;
    return dark == COLOUR_DEFAULT ? dark : COLOUR_EITHER_RED;
}

/* Palettes that are made for a dark background have a blue and a red for it. */
static enum colour fixed_of(enum colour light) {
    return light == COLOUR_BLUE  ? COLOUR_LIGHT_BLUE
           : light == COLOUR_RED ? COLOUR_LIGHT_RED
                                 : light;
}

struct look theme_look(enum face face, enum theme theme, int colours) {
    assert((size_t)face < ARRAY_LEN(faces));
    unsigned attributes = faces[face].attributes;
    enum colour fg = theme == THEME_LIGHT ? faces[face].light : faces[face].dark;
    switch (theme) {
    case THEME_CONTRAST:
        attributes &= ~(unsigned)LOOK_DIM;
        if ((attributes & LOOK_REVERSE) == 0)
            attributes |= LOOK_BOLD;
        return (struct look){attributes, COLOUR_WHITE, COLOUR_BLACK};
    case THEME_LIGHT:
        if (is_grey(attributes, fg, colours))
            fg = COLOUR_LIGHT_GREY;
        attributes &= ~(unsigned)(LOOK_BOLD | LOOK_DIM);
        if (colours >= THEME_MANY_COLOURS)
            fg = fixed_of(fg);
        return (struct look){attributes, fg, COLOUR_DEFAULT};
    case THEME_EITHER:
        fg = is_grey(attributes, fg, colours) ? COLOUR_EITHER_GREY : either_of(fg);
        attributes &= ~(unsigned)(fg == COLOUR_DEFAULT ? LOOK_BOLD | LOOK_DIM : LOOK_DIM);
        return (struct look){attributes, fg, COLOUR_DEFAULT};
    case THEME_DARK:
        if (fg != COLOUR_DEFAULT)
            attributes &= ~(unsigned)LOOK_DIM;
        return (struct look){attributes, fg, COLOUR_DEFAULT};
    case THEME_MONOCHROME:
    default:
        return (struct look){attributes, COLOUR_DEFAULT, COLOUR_DEFAULT};
    }
}

bool theme_wants_no_colour(const char *no_color) {
    return no_color != NULL && no_color[0] != '\0';
}

bool theme_read_ground(const char *colorfgbg, bool *is_light) {
    enum { DARK_GREY = 8, NUMBERS = 16 };
    const char *last = colorfgbg == NULL ? NULL : strrchr(colorfgbg, ';');
    int number = 0, end = 0;
    if (last == NULL || sscanf(last, ";%2d%n", &number, &end) != 1 || last[end] != '\0' ||
        number < 0 || number >= NUMBERS)
        return false;
    *is_light = number > COLOUR_CYAN && number != DARK_GREY;
    return true;
}
