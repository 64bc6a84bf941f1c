#include "exchange/html/walk.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/str.h"
#include "base/text/utf8.h"
#include "exchange/docx/make.h"
#include "exchange/docx/make_math.h"
#include "exchange/html/look.h"

#include <string.h>

struct walk {
    struct docx_make *make;
    unsigned look;
    bool open;       /* a paragraph is … */
    bool any;        /* … or was: a heading now is no title */
    bool blank;      /* a blank would be the second, or the first of its line */
    bool kept;       /* blanks and line ends are those of the page: <pre> */
    int heading;     /* level of the heading that is open, 0: none */
    int list, level; /* that is open, 0: none */
    bool reversed;   /* it counts down … */
    int next;        /* … and this is the number of its next item */
    bool item;       /* the next paragraph is an item's first */
};

static bool has(const struct xml_node *node, const char *attribute, const char *value) {
    const char *said = xml_node_attribute(node, attribute);
    if (said == NULL || strlen(said) != strlen(value))
        return false;
    for (size_t i = 0; said[i] != '\0'; i++)
        if (char_lower(said[i]) != value[i])
            return false;
    return true;
}

static int number_of(const struct xml_node *node, const char *name, int otherwise, int most) {
    const char *value = xml_node_attribute(node, name);
    uint64_t number = 0;
    bool good = value != NULL && span_to_number(span_trim(span_of(value)), (uint64_t)most, &number);
    return good ? (int)number : otherwise;
}

/* --- paragraphs --- */

static void close_paragraph(struct walk *walk) {
    if (walk->open)
        docx_make_end_paragraph(walk->make);
    walk->open = false;
    walk->blank = true;
}

static void open_paragraph(struct walk *walk) {
    if (walk->open)
        return;
    struct docx_make_paragraph what = {.title = walk->heading == 1 && !walk->any,
                                       .outline = walk->heading,
                                       .list = walk->item ? walk->list : 0,
                                       .level = walk->level};
    docx_make_begin_paragraph(walk->make, &what);
    walk->open = true;
    walk->any |= !what.title;
    walk->item = false;
}

static void put(struct walk *walk, struct span text) {
    if (text.n == 0)
        return;
    open_paragraph(walk);
    docx_make_text(walk->make, text, walk->look);
}

static void add_characters(struct walk *walk, struct span text) {
    struct str plain = STR_INIT;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        if (walk->kept)
            str_add(&plain, c == '\r' ? SPAN("") : span_sub(text, i, i + 1));
        else if (!blank)
            str_add_byte(&plain, c);
        else if (!walk->blank)
            str_add_byte(&plain, ' ');
        walk->blank = blank;
    }
    if (walk->open || utf8_has_ink(str_span(&plain)))
        put(walk, str_span(&plain));
    str_release(&plain);
}

/* --- what stands in a line --- */

static void walk_children(struct walk *walk, const struct xml_node *node);
static void walk_node(struct walk *walk, const struct xml_node *node);

static void add_image(struct walk *walk, const struct xml_node *node) {
    const char *name = xml_node_attribute(node, "alt");
    if ((walk->look & MAKE_HIDDEN) == 0)
        docx_make_image(walk->make, name != NULL ? name : "");
}

/* What the page says was taken out is no text of it: counted, as a tracked change of Word is. */
static void add_deleted(struct walk *walk, const struct xml_node *node) {
    struct str text = STR_INIT, line = STR_INIT;
    xml_node_add_text(node, &text);
    str_add_line(&line, span_trim(str_span(&text)));
    if (utf8_has_ink(str_span(&line))) {
        open_paragraph(walk);
        docx_make_deleted(walk->make, str_span(&line));
    }
    str_release(&text);
    str_release(&line);
}

/* Boxes that are ticked or not, and what was typed. */
static void add_input(struct walk *walk, const struct xml_node *node) {
    const char *value = xml_node_attribute(node, "value");
    const char *type = xml_node_attribute(node, "type");
    if (has(node, "type", "checkbox") || has(node, "type", "radio"))
        put(walk, xml_node_attribute(node, "checked") != NULL ? SPAN("☑") : SPAN("□"));
    else if (value != NULL && (type == NULL || has(node, "type", "text") ||
                               has(node, "type", "number") || has(node, "type", "date")))
        put(walk, span_of(value));
}

/* The entry that is chosen; without one a browser shows the first. */
static void add_choice(struct walk *walk, const struct xml_node *node) {
    const struct xml_node *chosen = NULL;
    struct str text = STR_INIT;
    for (const struct xml_node *at = xml_node_walk(node, NULL); at != NULL;
         at = xml_node_walk(node, at))
        if (xml_node_is(at, "option") &&
            (chosen == NULL || xml_node_attribute(at, "selected") != NULL))
            chosen = at;
    if (chosen != NULL)
        xml_node_add_text(chosen, &text);
    add_characters(walk, str_span(&text));
    str_release(&text);
}

/* <ruby>裴<rp>(</rp><rt>péi</rt></ruby>, with or without <rb>. */
static void add_reading(struct walk *walk, const struct xml_node *node) {
    struct str base = STR_INIT, reading = STR_INIT;
    struct span text;
    for (const struct xml_node *at = xml_node_first_mixed(node); at != NULL;
         at = xml_node_next_mixed(at)) {
        if (xml_node_is_text(at, &text))
            str_add(&base, span_trim(text));
        else if (xml_node_is(at, "rt") || xml_node_is(at, "rtc"))
            xml_node_add_text(at, &reading);
        else if (!xml_node_is(at, "rp"))
            xml_node_add_text(at, &base);
    }
    open_paragraph(walk);
    docx_make_reading(walk->make, str_span(&base), str_span(&reading));
    str_release(&base);
    str_release(&reading);
}

/* --- lists --- */

/* Of `list-style: none inside` the first word tells. */
static struct span list_style_of(const struct xml_node *node) {
    struct span style = html_style_of(node, "list-style-type"), word = SPAN("");
    if (style.n > 0)
        return style;
    style = html_style_of(node, "list-style");
    return span_take_word(&style, &word) ? word : SPAN("");
}

/* role="list" is given to one that shows no marks, so that it is read aloud as a list all the same.
 */
static bool has_no_marks(const struct xml_node *node) {
    const char *role = xml_node_attribute(node, "role");
    return span_is(list_style_of(node), "none") ||
           (xml_node_is(node, "ul") && role != NULL && strcmp(role, "list") == 0);
}

static const char *format_of(const struct xml_node *node) {
    static const struct {
        const char *style, *type, *format;
    } formats[] = {{"lower-alpha", "a", "lowerLetter"},
                   {"upper-alpha", "A", "upperLetter"},
                   {"lower-roman", "i", "lowerRoman"},
                   {"upper-roman", "I", "upperRoman"},
                   {"cjk-ideographic", NULL, "chineseCounting"},
                   {"simp-chinese-informal", NULL, "chineseCounting"},
                   {"simp-chinese-formal", NULL, "chineseLegalSimplified"},
                   {"cjk-decimal", NULL, "ideographDigital"}};
    struct span style = list_style_of(node);
    const char *type = xml_node_attribute(node, "type");
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        if (span_is(style, formats[i].style) ||
            (type != NULL && formats[i].type != NULL && strcmp(type, formats[i].type) == 0))
            return formats[i].format;
    return "decimal";
}

/* Every list counts for itself; its label is the one that a browser makes. */
static int make_list(struct walk *walk, const struct xml_node *node) {
    const char *format = format_of(node);
    bool han = strncmp(format, "chinese", 7) == 0 || strcmp(format, "ideographDigital") == 0;
    struct docx_make_level level = {format, han ? "%1、" : "%1.", 1};
    if (has_no_marks(node))
        return 0;
    if (!xml_node_is(node, "ol")) {
        level.format = "bullet";
        level.text = "•";
    }
    level.start = number_of(node, "start", 1, 1000000);
    return docx_make_list(walk->make, &level, 1);
}

static int count_items(const struct xml_node *node) {
    int count = 0;
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at))
        count += xml_node_is(at, "li");
    return count;
}

static void add_list(struct walk *walk, const struct xml_node *node) {
    struct walk outer = *walk;
    close_paragraph(walk);
    walk->list = make_list(walk, node);
    walk->item = false;
    walk->reversed = xml_node_attribute(node, "reversed") != NULL;
    walk->next = number_of(node, "start", count_items(node), 1000000);
    walk_children(walk, node);
    close_paragraph(walk);
    walk->list = outer.list;
    walk->item = false;
    walk->reversed = outer.reversed;
    walk->next = outer.next;
}

static void add_item(struct walk *walk, const struct xml_node *node) {
    int value = number_of(node, "value", walk->reversed ? walk->next : -1, 1000000);
    bool shows = (walk->look & MAKE_HIDDEN) == 0 && !span_is(list_style_of(node), "none");
    close_paragraph(walk);
    walk->next = (value >= 0 ? value : walk->next) - 1;
    if (value >= 0 && walk->list > 0 && shows)
        walk->list = docx_make_list_again(walk->make, walk->list, 0, value);
    walk->item = shows;
    walk_children(walk, node);
    close_paragraph(walk);
    walk->item = false;
}

/* --- tables --- */

static bool is_cell(const struct xml_node *node) {
    return xml_node_is(node, "td") || xml_node_is(node, "th");
}

static bool has_ink(const struct xml_node *node) {
    struct str text = STR_INIT;
    xml_node_add_text(node, &text);
    bool ink = utf8_has_ink(str_span(&text));
    str_release(&text);
    return ink;
}

static void add_cell(struct walk *walk, const struct xml_node *node) {
    enum { ROWS_MOST = 65534, COLUMNS_MOST = 1000 }; /* of the HTML standard */
    unsigned look = walk->look;
    walk->look = html_look(node, look);
    docx_make_begin_cell(walk->make, number_of(node, "colspan", 1, COLUMNS_MOST),
                         number_of(node, "rowspan", 1, ROWS_MOST));
    walk_children(walk, node);
    close_paragraph(walk);
    docx_make_end_cell(walk->make);
    walk->look = look;
}

/* Text where none belongs is shown all the same: a cell of its own. */
static void add_stray(struct walk *walk, const struct xml_node *node) {
    struct span text;
    docx_make_begin_cell(walk->make, 1, 1);
    if (xml_node_is_text(node, &text))
        add_characters(walk, text);
    else
        walk_node(walk, node);
    close_paragraph(walk);
    docx_make_end_cell(walk->make);
}

static bool is_stray(const struct xml_node *node) {
    static const char *const silent[] = {"caption", "colgroup", "col", "script", "style"};
    struct span text;
    if (xml_node_is_text(node, &text))
        return utf8_has_ink(text);
    return !xml_node_is_one_of(node, silent, ARRAY_LEN(silent)) && !is_cell(node) && has_ink(node);
}

static bool is_element(const struct xml_node *node) {
    struct span text;
    return !xml_node_is_text(node, &text);
}

static void add_row(struct walk *walk, const struct xml_node *row) {
    unsigned look = walk->look;
    walk->look = html_look(row, look);
    docx_make_begin_row(walk->make);
    for (const struct xml_node *at = xml_node_first_mixed(row); at != NULL;
         at = xml_node_next_mixed(at)) {
        if (is_element(at) && is_cell(at))
            add_cell(walk, at);
        else if (is_stray(at))
            add_stray(walk, at);
    }
    docx_make_end_row(walk->make);
    walk->look = look;
}

/* Cells and texts that stand in no row are one each. */
static void add_rows(struct walk *walk, const struct xml_node *node) {
    for (const struct xml_node *at = xml_node_first_mixed(node); at != NULL;
         at = xml_node_next_mixed(at)) {
        bool element = is_element(at);
        if (element && (xml_node_is(at, "thead") || xml_node_is(at, "tfoot"))) {
            continue;
        } else if (element && xml_node_is(at, "tbody")) {
            add_rows(walk, at);
        } else if (element && xml_node_is(at, "tr")) {
            add_row(walk, at);
        } else if (element && is_cell(at)) {
            docx_make_begin_row(walk->make);
            add_cell(walk, at);
            docx_make_end_row(walk->make);
        } else if (is_stray(at)) {
            docx_make_begin_row(walk->make);
            add_stray(walk, at);
            docx_make_end_row(walk->make);
        }
    }
}

static void add_parts(struct walk *walk, const struct xml_node *table, const char *part) {
    for (const struct xml_node *at = xml_node_first(table); at != NULL; at = xml_node_next(at))
        if (xml_node_is(at, part))
            add_rows(walk, at);
}

static void add_table(struct walk *walk, const struct xml_node *node) {
    struct walk outer = *walk;
    const struct xml_node *caption = xml_node_child(node, "caption");
    close_paragraph(walk);
    if (caption != NULL)
        walk_children(walk, caption);
    close_paragraph(walk);
    walk->list = walk->heading = 0;
    walk->item = walk->kept = false;
    walk->any = true;
    docx_make_begin_table(walk->make);
    add_parts(walk, node, "thead"); /* wherever they stand in the file */
    add_rows(walk, node);
    add_parts(walk, node, "tfoot");
    docx_make_end_table(walk->make);
    walk->list = outer.list;
    walk->heading = outer.heading;
    walk->kept = outer.kept;
}

/* --- elements --- */

static void add_block(struct walk *walk, const struct xml_node *node) {
    const char *name = xml_node_name(node);
    bool heading = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
    int outer = walk->heading;
    bool kept = walk->kept;
    close_paragraph(walk);
    walk->heading = heading ? name[1] - '0' : outer;
    walk->kept = kept || xml_node_is(node, "pre") || xml_node_is(node, "textarea");
    walk_children(walk, node);
    close_paragraph(walk);
    walk->heading = outer;
    walk->kept = kept;
}

static void add_formula(struct walk *walk, const struct xml_node *node) {
    open_paragraph(walk);
    docx_make_formula(walk->make, node);
}

static void add_object(struct walk *walk, const struct xml_node *node) {
    (void)node;
    docx_make_object(walk->make);
}

static void add_break(struct walk *walk, const struct xml_node *node) {
    (void)node;
    if (walk->open)
        docx_make_text(walk->make, SPAN("\n"), walk->look);
    walk->blank = true;
}

static void add_nothing(struct walk *walk, const struct xml_node *node) {
    (void)walk;
    (void)node;
}

static const struct {
    const char *name;
    void (*add)(struct walk *walk, const struct xml_node *node);
} elements[] = {
    {"head", add_nothing},     {"script", add_nothing}, {"style", add_nothing},
    {"template", add_nothing}, {"title", add_nothing},  {"meta", add_nothing},
    {"link", add_nothing},     {"base", add_nothing},   {"noscript", add_nothing},
    {"datalist", add_nothing}, {"br", add_break},       {"img", add_image},
    {"input", add_input},      {"select", add_choice},  {"ruby", add_reading},
    {"ol", add_list},          {"ul", add_list},        {"menu", add_list},
    {"li", add_item},          {"table", add_table},    {"math", add_formula},
    {"object", add_object},    {"embed", add_object},   {"svg", add_object},
    {"canvas", add_object},    {"video", add_object},   {"audio", add_object},
    {"iframe", add_object},    {"p", add_block},        {"div", add_block},
    {"h1", add_block},         {"h2", add_block},       {"h3", add_block},
    {"h4", add_block},         {"h5", add_block},       {"h6", add_block},
    {"blockquote", add_block}, {"pre", add_block},      {"hr", add_block},
    {"dl", add_block},         {"dt", add_block},       {"dd", add_block},
    {"address", add_block},    {"article", add_block},  {"aside", add_block},
    {"section", add_block},    {"header", add_block},   {"footer", add_block},
    {"nav", add_block},        {"main", add_block},     {"figure", add_block},
    {"figcaption", add_block}, {"fieldset", add_block}, {"form", add_block},
    {"legend", add_block},     {"center", add_block},   {"details", add_block},
    {"summary", add_block},    {"textarea", add_block}, {"body", add_block},
    {"html", add_block},       {"del", add_deleted},
};

/* What is raised above something raised: 2^(3^2), not 2³². */
static void add_power(struct walk *walk, unsigned before) {
    if ((before & MAKE_RAISED) != 0)
        put(walk, SPAN("^"));
}

static void walk_node(struct walk *walk, const struct xml_node *node) {
    unsigned look = walk->look;
    walk->look = html_look(node, look);
    if (xml_node_is(node, "sup"))
        add_power(walk, look);
    for (size_t i = 0; i < ARRAY_LEN(elements); i++)
        if (xml_node_is(node, elements[i].name)) {
            elements[i].add(walk, node);
            walk->look = look;
            return;
        }
    walk_children(walk, node);
    walk->look = look;
}

static void walk_children(struct walk *walk, const struct xml_node *node) {
    struct span text;
    for (const struct xml_node *at = xml_node_first_mixed(node); at != NULL;
         at = xml_node_next_mixed(at)) {
        if (xml_node_is_text(at, &text))
            add_characters(walk, text);
        else
            walk_node(walk, at);
    }
}

void html_walk(struct docx_make *make, const struct xml_node *root) {
    struct walk walk = {.make = make, .blank = true};
    walk_node(&walk, root);
    close_paragraph(&walk);
}
