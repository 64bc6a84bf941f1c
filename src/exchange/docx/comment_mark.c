#include "exchange/docx/comment_mark.h"

#include "base/mem.h"
#include "base/text/str.h"
#include "base/text/utf8.h"
#include "exchange/package/xml_tree.h"

#include <stdlib.h>
#include <string.h>

/* --- where marks may stand --- */

/* What runs stand in, besides paragraphs, and may hold marks too. */
static bool may_hold_marks(const struct xml_node *node) {
    static const char *const names[] = {"hyperlink",  "ins",       "moveTo",
                                        "smartTag",   "fldSimple", "customXml",
                                        "sdtContent", "bdo",       "dir"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (xml_node_is(node, names[i]))
            return true;
    return false;
}

/* A content control for plain text, a date, a choice holds one run alone. */
static bool is_open_control(const struct xml_node *node) {
    static const char *const closed[] = {"text",     "date",     "comboBox", "dropDownList",
                                         "checkbox", "citation", "equation", "picture"};
    const struct xml_node *properties = xml_node_child(node, "sdtPr");
    if (!xml_node_is(node, "sdt"))
        return false;
    for (size_t i = 0; properties != NULL && i < ARRAY_LEN(closed); i++)
        if (xml_node_child(properties, closed[i]) != NULL)
            return false;
    return true;
}

static struct xml_node *outermost_paragraph(struct xml_node *node) {
    struct xml_node *found = NULL;
    for (; node != NULL; node = xml_node_parent(node))
        if (xml_node_is(node, "p") && strstr(xml_node_namespace(node), "wordprocessingml") != NULL)
            found = node;
    return found;
}

static struct xml_node *child_towards(const struct xml_node *ancestor, struct xml_node *node) {
    while (node != NULL && xml_node_parent(node) != ancestor)
        node = xml_node_parent(node);
    return node;
}

/* What the element stands in, with marks before or behind it: its run, or what may not be split. */
static struct xml_node *anchor_of(struct xml_node *element) {
    struct xml_node *at = outermost_paragraph(element);
    while (at != NULL) {
        at = child_towards(at, element);
        if (at == NULL || !(may_hold_marks(at) || is_open_control(at)))
            break;
    }
    return at;
}

/* --- between which characters --- */

static size_t count_text(const struct xml_node *element) {
    struct str text = STR_INIT;
    xml_node_add_text(element, &text);
    size_t points = utf8_count(str_span(&text));
    str_release(&text);
    return points;
}

static bool is_look(const struct xml_node *node) {
    return xml_node_is(node, "rPr");
}

/* Splits the run so that the child begins another one; the run itself where it is its first. */
static struct xml_node *begin_run(struct xml_node *run, struct xml_node *child) {
    const struct xml_node *before = xml_node_previous(child);
    return before == NULL || is_look(before) ? run : xml_node_split(run, child, "rPr");
}

/* The run that begins at that point of one of its elements; NULL: none does, the run's end. */
static struct xml_node *run_from(struct xml_node *run, struct xml_node *element, size_t point) {
    if (point == 0)
        return begin_run(run, element);
    if (point < count_text(element))
        return begin_run(run, xml_node_cut_text(element, point));
    struct xml_node *next = xml_node_next(element);
    return next != NULL ? begin_run(run, next) : NULL;
}

/* --- marks --- */

struct point { /* before or behind a character */
    struct docx_spot spot;
    bool begins;
    const struct docx_comment_mark *mark;
};

/* At one place comments end before others begin. */
static int order_points(const void *a, const void *b) {
    const struct point *x = a, *y = b;
    if (x->spot.element != y->spot.element)
        return x->spot.element < y->spot.element ? -1 : 1;
    if (x->spot.point != y->spot.point)
        return x->spot.point < y->spot.point ? -1 : 1;
    if (x->begins != y->begins)
        return x->begins ? 1 : -1;
    return x->mark->id < y->mark->id ? -1 : x->mark->id > y->mark->id;
}

static struct xml_node *add_mark(struct xml_node *node, enum xml_where where, const char *name,
                                 long id) {
    struct str value = STR_INIT;
    struct xml_node *mark = xml_node_add(node, where, name);
    str_add_format(&value, "%ld", id);
    xml_node_give(mark, "id", value.s);
    str_release(&value);
    return mark;
}

static void add_end(struct xml_node *node, enum xml_where where, long id) {
    struct xml_node *end = add_mark(node, where, "commentRangeEnd", id);
    struct xml_node *run = xml_node_add(end, XML_BEHIND, "r");
    (void)add_mark(run, XML_LAST, "commentReference", id);
}

/* The part of a run that the element is, or is in: what is no text there is not split. */
static struct xml_node *run_at(struct xml_node *run, struct xml_node *element,
                               const struct point *point) {
    struct xml_node *child = child_towards(run, element);
    if (child == element)
        return run_from(run, element, point->spot.point);
    return run_from(run, child, point->begins ? 0 : SIZE_MAX);
}

/* What is split is behind what is still to come: points are taken from the last to the first. */
static void place(struct xml_node *element, const struct point *point) {
    struct xml_node *anchor = anchor_of(element);
    if (anchor == NULL)
        return;
    struct xml_node *at = point->begins ? anchor : NULL; /* what stands behind the mark */
    if (xml_node_is(anchor, "r"))
        at = run_at(anchor, element, point);
    enum xml_where where = at != NULL ? XML_BEFORE : XML_BEHIND;
    if (at == NULL)
        at = anchor;
    if (point->begins)
        (void)add_mark(at, where, "commentRangeStart", point->mark->id);
    else
        add_end(at, where, point->mark->id);
}

/* The whole of the first paragraph, for what stands nowhere. */
static bool mark_first_paragraph(const struct xml_tree *tree, long id) {
    struct xml_node *root = xml_tree_root(tree), *at = NULL;
    while ((at = xml_node_walk(root, at)) != NULL && outermost_paragraph(at) != at)
        continue;
    if (at == NULL)
        return false;
    struct xml_node *first = xml_node_first(at);
    if (first != NULL && xml_node_is(first, "pPr"))
        (void)add_mark(first, XML_BEHIND, "commentRangeStart", id);
    else if (first != NULL)
        (void)add_mark(first, XML_BEFORE, "commentRangeStart", id);
    else
        (void)add_mark(at, XML_LAST, "commentRangeStart", id);
    add_end(at, XML_LAST, id);
    return true;
}

/* Counted as the reader counts them (trace.h): from 1. */
static struct xml_node **list_elements(const struct xml_tree *tree, size_t *count) {
    struct xml_node **elements = NULL, *root = xml_tree_root(tree), *at = root;
    size_t cap = 0;
    for (*count = 1; at != NULL; at = xml_node_walk(root, at == root ? NULL : at)) {
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are what is listed */
        MEM_PUSH_ROOM(elements, *count, cap);
        elements[0] = NULL;
        elements[(*count)++] = at;
    }
    return elements;
}

bool docx_mark_comments(struct xml_tree *tree, const struct docx_comment_mark *marks,
                        size_t count) {
    struct point *points = mem_alloc_zero(2 * count + 1, sizeof *points);
    size_t point_count = 0, element_count = 0;
    bool placed = true;
    struct xml_node **elements = list_elements(tree, &element_count);
    for (size_t i = 0; i < count; i++) {
        struct docx_spot last = marks[i].last;
        last.point++;
        if (marks[i].first.element == 0) {
            placed = mark_first_paragraph(tree, marks[i].id) && placed;
            continue;
        }
        points[point_count++] = (struct point){marks[i].first, true, &marks[i]};
        points[point_count++] = (struct point){last, false, &marks[i]};
    }

    qsort(points, point_count, sizeof *points, order_points);
    for (size_t i = point_count; i-- > 0;)
        if (points[i].spot.element < element_count)
            place(elements[points[i].spot.element], &points[i]);
    mem_free(elements);
    mem_free(points);
    return placed;
}
