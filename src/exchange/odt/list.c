#include "exchange/odt/list.h"

#include "base/mem.h"
#include "base/text/str.h"
#include "exchange/docx/make.h"
#include "exchange/docx/number.h"

#include <stdlib.h>
#include <string.h>

/* --- the look of a level --- */

static const char *format_of(const char *format) {
    static const struct {
        const char *odf, *word;
    } formats[] = {{"1", "decimal"},
                   {"a", "lowerLetter"},
                   {"A", "upperLetter"},
                   {"i", "lowerRoman"},
                   {"I", "upperRoman"},
                   {"一, 二, 三, ...", "chineseCounting"},
                   {"壹, 贰, 叁, ...", "chineseLegalSimplified"},
                   {"①, ②, ③, ...", "decimalEnclosedCircle"},
                   {"１, ２, ３, ...", "decimalFullWidth"},
                   {"甲, 乙, 丙, ...", "ideographTraditional"},
                   {"子, 丑, 寅, ...", "ideographZodiac"},
                   {"01, 02, 03, ...", "decimalZero"}};
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        if (strcmp(format, formats[i].odf) == 0)
            return formats[i].word;
    return "decimal";
}

static int number_of(const struct xml_node *node, const char *name, int otherwise) {
    const char *value = xml_node_attribute(node, name);
    uint64_t number = 0;
    return value != NULL && span_to_number(span_of(value), 1000000, &number) ? (int)number
                                                                             : otherwise;
}

/* "%1%.%2%" of newer files. */
static void add_written_format(struct str *out, const char *format) {
    for (const char *at = format; *at != '\0'; at++) {
        str_add_byte(out, *at);
        if (at[0] == '%' && at[1] >= '1' && at[1] <= '9' && at[2] == '%') {
            str_add_byte(out, at[1]);
            at += 2;
        }
    }
}

static void add_text(struct str *out, const struct xml_node *node, int level) {
    const char *before = xml_node_attribute(node, "num-prefix");
    const char *behind = xml_node_attribute(node, "num-suffix");
    const char *whole = xml_node_attribute(node, "num-list-format");
    const char *number = xml_node_attribute(node, "num-format");
    int shown = number_of(node, "display-levels", 1);
    if (number == NULL || number[0] == '\0') { /* no number: what stands around it alone */
        str_add_text(out, before != NULL ? before : "");
        str_add_text(out, behind != NULL ? behind : "");
        return;
    }
    if (whole != NULL) {
        add_written_format(out, whole);
        return;
    }
    str_add_text(out, before != NULL ? before : "");
    for (int i = level - shown + 1 < 0 ? 0 : level - shown + 1; i <= level; i++)
        str_add_format(
            out, "%s%%%d",
            out->len > 0 && out->s[out->len - 1] >= '0' && out->s[out->len - 1] <= '9' ? "." : "",
            i + 1);
    str_add_text(out, behind != NULL ? behind : "");
}

static int make_list(const struct xml_node *holder, struct docx_make *make) {
    struct docx_make_level levels[DOCX_LIST_LEVELS];
    struct str texts[DOCX_LIST_LEVELS];
    for (int i = 0; i < DOCX_LIST_LEVELS; i++) {
        levels[i] = (struct docx_make_level){"decimal", "", 1};
        str_init(&texts[i]);
    }
    for (const struct xml_node *at = xml_node_first(holder); at != NULL; at = xml_node_next(at)) {
        int level = number_of(at, "level", 0) - 1;
        const char *bullet = xml_node_attribute(at, "bullet-char");
        const char *format = xml_node_attribute(at, "num-format");
        if (level < 0 || level >= DOCX_LIST_LEVELS)
            continue;
        str_clear(&texts[level]);
        if (bullet != NULL)
            str_add_text(&texts[level], bullet);
        else
            add_text(&texts[level], at, level);
        levels[level].format = bullet != NULL   ? "bullet"
                               : format != NULL ? format_of(format)
                                                : "none";
        levels[level].start = number_of(at, "start-value", 1);
    }
    for (int i = 0; i < DOCX_LIST_LEVELS; i++)
        levels[i].text = texts[i].s;
    int list = docx_make_list(make, levels, DOCX_LIST_LEVELS);
    for (int i = 0; i < DOCX_LIST_LEVELS; i++)
        str_release(&texts[i]);
    return list;
}

/* --- the styles --- */

void odt_lists_add(struct odt_lists *lists, const struct xml_node *holder, struct docx_make *make) {
    const struct xml_node *at = holder != NULL ? xml_node_first(holder) : NULL;
    for (; at != NULL; at = xml_node_next(at)) {
        bool headings = xml_node_is(at, "outline-style");
        const char *name = headings ? "" : xml_node_attribute(at, "name");
        if (name == NULL || (!headings && !xml_node_is(at, "list-style")))
            continue;
        MEM_PUSH_ROOM(lists->items, lists->count, lists->cap);
        int list = make_list(at, make);
        lists->items[lists->count++] = (struct odt_list){.name = name, .levels = at, .now = list};
    }
}

void odt_lists_release(struct odt_lists *lists) {
    mem_free(lists->items);
    mem_free(lists->ids);
    *lists = (struct odt_lists){0};
}

static struct odt_list *find(const struct odt_lists *lists, const char *style) {
    for (size_t i = 0; style != NULL && i < lists->count; i++)
        if (strcmp(lists->items[i].name, style) == 0)
            return &lists->items[i];
    return NULL;
}

static int continued(const struct odt_lists *lists, const char *id) {
    for (size_t i = lists->id_count; id != NULL && i-- > 0;)
        if (strcmp(lists->ids[i].id, id) == 0)
            return lists->ids[i].list;
    return 0;
}

int odt_lists_begin(struct odt_lists *lists, const struct xml_node *list, const char *style,
                    struct docx_make *make) {
    struct odt_list *look = find(lists, style);
    const char *goes_on = xml_node_attribute(list, "continue-numbering");
    const char *id = xml_node_attribute(list, "id");
    if (look == NULL)
        return 0;
    int number = continued(lists, xml_node_attribute(list, "continue-list"));
    if (number == 0 && (!look->used || (goes_on != NULL && strcmp(goes_on, "true") == 0)))
        number = look->now;
    if (number == 0)
        number = make_list(look->levels, make); /* it counts for itself */
    look->now = number;
    look->used = true;
    if (id != NULL) {
        MEM_PUSH_ROOM(lists->ids, lists->id_count, lists->id_cap);
        lists->ids[lists->id_count++] = (struct odt_list_id){id, number};
    }
    return number;
}

int odt_lists_start(struct odt_lists *lists, const char *style, int list, int level, int start,
                    struct docx_make *make) {
    struct odt_list *look = find(lists, style);
    int number = docx_make_list_again(make, list, level, start);
    if (look != NULL)
        look->now = number;
    return number;
}

int odt_lists_of_headings(const struct odt_lists *lists) {
    const struct odt_list *look = find(lists, "");
    return look != NULL ? look->now : 0;
}
