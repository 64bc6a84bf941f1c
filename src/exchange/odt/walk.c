#include "exchange/odt/walk.h"

#include "base/mem.h"
#include "base/text/str.h"
#include "base/text/utf8.h"
#include "exchange/docx/make.h"
#include "exchange/docx/make_math.h"
#include "exchange/package/zip_read.h"

#include <string.h>

enum {
    REPEATED_MOST = 64,          /* columns of one cell that is said to repeat */
    REPEATED_COST_MOST = 1 << 18 /* of all that repeats, see cost_of */
};

static bool says(const struct xml_node *node, const char *name, const char *value) {
    const char *said = xml_node_attribute(node, name);
    return said != NULL && strcmp(said, value) == 0;
}

static int number_of(const struct xml_node *node, const char *name, int otherwise, int most) {
    const char *value = xml_node_attribute(node, name);
    uint64_t number = 0;
    bool good = value != NULL && span_to_number(span_of(value), (uint64_t)most, &number);
    return good ? (int)number : otherwise;
}

/* --- characters --- */

/* Between the marks of a tracked deletion it is none of the text. */
static void put(struct odt_walk *walk, struct span text, unsigned look) {
    if (walk->deleted > 0)
        docx_make_deleted(walk->make, text);
    else
        docx_make_text(walk->make, text, look);
}

/* Blanks and line ends of the file are one blank; at the head of a paragraph none. What Word has as
 * elements of their own, a hyphen that breaks no line and one that shows at a line's end alone, are
 * characters here. */
static void add_characters(struct odt_walk *walk, struct span text, unsigned look) {
    struct str plain = STR_INIT;
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        bool blank = c == U' ' || c == U'\t' || c == U'\n' || c == U'\r';
        if (c == U'\u2011')
            str_add_byte(&plain, '-');
        else if (!blank && c != U'\u00AD')
            str_add_char(&plain, c);
        else if (blank && !walk->blank)
            str_add_byte(&plain, ' ');
        walk->blank = blank;
    }
    put(walk, str_span(&plain), look);
    str_release(&plain);
}

static void add_blanks(struct odt_walk *walk, const struct xml_node *node, unsigned look) {
    enum { BLANKS_MOST = 1000 };
    struct str blanks = STR_INIT;
    str_add_repeat(&blanks, SPAN(" "), (size_t)number_of(node, "c", 1, BLANKS_MOST));
    put(walk, str_span(&blanks), look);
    str_release(&blanks);
}

static void add_reading(struct odt_walk *walk, const struct xml_node *node) {
    struct str base = STR_INIT, reading = STR_INIT;
    const struct xml_node *below = xml_node_child(node, "ruby-base");
    const struct xml_node *above = xml_node_child(node, "ruby-text");
    if (below != NULL)
        xml_node_add_text(below, &base);
    if (above != NULL)
        xml_node_add_text(above, &reading);
    docx_make_reading(walk->make, str_span(&base), str_span(&reading));
    str_release(&base);
    str_release(&reading);
}

/* --- fields of forms, and those of Word that LibreOffice does not know --- */

static const char *parameter(const struct xml_node *field, const char *name) {
    for (const struct xml_node *at = xml_node_first(field); at != NULL; at = xml_node_next(at))
        if (says(at, "name", name))
            return xml_node_attribute(at, "value");
    return NULL;
}

/* The entry that is chosen: the n-th parameter of that name. */
static const char *chosen(const struct xml_node *field) {
    const char *selected = parameter(field, "Dropdown_Selected");
    uint64_t n = 0;
    if (selected != NULL && !span_to_number(span_of(selected), 1000, &n))
        n = 0;
    for (const struct xml_node *at = xml_node_first(field); at != NULL; at = xml_node_next(at))
        if (says(at, "name", "Dropdown_ListEntry") && n-- == 0)
            return xml_node_attribute(at, "value");
    return NULL;
}

static void begin_field(struct odt_walk *walk, const struct xml_node *field, unsigned look) {
    const char *type = xml_node_attribute(field, "type");
    const char *kind = type != NULL ? strrchr(type, '.') : NULL;
    const char *code = parameter(field, "vnd.oasis.opendocument.field.code");
    if (kind != NULL && strcmp(kind, ".FORMCHECKBOX") == 0) {
        const char *checked = parameter(field, "Checkbox_Checked");
        bool on = checked != NULL && strcmp(checked, "true") == 0;
        docx_make_text(walk->make, on ? SPAN("☑") : SPAN("□"), look);
    } else if (kind != NULL && strcmp(kind, ".FORMDROPDOWN") == 0) {
        docx_make_text(walk->make, span_of(chosen(field)), look);
    }
    bool begins = xml_node_is(field, "fieldmark-start");
    if (begins)
        docx_make_begin_field(walk->make, span_of(code != NULL ? code : ""));
    walk->fields += begins;
}

static void end_field(struct odt_walk *walk) {
    if (walk->fields > 0)
        docx_make_end_field(walk->make);
    walk->fields -= walk->fields > 0;
}

/* --- what is drawn --- */

/* A formula in the file itself, or in a part of its own. */
static bool add_formula(struct odt_walk *walk, const struct xml_node *object) {
    const struct xml_node *math = xml_node_child(object, "math");
    const char *place = xml_node_attribute(object, "href");
    if (math != NULL && docx_make_is_formula(math)) {
        docx_make_formula(walk->make, math);
        return true;
    }
    if (walk->zip == NULL || place == NULL)
        return false;

    struct str name = STR_INIT, bytes = STR_INIT;
    struct xml_tree *tree = NULL;
    struct err ignored = {.rc = RC_OK}; /* one that cannot be read is counted as an object */
    str_add_format(&name, "%s/content.xml", strncmp(place, "./", 2) == 0 ? place + 2 : place);
    bool found = zip_read_part(walk->zip, &bytes, name.s, &ignored) == RC_OK && bytes.len > 0 &&
                 xml_tree_read(&tree, str_span(&bytes), name.s, &ignored) == RC_OK &&
                 docx_make_is_formula(xml_tree_root(tree));
    if (found)
        docx_make_formula(walk->make, xml_tree_root(tree));
    xml_tree_free(tree);
    str_release(&name);
    str_release(&bytes);
    return found;
}

/* A frame holds one thing, and others that stand for it where it cannot be shown. */
static void add_frame(struct odt_walk *walk, const struct xml_node *frame) {
    static const char *const objects[] = {"object", "object-ole", "plugin", "applet",
                                          "floating-frame"};
    for (const struct xml_node *at = xml_node_first(frame); at != NULL; at = xml_node_next(at)) {
        if (xml_node_is(at, "text-box")) {
            odt_walk_blocks(walk, at);
            return;
        }
        if (xml_node_is_one_of(at, objects, ARRAY_LEN(objects))) {
            if (!add_formula(walk, at))
                docx_make_object(walk->make);
            return;
        }
        if (xml_node_is(at, "image")) {
            const char *name = xml_node_attribute(frame, "name");
            docx_make_image(walk->make, name != NULL ? name : "");
            return;
        }
    }
}

/* --- a line --- */

static void walk_line(struct odt_walk *walk, const struct xml_node *node, unsigned look);

static void add_note(struct odt_walk *walk, const struct xml_node *node) {
    const struct xml_node *body = xml_node_child(node, "note-body");
    if (body == NULL || walk->in_note)
        return;
    bool blank = walk->blank;
    walk->in_note = true;
    docx_make_begin_note(walk->make);
    odt_walk_blocks(walk, body);
    docx_make_end_note(walk->make);
    walk->in_note = false;
    walk->blank = blank;
}

/* A box that somebody ticks, a prompt: what LibreOffice calls a content control. */
static void add_control(struct odt_walk *walk, const struct xml_node *node, unsigned look) {
    bool prompts = says(node, "showing-place-holder", "true");
    walk_line(walk, node, prompts ? look | MAKE_PROMPT : look);
}

/* Of an insertion nothing is to be said: it is read as taken. */
static void mark_change(struct odt_walk *walk, const struct xml_node *mark) {
    const char *id = xml_node_attribute(mark, "change-id");
    if (id == NULL || span_map_find(&walk->deletions, span_of(id)) == NULL)
        return;
    bool begins = xml_node_is(mark, "change-start");
    walk->deleted += begins ? 1 : walk->deleted > 0 ? -1 : 0;
}

static void walk_in_line(struct odt_walk *walk, const struct xml_node *at, unsigned look) {
    static const char *const silent[] = {"bookmark",
                                         "bookmark-start",
                                         "bookmark-end",
                                         "soft-page-break",
                                         "change",
                                         "reference-mark",
                                         "reference-mark-start",
                                         "reference-mark-end",
                                         "annotation-end",
                                         "toc-mark",
                                         "alphabetical-index-mark",
                                         "event-listeners",
                                         "script"};
    if (xml_node_is_one_of(at, silent, ARRAY_LEN(silent)) ||
        strstr(xml_node_namespace(at), ":svg") != NULL)
        return; /* the last are what a drawing is called, to be read aloud */
    if (xml_node_is(at, "change-start") || xml_node_is(at, "change-end")) {
        mark_change(walk, at);
    } else if (xml_node_is(at, "s")) {
        add_blanks(walk, at, look);
    } else if (xml_node_is(at, "tab")) {
        put(walk, SPAN("\t"), look);
        walk->blank = true;
    } else if (xml_node_is(at, "line-break")) {
        put(walk, SPAN("\n"), look);
        walk->blank = true;
    } else if (xml_node_is(at, "span")) {
        const char *name = xml_node_attribute(at, "style-name");
        walk_line(walk, at, odt_style_look(odt_styles_find(&walk->styles, "text", name), look));
    } else if (xml_node_is(at, "note")) {
        add_note(walk, at);
    } else if (xml_node_is(at, "annotation")) {
        docx_make_comment(walk->make);
    } else if (xml_node_is(at, "ruby")) {
        add_reading(walk, at);
    } else if (xml_node_is(at, "content-control")) {
        add_control(walk, at, look);
    } else if (xml_node_is(at, "placeholder")) {
        walk_line(walk, at, look | MAKE_PROMPT);
    } else if (xml_node_is(at, "hidden-text") || says(at, "is-hidden", "true") ||
               says(at, "display", "none")) {
        walk_line(walk, at, look | MAKE_HIDDEN);
    } else if (xml_node_is(at, "fieldmark") || xml_node_is(at, "fieldmark-start")) {
        begin_field(walk, at, look);
    } else if (xml_node_is(at, "fieldmark-end")) {
        end_field(walk);
    } else if (xml_node_is(at, "frame")) {
        add_frame(walk, at);
    } else if (xml_node_is(at, "control")) {
        docx_make_object(walk->make);
    } else { /* a field, a shape with text in it */
        walk_line(walk, at, look);
    }
}

static bool holds_blocks(const struct xml_node *node) {
    static const char *const blocks[] = {"p", "h", "list", "table"};
    const struct xml_node *at = xml_node_first(node);
    while (at != NULL && !xml_node_is_one_of(at, blocks, ARRAY_LEN(blocks)))
        at = xml_node_next(at);
    return at != NULL;
}

static void walk_line(struct odt_walk *walk, const struct xml_node *node, unsigned look) {
    struct span text;
    if (holds_blocks(node)) {
        odt_walk_blocks(walk, node);
        return;
    }
    for (const struct xml_node *at = xml_node_first_mixed(node); at != NULL;
         at = xml_node_next_mixed(at)) {
        if (xml_node_is_text(at, &text))
            add_characters(walk, text, look);
        else
            walk_in_line(walk, at, look);
    }
}

/* --- paragraphs, lists --- */

static bool is_hidden_section(const struct xml_node *node) {
    return xml_node_is(node, "section") &&
           (says(node, "display", "none") ||
            (says(node, "display", "condition") && says(node, "is-hidden", "true")));
}

/* A field in it says so of the whole paragraph. */
static bool is_hidden_paragraph(const struct xml_node *node) {
    const struct xml_node *at = xml_node_walk(node, NULL);
    while (at != NULL && !(xml_node_is(at, "hidden-paragraph") && says(at, "is-hidden", "true")))
        at = xml_node_walk(node, at);
    return at != NULL;
}

static void add_paragraph(struct odt_walk *walk, const struct xml_node *node) {
    const struct odt_style *style =
        odt_styles_find(&walk->styles, "paragraph", xml_node_attribute(node, "style-name"));
    struct docx_make_paragraph what = {.contents = walk->contents};
    bool heading = xml_node_is(node, "h");
    if (style != NULL) {
        what.title = style->title;
        what.page_break = style->page_break;
        what.outline = style->outline > 0 ? style->outline : 0;
    }
    if (heading)
        what.outline = number_of(node, "outline-level", 1, 10);
    if (walk->list > 0 && walk->first) {
        what.list = walk->list;
        what.level = walk->level;
    } else if (heading && walk->list == 0 && !says(node, "is-list-header", "true")) {
        what.list = odt_lists_of_headings(&walk->lists);
        what.level = what.outline > 0 ? what.outline - 1 : 0;
    }
    walk->first = false;

    struct odt_walk outer = *walk; /* what stands in it is in no list of it */
    walk->list = walk->level = 0;
    walk->contents = false;
    walk->blank = true;
    docx_make_begin_paragraph(walk->make, &what);
    walk_line(walk, node,
              odt_style_look(style, 0) |
                  (walk->hidden || is_hidden_paragraph(node) ? MAKE_HIDDEN : 0));
    docx_make_end_paragraph(walk->make);
    walk->list = outer.list;
    walk->level = outer.level;
    walk->contents = outer.contents;
    walk->blank = outer.blank;
}

static void add_list(struct odt_walk *walk, const struct xml_node *node) {
    const char *own = xml_node_attribute(node, "style-name");
    struct odt_walk outer = *walk;
    bool inner = walk->list > 0 || walk->style != NULL;
    if (own != NULL && (!inner || walk->style == NULL || strcmp(own, walk->style) != 0)) {
        walk->style = own;
        walk->list = odt_lists_begin(&walk->lists, node, own, walk->make);
    }
    walk->level = inner ? walk->level + 1 : 0;
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at)) {
        int start = number_of(at, "start-value", -1, 1000000);
        int level = walk->level, list = walk->list;
        bool item = xml_node_is(at, "list-item");
        if (item && start >= 0 && list > 0)
            walk->list = list =
                odt_lists_start(&walk->lists, walk->style, list, level, start, walk->make);
        walk->first = item;
        odt_walk_blocks(walk, at);
    }
    walk->list =
        inner && outer.style != NULL && walk->style != NULL && strcmp(outer.style, walk->style) == 0
            ? walk->list
            : outer.list;
    walk->level = outer.level;
    walk->style = outer.style;
    walk->first = false;
}

/* --- tables --- */

/* What a row or a cell costs each time that it is repeated: its elements and the bytes of its text.
 */
static size_t cost_of(const struct xml_node *node) {
    struct str text = STR_INIT;
    size_t cost = 1;
    for (const struct xml_node *at = xml_node_walk(node, NULL); at != NULL;
         at = xml_node_walk(node, at))
        cost++;
    xml_node_add_text(node, &text);
    cost += text.len;
    str_release(&text);
    return cost;
}

/* How often a row or a cell stands there. Tables nest, so that a few bytes could say more than a
 * machine can hold: what is repeated is paid for out of one purse of the whole text. */
static int times_of(struct odt_walk *walk, const struct xml_node *node, const char *name,
                    int most) {
    int times = number_of(node, name, 1, most);
    if (times <= 1)
        return 1;

    size_t cost = cost_of(node);
    if ((size_t)(times - 1) > (REPEATED_COST_MOST - walk->repeated) / cost) {
        walk->overflows = true;
        return 1;
    }
    walk->repeated += cost * (size_t)(times - 1);
    return times;
}

static void add_cells(struct odt_walk *walk, const struct xml_node *row) {
    docx_make_begin_row(walk->make);
    for (const struct xml_node *at = xml_node_first(row); at != NULL; at = xml_node_next(at)) {
        if (!xml_node_is(at, "table-cell"))
            continue;
        int columns = number_of(at, "number-columns-spanned", 1, REPEATED_MOST);
        int rows = number_of(at, "number-rows-spanned", 1, 1000000);
        int times = times_of(walk, at, "number-columns-repeated", REPEATED_MOST);
        for (; times > 0; times--) {
            docx_make_begin_cell(walk->make, columns, rows);
            odt_walk_blocks(walk, at);
            docx_make_end_cell(walk->make);
        }
    }
    docx_make_end_row(walk->make);
}

static bool holds_rows(const struct xml_node *node) {
    static const char *const holders[] = {"table-header-rows", "table-rows", "table-row-group"};
    return xml_node_is_one_of(node, holders, ARRAY_LEN(holders));
}

static bool has_ink(const struct xml_node *node) {
    struct str text = STR_INIT;
    xml_node_add_text(node, &text);
    bool ink = utf8_has_ink(str_span(&text));
    str_release(&text);
    return ink;
}

/* The last row of a table that holds text, or NULL. */
static const struct xml_node *last_inked_row(const struct xml_node *node) {
    const struct xml_node *last = NULL;
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at)) {
        const struct xml_node *found = NULL;
        if (xml_node_is(at, "table-row"))
            found = has_ink(at) ? at : NULL;
        else if (holds_rows(at))
            found = last_inked_row(at);
        last = found != NULL ? found : last;
    }
    return last;
}

/* Rows are repeated up to *last, which becomes NULL there: the empty ones below it only fill the
 * page. */
static void add_rows(struct odt_walk *walk, const struct xml_node *node,
                     const struct xml_node **last) {
    enum { ROWS_MOST = 1 << 20 };
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at)) {
        if (holds_rows(at))
            add_rows(walk, at, last);
        if (!xml_node_is(at, "table-row"))
            continue;

        int times = *last == NULL ? 1 : times_of(walk, at, "number-rows-repeated", ROWS_MOST);
        bool shows = !walk->hidden;
        walk->hidden |= says(at, "visibility", "collapse") || says(at, "visibility", "filter");
        for (; times > 0; times--)
            add_cells(walk, at);
        walk->hidden = !shows;
        if (at == *last)
            *last = NULL;
    }
}

static void add_table(struct odt_walk *walk, const struct xml_node *node) {
    struct odt_walk outer = *walk;
    walk->list = walk->level = 0;
    walk->style = NULL;
    const struct xml_node *last = last_inked_row(node);
    docx_make_begin_table(walk->make);
    add_rows(walk, node, &last);
    docx_make_end_table(walk->make);
    walk->list = outer.list;
    walk->level = outer.level;
    walk->style = outer.style;
    walk->first = outer.first;
}

/* --- what stands between --- */

/* The text of tracked changes that took something out stands here, or in the text between marks
 * that name the change. */
static void add_changes(struct odt_walk *walk, const struct xml_node *node) {
    struct str text = STR_INIT;
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at)) {
        const char *id = xml_node_attribute(at, "id");
        if (id != NULL && xml_node_child(at, "deletion") != NULL)
            (void)span_map_add(&walk->deletions, span_of(id), 1);
    }
    for (const struct xml_node *at = xml_node_walk(node, NULL); at != NULL;
         at = xml_node_walk(node, at))
        if (xml_node_is(at, "p") || xml_node_is(at, "h")) {
            const struct xml_node *above = xml_node_parent(at);
            bool deleted = false;
            for (; above != NULL && above != node; above = xml_node_parent(above))
                deleted |= xml_node_is(above, "deletion");
            if (deleted)
                xml_node_add_text(at, &text);
        }
    if (utf8_has_ink(str_span(&text))) {
        docx_make_begin_paragraph(walk->make, &(struct docx_make_paragraph){0});
        docx_make_deleted(walk->make, str_span(&text));
        docx_make_end_paragraph(walk->make);
    }
    str_release(&text);
}

/* Something drawn that is anchored to a page has no paragraph: it gets one. */
static void add_drawing(struct odt_walk *walk, const struct xml_node *node) {
    docx_make_begin_paragraph(walk->make, &(struct docx_make_paragraph){0});
    walk_in_line(walk, node, 0);
    docx_make_end_paragraph(walk->make);
}

static bool is_drawing(const struct xml_node *node) {
    return strstr(xml_node_namespace(node), ":drawing:") != NULL;
}

void odt_walk_blocks(struct odt_walk *walk, const struct xml_node *node) {
    static const char *const contents[] = {"table-of-content", "illustration-index",
                                           "table-index",      "object-index",
                                           "user-index",       "alphabetical-index"};
    static const char *const silent[] = {
        "sequence-decls", "variable-decls", "user-field-decls",        "dde-connection-decls",
        "forms",          "settings",       "table-of-content-source", "calculation-settings"};
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at)) {
        if (xml_node_is_one_of(at, silent, ARRAY_LEN(silent)))
            continue;
        if (xml_node_is(at, "p") || xml_node_is(at, "h") || xml_node_is(at, "numbered-paragraph")) {
            add_paragraph(walk, at);
        } else if (xml_node_is(at, "list")) {
            add_list(walk, at);
        } else if (xml_node_is(at, "table")) {
            add_table(walk, at);
        } else if (xml_node_is(at, "tracked-changes")) {
            add_changes(walk, at);
        } else if (is_drawing(at)) {
            add_drawing(walk, at);
        } else {
            bool before = walk->contents, shows = !walk->hidden;
            walk->contents |= xml_node_is_one_of(at, contents, ARRAY_LEN(contents));
            walk->hidden |= is_hidden_section(at);
            odt_walk_blocks(walk, at);
            walk->contents = before;
            walk->hidden = !shows;
        }
    }
}
