#include "exchange/odt/style.h"

#include "base/mem.h"
#include "base/text/span.h"
#include "exchange/docx/make.h"

#include <stdlib.h>
#include <string.h>

static bool is(const char *value, const char *text) {
    return value != NULL && strcmp(value, text) == 0;
}

/* --- what one says --- */

static void say(struct odt_style *style, unsigned bit, bool on) {
    style->said |= bit;
    style->look = on ? style->look | bit : style->look & ~bit;
}

/* "super 58%", "sub", "-33% 58%", "0% 100%". */
static void take_position(struct odt_style *style, const char *value) {
    bool lowered = value[0] == '-' || strncmp(value, "sub", 3) == 0;
    bool raised = !lowered && (strncmp(value, "super", 5) == 0 || strtol(value, NULL, 10) > 0);
    say(style, MAKE_RAISED, raised);
    say(style, MAKE_LOWERED, lowered);
}

static void take_text(struct odt_style *style, const struct xml_node *node) {
    const char *weight = xml_node_attribute(node, "font-weight");
    const char *line = xml_node_attribute(node, "text-line-through-style");
    const char *type = xml_node_attribute(node, "text-line-through-type");
    const char *transform = xml_node_attribute(node, "text-transform");
    const char *variant = xml_node_attribute(node, "font-variant");
    const char *position = xml_node_attribute(node, "text-position");
    const char *display = xml_node_attribute(node, "display");
    if (weight != NULL)
        say(style, MAKE_BOLD, is(weight, "bold") || strtol(weight, NULL, 10) >= 600);
    if (line != NULL || type != NULL)
        say(style, MAKE_STRUCK, !is(line, "none") && !is(type, "none"));
    if (transform != NULL || variant != NULL)
        say(style, MAKE_CAPITALS, is(transform, "uppercase") || is(variant, "small-caps"));
    if (display != NULL)
        say(style, MAKE_HIDDEN, is(display, "none"));
    if (position != NULL)
        take_position(style, position);
}

static void add_style(struct odt_styles *styles, const struct xml_node *node) {
    const char *family = xml_node_attribute(node, "family");
    const char *name = xml_node_attribute(node, "name");
    const char *shown = xml_node_attribute(node, "display-name");
    const char *outline = xml_node_attribute(node, "default-outline-level");
    if (family == NULL || name == NULL)
        return;
    MEM_PUSH_ROOM(styles->items, styles->count, styles->cap);
    struct odt_style *style = &styles->items[styles->count++];
    *style = (struct odt_style){.family = family,
                                .name = name,
                                .parent = xml_node_attribute(node, "parent-style-name"),
                                .list = xml_node_attribute(node, "list-style-name"),
                                .outline = outline == NULL ? -1 : (int)strtol(outline, NULL, 10),
                                .title = is(name, "Title") || is(shown, "Title")};
    const struct xml_node *text = xml_node_child(node, "text-properties");
    const struct xml_node *paragraph = xml_node_child(node, "paragraph-properties");
    if (text != NULL)
        take_text(style, text);
    if (paragraph != NULL)
        style->page_break = is(xml_node_attribute(paragraph, "break-before"), "page");
}

void odt_styles_add(struct odt_styles *styles, const struct xml_node *holder) {
    const struct xml_node *at = holder != NULL ? xml_node_first(holder) : NULL;
    for (; at != NULL; at = xml_node_next(at))
        if (xml_node_is(at, "style"))
            add_style(styles, at);
}

/* --- what it inherits --- */

static int compare(const void *a, const void *b) {
    const struct odt_style *x = a, *y = b;
    int order = strcmp(x->family, y->family);
    return order != 0 ? order : strcmp(x->name, y->name);
}

/* A chain that bites its tail ends after so many steps. */
static void inherit(const struct odt_styles *styles, struct odt_style *style) {
    const struct odt_style *above = style;
    for (int steps = 0; steps < 64 && above->parent != NULL; steps++) {
        above = odt_styles_find(styles, style->family, above->parent);
        if (above == NULL)
            return;
        style->look |= above->look & ~style->said;
        style->said |= above->said;
        style->list = style->list != NULL ? style->list : above->list;
        style->outline = style->outline >= 0 ? style->outline : above->outline;
        style->title |= above->title;
    }
}

void odt_styles_settle(struct odt_styles *styles) {
    if (styles->count > 0)
        qsort(styles->items, styles->count, sizeof *styles->items, compare);
    for (size_t i = 0; i < styles->count; i++)
        inherit(styles, &styles->items[i]);
}

void odt_styles_release(struct odt_styles *styles) {
    mem_free(styles->items);
    *styles = (struct odt_styles){0};
}

const struct odt_style *odt_styles_find(const struct odt_styles *styles, const char *family,
                                        const char *name) {
    struct odt_style key = {.family = family, .name = name};
    if (name == NULL || styles->count == 0)
        return NULL;
    return bsearch(&key, styles->items, styles->count, sizeof key, compare);
}

unsigned odt_style_look(const struct odt_style *style, unsigned outer) {
    return style == NULL ? outer : (outer & ~style->said) | style->look;
}
