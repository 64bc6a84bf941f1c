/* Equations (OMML, ECMA-376 part 1, 22.1) as formulas on one line. An object (fraction, root,
 * script …) holds arguments, an argument holds text and objects. */
#include "exchange/docx/equation.h"

#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/docx/walk.h"

#include <string.h>

enum part { PART_E, PART_OVER, PART_UNDER, PART_DEGREE, PART_SUB, PART_SUP, PARTS };

struct docx_equation_node {
    const struct object *object; /* NULL: an argument, whose text is parts[0] */
    enum part part;              /* of an argument: which one of its object's */
    bool seen_e;
    struct formula parts[PARTS];
    struct str character, begin, end, separator;           /* as the properties say … */
    bool has_character, has_begin, has_end, has_separator; /* … where they do */
    bool no_bar, degree_hidden, below, sub_hidden, sup_hidden, unseen;
};

struct object {
    const char *name, *gap; /* between its arguments e */
    void (*write)(struct formula *out, struct docx_equation_node *node);
};

/* --- the objects --- */

static struct span part_of(const struct docx_equation_node *node, enum part part) {
    return str_span(&node->parts[part].text);
}

static void write_fraction(struct formula *out, struct docx_equation_node *node) {
    if (!node->no_bar) {
        formula_add_fraction(out, part_of(node, PART_OVER), part_of(node, PART_UNDER));
        return;
    }
    formula_add(out, part_of(node, PART_OVER));
    formula_add(out, SPAN("; "));
    formula_add(out, part_of(node, PART_UNDER));
}

static void write_root(struct formula *out, struct docx_equation_node *node) {
    struct span degree = node->degree_hidden ? SPAN("") : part_of(node, PART_DEGREE);
    formula_add_root(out, degree, part_of(node, PART_E));
}

static void write_scripts(struct formula *out, struct docx_equation_node *node) {
    formula_add_base(out, part_of(node, PART_E));
    formula_add_script(out, part_of(node, PART_SUB), FORMULA_LOWERED);
    formula_add_script(out, part_of(node, PART_SUP), FORMULA_RAISED);
}

static void write_scripts_before(struct formula *out, struct docx_equation_node *node) {
    formula_add_script(out, part_of(node, PART_SUB), FORMULA_LOWERED);
    formula_add_script(out, part_of(node, PART_SUP), FORMULA_RAISED);
    formula_add(out, part_of(node, PART_E));
}

/* A limit above: max with i over it. */
static void write_limit_above(struct formula *out, struct docx_equation_node *node) {
    formula_add_base(out, part_of(node, PART_E));
    formula_add_script(out, part_of(node, PART_SUB), FORMULA_RAISED);
}

static void write_sum(struct formula *out, struct docx_equation_node *node) {
    formula_add(out, node->has_character ? str_span(&node->character) : SPAN("∫"));
    if (!node->sub_hidden)
        formula_add_script(out, part_of(node, PART_SUB), FORMULA_LOWERED);
    if (!node->sup_hidden)
        formula_add_script(out, part_of(node, PART_SUP), FORMULA_RAISED);
    formula_add_row(out, &node->parts[PART_E]);
}

static void write_brackets(struct formula *out, struct docx_equation_node *node) {
    formula_add(out, node->has_begin ? str_span(&node->begin) : SPAN("("));
    formula_add(out, part_of(node, PART_E));
    formula_add(out, node->has_end ? str_span(&node->end) : SPAN(")"));
}

static void write_function(struct formula *out, struct docx_equation_node *node) {
    formula_add(out, part_of(node, PART_OVER));
    struct span operand = part_of(node, PART_E);
    bool apart = operand.n > 0 && utf8_has_ink(operand) && operand.p[0] != '(';
    formula_add(out, apart ? SPAN(" ") : SPAN(""));
    formula_add_row(out, &node->parts[PART_E]);
}

/* A line or a sign above every character: x̄. */
static void write_marked(struct formula *out, struct docx_equation_node *node, struct span mark) {
    struct str text = STR_INIT;
    for (struct span rest = span_trim(part_of(node, PART_E)); rest.n > 0;) {
        str_add_char(&text, utf8_take(&rest));
        str_add(&text, mark);
    }
    formula_add(out, str_span(&text));
    str_release(&text);
}

static void write_accent(struct formula *out, struct docx_equation_node *node) {
    write_marked(out, node, node->has_character ? str_span(&node->character) : SPAN("\u0302"));
}

static void write_bar(struct formula *out, struct docx_equation_node *node) {
    write_marked(out, node, node->below ? SPAN("\u0332") : SPAN("\u0305"));
}

static void write_e(struct formula *out, struct docx_equation_node *node) {
    formula_add_row(out, &node->parts[PART_E]);
}

/* One that only keeps room is a blank: 1 and 2 on both sides of it are not 12. */
static void write_phantom(struct formula *out, struct docx_equation_node *node) {
    if (node->unseen)
        formula_add(out, SPAN(" "));
    else
        write_e(out, node);
}

static const struct object objects[] = {
    {"f", "", write_fraction},      {"rad", "", write_root},
    {"sSup", "", write_scripts},    {"sSub", "", write_scripts},
    {"sSubSup", "", write_scripts}, {"sPre", "", write_scripts_before},
    {"limLow", "", write_scripts},  {"limUpp", "", write_limit_above},
    {"nary", "", write_sum},        {"d", "|", write_brackets},
    {"func", "", write_function},   {"acc", "", write_accent},
    {"bar", "", write_bar},         {"groupChr", "", write_e},
    {"eqArr", "; ", write_e},       {"m", "; ", write_e},
    {"mr", ", ", write_e},          {"box", "", write_e},
    {"borderBox", "", write_e},     {"phant", "", write_phantom},
};

static const struct {
    const char *name;
    enum part part;
} arguments[] = {{"e", PART_E},       {"num", PART_OVER},   {"fName", PART_OVER},
                 {"den", PART_UNDER}, {"deg", PART_DEGREE}, {"sub", PART_SUB},
                 {"sup", PART_SUP},   {"lim", PART_SUB}};

/* --- the stack --- */

static struct docx_equation_node *top_of(struct docx_walk *walk) {
    return walk->equation_depth == 0 ? NULL : &walk->equation[walk->equation_depth - 1];
}

static void push(struct docx_walk *walk, const struct object *object, enum part part) {
    MEM_PUSH_ROOM(walk->equation, walk->equation_depth, walk->equation_cap);
    struct docx_equation_node *node = &walk->equation[walk->equation_depth++];
    *node = (struct docx_equation_node){.object = object,
                                        .part = part,
                                        .character = STR_INIT,
                                        .begin = STR_INIT,
                                        .end = STR_INIT,
                                        .separator = STR_INIT};
    for (size_t i = 0; i < PARTS; i++)
        node->parts[i] = FORMULA_INIT;
}

static void release_node(struct docx_equation_node *node) {
    for (size_t i = 0; i < PARTS; i++)
        str_release(&node->parts[i].text);
    str_release(&node->character);
    str_release(&node->begin);
    str_release(&node->end);
    str_release(&node->separator);
}

void docx_equation_release(struct docx_walk *walk) {
    while (walk->equation_depth > 0)
        release_node(&walk->equation[--walk->equation_depth]);
    mem_free(walk->equation);
    walk->equation = NULL;
    walk->equation_cap = 0;
}

/* The row that text goes to: the argument that is open, the innermost. */
static struct formula *open_row(struct docx_walk *walk) {
    for (size_t i = walk->equation_depth; i-- > 0;)
        if (walk->equation[i].object == NULL)
            return &walk->equation[i].parts[0];
    return NULL;
}

/* In a list of equations each & says where they are set below one another. */
static bool is_aligned(const struct docx_walk *walk) {
    size_t i = walk->equation_depth;
    while (i > 0 && (walk->equation[i - 1].object == NULL ||
                     strcmp(walk->equation[i - 1].object->name, "eqArr") != 0))
        i--;
    return i > 0;
}

void docx_equation_add_text(struct docx_walk *walk, struct span text) {
    struct str clean = STR_INIT, line = STR_INIT;
    bool aligned = is_aligned(walk);
    text_clean(&clean, text, walk->cleaned);
    for (size_t i = 0; i < clean.len; i++) {
        char c = clean.s[i];
        if (c != '&' || !aligned)
            str_add_byte(&line, c == '\n' || c == '\t' ? ' ' : c);
    }
    str_release(&clean);
    formula_add(open_row(walk), str_span(&line));
    str_release(&line);
}

/* --- elements --- */

static void read_property(struct docx_walk *walk, struct docx_equation_node *node,
                          struct span name) {
    struct span value = xml_read_attribute(walk->xml, "val");
    struct {
        const char *name;
        struct str *text;
        bool *has;
    } const characters[] = {{"chr", &node->character, &node->has_character},
                            {"begChr", &node->begin, &node->has_begin},
                            {"endChr", &node->end, &node->has_end},
                            {"sepChr", &node->separator, &node->has_separator}};
    for (size_t i = 0; i < ARRAY_LEN(characters); i++) {
        if (!span_is(name, characters[i].name))
            continue;
        str_clear(characters[i].text);
        text_clean(characters[i].text, value, NULL);
        *characters[i].has = true;
    }
    if (span_is(name, "type"))
        node->no_bar = span_is(value, "noBar");
    else if (span_is(name, "degHide"))
        node->degree_hidden = xml_read_is_on(walk->xml);
    else if (span_is(name, "subHide"))
        node->sub_hidden = xml_read_is_on(walk->xml);
    else if (span_is(name, "supHide"))
        node->sup_hidden = xml_read_is_on(walk->xml);
    else if (span_is(name, "show"))
        node->unseen = !xml_read_is_on(walk->xml);
    else if (span_is(name, "pos"))
        node->below = span_is(value, "bot");
}

static const struct object *find_object(struct span name) {
    for (size_t i = 0; i < ARRAY_LEN(objects); i++)
        if (span_is(name, objects[i].name))
            return &objects[i];
    return NULL;
}

static enum part find_argument(struct span name) {
    for (size_t i = 0; i < ARRAY_LEN(arguments); i++)
        if (span_is(name, arguments[i].name))
            return arguments[i].part;
    return PARTS;
}

void docx_equation_open(struct docx_walk *walk, struct span name) {
    struct docx_equation_node *top = top_of(walk);
    if (top == NULL) {
        if (span_is(name, "oMath"))
            push(walk, NULL, PART_E);
        return;
    }
    enum part part = find_argument(name);
    const struct object *object = find_object(name);
    if (part != PARTS)
        push(walk, NULL, part);
    else if (object != NULL)
        push(walk, object, PART_E);
    else if (top->object != NULL)
        read_property(walk, top, name);
}

/* An argument goes into its object; several of one kind are listed. */
static void end_argument(struct docx_equation_node *object, struct docx_equation_node *argument) {
    if (object->object == NULL) {
        formula_add_row(&object->parts[0], &argument->parts[0]);
        return;
    }
    struct formula *into = &object->parts[argument->part];
    struct span gap =
        object->has_separator ? str_span(&object->separator) : span_of(object->object->gap);
    if (argument->part == PART_E && object->seen_e)
        formula_add(into, gap);
    object->seen_e |= argument->part == PART_E;
    formula_add_row(into, &argument->parts[0]);
}

/* The rows of a matrix stand where an argument would. */
static void end_object(struct docx_equation_node *outer, struct docx_equation_node *node) {
    struct formula *into = &outer->parts[PART_E];
    if (outer->object != NULL && outer->seen_e)
        formula_add(into, span_of(outer->object->gap));
    outer->seen_e = true;
    node->object->write(into, node);
}

bool docx_equation_close(struct docx_walk *walk, struct span name, struct docx_paragraph *out) {
    struct docx_equation_node *top = top_of(walk);
    if (top == NULL)
        return false;
    bool last = walk->equation_depth == 1;
    bool ends = top->object != NULL
                    ? span_is(name, top->object->name)
                    : (last ? span_is(name, "oMath") : find_argument(name) == top->part);
    if (!ends)
        return false;
    if (last)
        formula_end(&out->text, &top->parts[0], &out->tail);
    else if (top->object == NULL)
        end_argument(top - 1, top);
    else
        end_object(top - 1, top);
    release_node(top);
    walk->equation_depth--;
    return last;
}
