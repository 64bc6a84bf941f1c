/* numbering.xml. */
#include "exchange/docx/lists.h"

#include "base/mem.h"
#include "exchange/docx/number.h"
#include "exchange/docx/style.h"
#include "exchange/package/xml_read.h"

#include <stdlib.h>

struct reading {
    struct docx_lists *lists;
    struct xml_read *xml;
    struct docx_abstract *abstract; /* that is open, or NULL */
    struct docx_num *num;
    struct docx_list_level *level;
    int override; /* level of the lvlOverride that is open */
};

static void set_text(char **member, struct span text) {
    mem_free(*member);
    *member = span_copy(text);
}

static int level_number(struct reading *reading) {
    int level = xml_read_number(reading->xml, "ilvl", 0);
    return level < DOCX_LIST_LEVELS ? level : DOCX_LIST_LEVELS - 1;
}

static void open_abstract(struct reading *reading) {
    struct docx_lists *lists = reading->lists;
    if (lists->abstract_count == DOCX_LISTS_MOST)
        return;
    MEM_PUSH_ROOM(lists->abstracts, lists->abstract_count, lists->abstract_cap);
    reading->abstract = &lists->abstracts[lists->abstract_count++];
    *reading->abstract =
        (struct docx_abstract){.id = xml_read_number(reading->xml, "abstractNumId", DOCX_UNSET)};
}

static void open_num(struct reading *reading) {
    struct docx_lists *lists = reading->lists;
    if (lists->num_count == DOCX_LISTS_MOST)
        return;
    MEM_PUSH_ROOM(lists->nums, lists->num_count, lists->num_cap);
    reading->num = &lists->nums[lists->num_count++];
    *reading->num = (struct docx_num){.id = xml_read_number(reading->xml, "numId", DOCX_UNSET),
                                      .abstract = DOCX_UNSET};
    for (int i = 0; i < DOCX_LIST_LEVELS; i++)
        reading->num->start[i] = DOCX_UNSET;
}

static void open_level(struct reading *reading) {
    int at = level_number(reading);
    if (reading->abstract != NULL) {
        reading->level = &reading->abstract->levels[at];
    } else if (reading->num != NULL) {
        if (reading->num->own == NULL)
            reading->num->own = mem_alloc_zero(DOCX_LIST_LEVELS, sizeof *reading->num->own);
        reading->level = &reading->num->own[at];
    }
}

static void read_level(struct docx_list_level *level, struct xml_read *xml, struct span name) {
    if (span_is(name, "start"))
        level->start = (unsigned)xml_read_number(xml, "val", 0);
    else if (span_is(name, "numFmt"))
        set_text(&level->format, xml_read_attribute(xml, "val"));
    else if (span_is(name, "lvlText"))
        set_text(&level->text, xml_read_attribute(xml, "val"));
    else if (span_is(name, "pStyle"))
        set_text(&level->style, xml_read_attribute(xml, "val"));
    else if (span_is(name, "isLgl"))
        level->legal = xml_read_is_on(xml);
    else if (span_is(name, "lvlRestart"))
        level->keeps = xml_read_number(xml, "val", 1) == 0;
}

static void open_element(struct reading *reading, struct span name) {
    struct xml_read *xml = reading->xml;
    if (span_is(name, "abstractNum"))
        open_abstract(reading);
    else if (span_is(name, "num"))
        open_num(reading);
    else if (span_is(name, "lvl"))
        open_level(reading);
    else if (span_is(name, "lvlOverride"))
        reading->override = level_number(reading);
    else if (span_is(name, "startOverride") && reading->num != NULL)
        reading->num->start[reading->override] = xml_read_number(xml, "val", 0);
    else if (span_is(name, "abstractNumId") && reading->num != NULL)
        reading->num->abstract = xml_read_number(xml, "val", DOCX_UNSET);
    else if (span_is(name, "numStyleLink") && reading->abstract != NULL)
        set_text(&reading->abstract->link, xml_read_attribute(xml, "val"));
    else if (reading->level != NULL)
        read_level(reading->level, xml, name);
}

static void close_element(struct reading *reading, struct span name) {
    if (span_is(name, "abstractNum"))
        reading->abstract = NULL;
    else if (span_is(name, "num"))
        reading->num = NULL;
    else if (span_is(name, "lvl"))
        reading->level = NULL;
}

static int compare_ids(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b; /* id is the first member */
    return x < y ? -1 : x > y;
}

static void sort(struct docx_lists *lists) {
    if (lists->abstract_count > 0)
        qsort(lists->abstracts, lists->abstract_count, sizeof *lists->abstracts, compare_ids);
    if (lists->num_count > 0)
        qsort(lists->nums, lists->num_count, sizeof *lists->nums, compare_ids);
}

/* A list that is a style's: its nums go where the style's num goes. */
static void follow_links(struct docx_lists *lists, const struct docx_styles *styles) {
    for (size_t i = 0; i < lists->num_count; i++) {
        const struct docx_abstract *own = docx_lists_abstract(lists, lists->nums[i].abstract);
        if (own == NULL || own->link == NULL)
            continue;
        const struct docx_style *style = docx_styles_find(styles, span_of(own->link));
        const struct docx_num *num = style == NULL ? NULL : docx_lists_num(lists, style->number);
        if (num != NULL)
            lists->nums[i].abstract = num->abstract;
    }
}

enum rc docx_lists_read(struct docx_lists *lists, struct span part,
                        const struct docx_styles *styles, struct err *err) {
    if (part.n == 0)
        return RC_OK;
    struct reading reading = {.lists = lists, .xml = xml_read_new(part, "numbering.xml")};
    enum xml_event event = XML_END;
    while ((event = xml_read_next(reading.xml, err)) < XML_END) {
        if (event == XML_TEXT || xml_read_vocabulary(reading.xml) != XML_WORD)
            continue;
        if (event == XML_OPEN)
            open_element(&reading, xml_read_name(reading.xml));
        else
            close_element(&reading, xml_read_name(reading.xml));
    }
    xml_read_free(reading.xml);
    sort(lists);
    follow_links(lists, styles);
    return event == XML_BAD ? RC_INPUT : RC_OK;
}

static void release_levels(struct docx_list_level *levels) {
    for (int i = 0; i < DOCX_LIST_LEVELS; i++) {
        mem_free(levels[i].format);
        mem_free(levels[i].text);
        mem_free(levels[i].style);
    }
}

void docx_lists_release(struct docx_lists *lists) {
    for (size_t i = 0; i < lists->abstract_count; i++) {
        release_levels(lists->abstracts[i].levels);
        mem_free(lists->abstracts[i].link);
    }
    for (size_t i = 0; i < lists->num_count; i++) {
        if (lists->nums[i].own != NULL)
            release_levels(lists->nums[i].own);
        mem_free(lists->nums[i].own);
    }
    mem_free(lists->abstracts);
    mem_free(lists->nums);
    *lists = (struct docx_lists){0};
}
