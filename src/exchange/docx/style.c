#include "exchange/docx/style.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/package/xml_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- reading --- */

enum { OUTLINE_BODY = 9 };

static struct docx_style *add_style(struct docx_styles *styles, struct xml_read *xml,
                                    bool *is_default) {
    MEM_PUSH_ROOM(styles->items, styles->count, styles->cap);
    struct docx_style *style = &styles->items[styles->count++];
    *style = (struct docx_style){.outline = DOCX_UNSET,
                                 .number = DOCX_UNSET,
                                 .level = DOCX_UNSET,
                                 .look = docx_look_unset()};
    style->id = span_copy(xml_read_attribute(xml, "styleId"));
    bool paragraph = span_is(xml_read_attribute(xml, "type"), "paragraph");
    *is_default = paragraph && span_is(xml_read_attribute(xml, "default"), "1");
    return style;
}

/* What a style said before a tracked change is not in force. */
static bool is_former(struct span name) {
    return span_is(name, "pPrChange") || span_is(name, "rPrChange");
}

static void set_text(char **member, struct span text) {
    mem_free(*member);
    *member = span_copy(text);
}

static void read_property(struct docx_style *style, struct xml_read *xml) {
    struct span name = xml_read_name(xml);
    if (span_is(name, "name"))
        set_text(&style->name, xml_read_attribute(xml, "val"));
    else if (span_is(name, "basedOn"))
        set_text(&style->based, xml_read_attribute(xml, "val"));
    else if (span_is(name, "outlineLvl"))
        style->outline = (xml_read_number(xml, "val", OUTLINE_BODY) + 1) % (OUTLINE_BODY + 1);
    else if (span_is(name, "numId"))
        style->number = xml_read_number(xml, "val", 0);
    else if (span_is(name, "ilvl"))
        style->level = xml_read_number(xml, "val", 0);
    else
        (void)docx_look_take(&style->look, xml);
}

/* --- what names say --- */

/* "heading 3", "Heading 3", "标题 3" give 3; 0 for others. */
static int level_of_name(struct span name, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(words[i]);
        uint64_t level = 0;
        if (name.p != NULL && name.n > n && strncasecmp(name.p, words[i], n) == 0 &&
            span_to_number(span_trim(span_sub(name, n, name.n)), OUTLINE_BODY, &level))
            return (int)level;
    }
    return 0;
}

static void read_name(struct docx_style *style) {
    static const char *const headings[] = {"heading", "标题"};
    static const char *const contents[] = {"toc", "目录", "contents"};
    struct span name = span_of(style->name);
    int level = level_of_name(name, headings, ARRAY_LEN(headings));
    if (level > 0 && style->outline == DOCX_UNSET)
        style->outline = level;
    style->title = strcasecmp(name.p == NULL ? "" : name.p, "title") == 0 || span_is(name, "标题");
    style->contents = level_of_name(name, contents, ARRAY_LEN(contents)) > 0 ||
                      (name.n > 0 && strcasecmp(name.p, "toc heading") == 0);
    if (style->contents)
        style->outline = 0;
}

/* --- what they inherit --- */

static int compare_ids(const void *a, const void *b) {
    const struct docx_style *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static void inherit(int *member, int from) {
    if (*member == DOCX_UNSET)
        *member = from;
}

/* A chain that bites its tail ends there; a long one is followed without recursion. */
static void resolve(const struct docx_styles *styles, struct docx_style *style) {
    const struct docx_style *above = style;
    for (size_t steps = 0; steps < 64 && above->based != NULL; steps++) {
        above = docx_styles_find(styles, span_of(above->based));
        if (above == NULL || above == style)
            return;
        inherit(&style->outline, above->outline);
        inherit(&style->number, above->number);
        inherit(&style->level, above->level);
        docx_look_inherit(&style->look, &above->look);
    }
}

enum rc docx_styles_read(struct docx_styles *styles, struct span part, struct err *err) {
    if (part.n == 0)
        return RC_OK;
    struct xml_read *xml = xml_read_new(part, "styles.xml");
    struct docx_style *open = NULL;
    char *normal = NULL;
    int former = 0;
    enum xml_event event = XML_END;
    while ((event = xml_read_next(xml, err)) < XML_END && styles->count < DOCX_STYLES_MOST) {
        if (event == XML_TEXT || xml_read_vocabulary(xml) != XML_WORD)
            continue;
        bool style = span_is(xml_read_name(xml), "style");
        if (is_former(xml_read_name(xml))) {
            former += event == XML_OPEN ? 1 : -1;
        } else if (event == XML_OPEN && style) {
            bool is_default = false;
            open = add_style(styles, xml, &is_default);
            if (is_default)
                set_text(&normal, span_of(open->id));
        } else if (event == XML_CLOSE && style) {
            open = NULL;
        } else if (event == XML_OPEN && open != NULL && former == 0) {
            read_property(open, xml);
        }
    }
    xml_read_free(xml);
    for (size_t i = 0; i < styles->count; i++)
        read_name(&styles->items[i]);
    if (styles->count > 0)
        qsort(styles->items, styles->count, sizeof *styles->items, compare_ids);
    for (size_t i = 0; i < styles->count; i++)
        resolve(styles, &styles->items[i]);
    styles->normal = normal == NULL ? NULL : docx_styles_find(styles, span_of(normal));
    mem_free(normal);
    return event == XML_BAD ? RC_INPUT : RC_OK;
}

void docx_styles_release(struct docx_styles *styles) {
    for (size_t i = 0; i < styles->count; i++) {
        mem_free(styles->items[i].id);
        mem_free(styles->items[i].name);
        mem_free(styles->items[i].based);
    }
    mem_free(styles->items);
    *styles = (struct docx_styles){0};
}

const struct docx_style *docx_styles_find(const struct docx_styles *styles, struct span id) {
    size_t low = 0, high = styles->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct span found = span_of(styles->items[middle].id);
        size_t n = found.n < id.n ? found.n : id.n;
        int order = n == 0 ? 0 : memcmp(found.p, id.p, n);
        if (order == 0 && found.n == id.n)
            return &styles->items[middle];
        if (order < 0 || (order == 0 && found.n < id.n))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
