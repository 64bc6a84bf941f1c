#include "ui/term/contrast.h"

#include "base/lang.h"

#include <math.h>

/* The eight colours as terminals have them, and what bold makes of them, and of the letters' own
 * colour, where it makes them brighter (0: it does not). From the programs' own settings and
 * sources. */
static const struct palette {
    const char *name;
    unsigned colours[8], bold[8], bold_letters;
} palettes[] = {
    {"xterm",
     {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5},
     {0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff},
     0},
    {"PuTTY",
     {0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb},
     {0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff},
     0xffffff},
    {N_("粗体用字体显示的PuTTY"),
     {0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb},
     {0},
     0},
    {N_("Linux控制台"),
     {0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa},
     {0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff},
     0},
    {"Windows Terminal",
     {0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc},
     {0},
     0},
    {"kitty",
     {0x000000, 0xcc0403, 0x19cb00, 0xcecb00, 0x0d73cc, 0xcb1ed1, 0x0dcdcd, 0xdddddd},
     {0},
     0},
};

static const unsigned grounds[][2] = {
    [GROUND_DARK] = {0x000000, 0x0c0c0c},
    [GROUND_LIGHT] = {0xffffff, 0xfafafa},
    [GROUND_BLACK] = {0x000000, 0x000000},
    [GROUND_WHITE] = {0xffffff, 0xffffff},
};

static double linear(unsigned component) {
    double c = component / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2: relative luminance. */
static double luminance(unsigned rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) +
           0.0722 * linear(rgb & 0xff);
}

static double between(unsigned a, unsigned b) {
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

/* Of the palette of 256, which is the same everywhere: six steps of each component from 16 on, then
 * 24 greys. */
static unsigned fixed_colour(unsigned number) {
    enum { CUBE = 16, GREYS = 232 };
    static const unsigned steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    if (number >= GREYS)
        return (8 + 10 * (number - GREYS)) * 0x010101;
    unsigned cube = number - CUBE;
    return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

static bool brightens(const struct palette *palette, struct look look) {
    return (look.attributes & LOOK_BOLD) != 0 && palette->bold[COLOUR_WHITE] != 0;
}

static double contrast_on(const struct palette *palette, struct look look, enum ground ground,
                          unsigned background) {
    bool is_dark = ground == GROUND_DARK || ground == GROUND_BLACK;
    unsigned fg = is_dark ? palette->colours[COLOUR_WHITE] : 0x000000;
    unsigned bg = background;
    if (look.fg > COLOUR_WHITE)
        fg = fixed_colour((unsigned)look.fg);
    else if (look.fg != COLOUR_DEFAULT)
        fg = brightens(palette, look) ? palette->bold[look.fg] : palette->colours[look.fg];
    else if ((look.attributes & LOOK_BOLD) != 0 && palette->bold_letters != 0)
        fg = palette->bold_letters;
    if (look.bg > COLOUR_WHITE)
        bg = fixed_colour((unsigned)look.bg);
    else if (look.bg != COLOUR_DEFAULT)
        bg = palette->colours[look.bg];
    if ((look.attributes & LOOK_REVERSE) != 0 && brightens(palette, look))
        bg = palette->bold[COLOUR_BLACK]; /* PuTTY: bold is what the letters are drawn in */
    return between(fg, bg);
}

double contrast_of(struct look look, enum ground ground, const char **palette) {
    double least = HUGE_VAL;
    for (size_t p = 0; p < ARRAY_LEN(palettes); p++)
        for (size_t i = 0; i < ARRAY_LEN(grounds[ground]); i++) {
            double contrast = contrast_on(&palettes[p], look, ground, grounds[ground][i]);
            if (contrast >= least)
                continue;
            least = contrast;
            if (palette != NULL)
                *palette = palettes[p].name;
        }
    return least;
}
