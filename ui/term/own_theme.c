#include "ui/term/own_theme.h"

#include "base/lang.h"
#include "base/os/file.h"
#include "base/text/utf8.h"

#include <math.h>

enum { FILE_MOST = 64 * 1024 };

static const char *const faces[] = {
#define X(name, attributes, dark, light) [FACE_##name] = #name,
    FACE_LIST(X)
#undef X
};

static const char *const colour_names[] = {"black", "red",     "green", "yellow",
                                           "blue",  "magenta", "cyan",  "white"};

static const struct {
    const char *name;
    unsigned attribute;
} marks[] = {{"bold", LOOK_BOLD}, {"underline", LOOK_UNDERLINE}, {"reverse", LOOK_REVERSE}};

/* "button-focus" for BUTTON_FOCUS. */
static void add_face(struct str *out, size_t face) {
    for (const char *at = faces[face]; *at != '\0'; at++)
        str_add_byte(out, (char)(*at == '_' ? '-' : *at | 0x20));
}

void own_theme_add_roles(struct str *out, const char *between) {
    for (size_t face = 0; face < FACE_COUNT; face++) {
        str_add_text(out, face > 0 ? between : "");
        add_face(out, face);
    }
}

static size_t find_face(struct span name) {
    struct str word = STR_INIT;
    size_t face = 0;
    for (; face < FACE_COUNT; face++) {
        str_clear(&word);
        add_face(&word, face);
        if (span_equal(str_span(&word), name))
            break;
    }
    str_release(&word);
    return face;
}

static bool read_colour(struct span word, enum colour *colour) {
    uint64_t number = 0;
    if (span_is(word, "default")) {
        *colour = COLOUR_DEFAULT;
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(colour_names); i++)
        if (span_is(word, colour_names[i])) {
            *colour = (enum colour)i;
            return true;
        }
    if (!span_to_number(word, 255, &number) || number < 16)
        return false;
    *colour = (enum colour)number;
    return true;
}

static bool read_mark(struct span word, unsigned *attributes) {
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_is(word, marks[i].name)) {
            *attributes |= marks[i].attribute;
            return true;
        }
    return false;
}

struct reading {
    struct own_theme *own;
    size_t line;                   /* from 1 */
    bool themes[THEME_EITHER + 1]; /* that the lines are for */
};

/* The sections of the file, and the backgrounds on which what stands there must be read. */
static const struct {
    const char *name;
    enum ground grounds[2];
} sections[] = {
    [THEME_DARK] = {"[dark]", {GROUND_DARK, GROUND_DARK}},
    [THEME_LIGHT] = {"[light]", {GROUND_LIGHT, GROUND_LIGHT}},
    [THEME_EITHER] = {"[either]", {GROUND_BLACK, GROUND_WHITE}},
};

static enum rc fail_face(const struct reading *reading, struct span name, struct err *err) {
    struct str all = STR_INIT;
    own_theme_add_roles(&all, " ");
    (void)err_set(err, RC_INPUT, _("第%zu行：没有“%.*s”这个部位；有的是：%s"), reading->line,
                  SPAN_ARG(name), all.s);
    str_release(&all);
    return RC_INPUT;
}

static enum rc check_contrast(const struct reading *reading, struct look look, enum ground ground,
                              struct err *err) {
    const char *palette = "";
    double contrast = contrast_of(look, ground, &palette);
    if (contrast >= CONTRAST_LEAST)
        return RC_OK;
    bool dark = ground == GROUND_DARK || ground == GROUND_BLACK;
    return err_set(
        err, RC_INPUT,
        dark ? _("第%zu行：在深色底上看不清：%s里对比只有%.1f比1，至少要4.5；请换亮一些的颜"
                 "色，写明底色，或只写在[light]下面")
             : _("第%zu行：在浅色底上看不清：%s里对比只有%.1f比1，至少要4.5；请换深一些的颜"
                 "色，写明底色，或只写在[dark]下面"),
        reading->line, _(palette), floor(contrast * 10) / 10);
}

/* The look as it will be seen in that theme: the role keeps its own marks. */
static enum rc put(const struct reading *reading, size_t face, struct look look, enum theme theme,
                   struct err *err) {
    enum rc rc = RC_OK;
    look.attributes |= theme_look((enum face)face, theme, THEME_MANY_COLOURS).attributes;
    if (look.fg != COLOUR_DEFAULT || look.bg != COLOUR_DEFAULT)
        look.attributes &= ~(unsigned)LOOK_DIM;
    reading->own->looks[theme][face] = (struct own_look){reading->line, look};
    for (size_t i = 0; i < ARRAY_LEN(sections[theme].grounds) && rc == RC_OK; i++)
        rc = check_contrast(reading, look, sections[theme].grounds[i], err);
    return rc;
}

static enum rc read_look(struct look *look, const struct reading *reading, struct span rest,
                         struct err *err) {
    bool has_colour = false, wants_ground = false;
    struct span word;
    *look = (struct look){0, COLOUR_DEFAULT, COLOUR_DEFAULT};
    while (span_take_word(&rest, &word) && word.p[0] != '#') {
        enum colour colour = COLOUR_DEFAULT;
        if (span_is(word, "on") && !wants_ground && look->bg == COLOUR_DEFAULT) {
            wants_ground = true;
        } else if (read_colour(word, &colour) && (wants_ground || !has_colour)) {
            *(wants_ground ? &look->bg : &look->fg) = colour;
            has_colour |= !wants_ground;
            wants_ground = false;
        } else if (wants_ground || !read_mark(word, &look->attributes)) {
            return err_set(
                err, RC_INPUT,
                _("第%zu行：这里不能写“%.*s”；写成“颜色 on 底色 "
                  "bold”这样，颜色是black、red、green、yellow、blue、magenta、cyan、white、"
                  "default或16到255，另可加bold、underline、reverse"),
                reading->line, SPAN_ARG(word));
        }
    }
    if (wants_ground || (!has_colour && look->bg == COLOUR_DEFAULT && look->attributes == 0))
        return err_set(err, RC_INPUT,
                       _("第%zu行：没有写完；写成“key cyan”或“selected black on cyan”"),
                       reading->line);
    return RC_OK;
}

static enum rc take_section(struct reading *reading, struct span word, struct err *err) {
    bool known = false;
    for (size_t i = 0; i < ARRAY_LEN(sections); i++)
        known |= reading->themes[i] = span_is(word, sections[i].name);
    return known ? RC_OK
                 : err_set(
                       err, RC_INPUT,
                       _("第%zu行：“%.*s”应是[dark]（深色底）、[light]（浅色底）或[either]（终端没"
                         "说底色）"),
                       reading->line, SPAN_ARG(word));
}

static enum rc take_line(struct reading *reading, struct span line, struct err *err) {
    struct span word;
    if (!span_take_word(&line, &word) || word.p[0] == '#')
        return RC_OK;
    if (word.p[0] == '[')
        return take_section(reading, word, err);
    size_t face = find_face(word);
    if (face == FACE_COUNT)
        return fail_face(reading, word, err);
    struct look look;
    enum rc rc = read_look(&look, reading, line, err);
    for (size_t theme = 0; theme < ARRAY_LEN(sections); theme++)
        if (rc == RC_OK && reading->themes[theme])
            rc = put(reading, face, look, (enum theme)theme, err);
    return rc;
}

enum rc own_theme_take(struct own_theme *own, struct span text, struct err *err) {
    struct reading reading = {.own = own, .themes = {true, true, true}};
    struct span line;
    enum rc rc = RC_OK;
    *own = (struct own_theme){0};
    (void)span_take_prefix(&text, SPAN("\xEF\xBB\xBF"));
    while (rc == RC_OK && span_take_line(&text, &line)) {
        reading.line++;
        if (!utf8_is_valid(line, NULL))
            rc = err_set(err, RC_INPUT, _("第%zu行不是UTF-8文字；请另存为UTF-8"), reading.line);
        else
            rc = take_line(&reading, line, err);
    }
    if (rc != RC_OK)
        *own = (struct own_theme){0};
    return rc;
}

enum rc own_theme_read(struct own_theme *own, const char *path, struct err *err) {
    struct str text = STR_INIT;
    *own = (struct own_theme){0};
    if (file_kind_behind(path) == FILE_NONE)
        return RC_OK;
    enum rc rc = file_read(&text, path, FILE_MOST, err);
    if (rc == RC_OK && own_theme_take(own, str_span(&text), err) != RC_OK)
        rc = err_at(err, "%s", path);
    str_release(&text);
    return rc;
}

struct look own_theme_look(const struct own_theme *own, enum face face, enum theme theme,
                           int colours) {
    struct look usual = theme_look(face, theme, colours);
    if (own == NULL || theme > THEME_EITHER)
        return usual;
    const struct own_look *mine = &own->looks[theme][face];
    bool shown = mine->look.fg < colours && mine->look.bg < colours;
    return mine->line != 0 && shown ? mine->look : usual;
}
