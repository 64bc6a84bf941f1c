/*
 * read.h - the inside of template_read(): what its files share. Each mapping of a template
 * file is a table of keys; a key knows the function that reads its value into a record's member.
 * Names and references are noted while reading and resolved at the end (read_name.c), so
 * that order in the file does not matter. Faults are collected, never returned: a member whose
 * value is at fault stays as it was.
 */
#ifndef MODEL_TEMPLATE_READ_H
#define MODEL_TEMPLATE_READ_H

#include "model/template/template.h"
#include "model/template/yaml_tree.h"

/* Names are unique in their family; FAMILY_LOCAL and above belong to one list each. */
enum {
    FAMILY_VALUE, /* questions and figures: what ${name} can be */
    FAMILY_SECTION,
    FAMILY_RULE,
    FAMILY_INDICATOR,
    FAMILY_LOCAL
};

struct reader_name {
    const char *name; /* borrowed from the node; first, for fault_nearest */
    unsigned family;
    size_t order, figure; /* of figures: the index, else SIZE_MAX */
    struct place place;
};

enum reference_kind {
    REFERENCE_HEADING, /* ${name} of a question */
    REFERENCE_PROSE,   /* ${name}, ${name.prior} … of questions and figures */
    REFERENCE_SECTION, /* the bare name of a section */
    REFERENCE_SCORES,  /* the score sheet */
    REFERENCE_FIGURE,  /* that of a figure */
    REFERENCE_EXPRESSION
};
struct reader_reference {
    enum reference_kind kind;
    bool self; /* "." may stand in the expression */
    const struct yaml_node *node;
    const struct expression *expression;
    const char *key; /* of an expression: the key that it is the value of; borrowed */
};

struct reader {
    struct template *template;
    const struct yaml_node *root;
    struct faults *faults;
    struct reader_name *names;
    size_t name_count, name_cap;
    struct reader_reference *references;
    size_t reference_count, reference_cap;
    unsigned family; /* the next local one */
    int depth;       /* of the section that is being read */
};

/* `key` is the key's node, the value is key->next; member points into the record. */
struct key {
    const char *name;
    void (*read)(struct reader *reader, const struct yaml_node *key, void *member);
    size_t offset;
    bool wanted;
};
#define KEY(name, read, type, member)                                                              \
    { name, read, offsetof(type, member), false }
#define KEY_WANTED(name, read, type, member)                                                       \
    { name, read, offsetof(type, member), true }
/* for values that fill several members: read gets the record */
#define KEY_OF(name, read)                                                                         \
    { name, read, 0, false }

/* ---- read.c ---- */
/* Reads a mapping; says what is unknown, double or missing. False if it is no mapping. */
bool reader_map(struct reader *reader, const struct yaml_node *map, const struct key *keys,
                size_t count, void *record);
/* The items of a list after key, or NULL with a fault. */
const struct yaml_node *reader_list(struct reader *reader, const struct yaml_node *key);
/* Allocates an array for the list after key and reads each item by its table of keys. */
void *reader_records(struct reader *reader, const struct yaml_node *key, const struct key *keys,
                     size_t key_count, size_t size, size_t *count);
/* The value node of a key of a map, or NULL. */
const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key);
struct place reader_place(const struct yaml_node *map, const char *key); /* of its value, or map */

/* ---- read_value.c: readers of one value; the member's type stands behind ---- */
void read_plain(struct reader *, const struct yaml_node *, void *);   /* char *, one line */
void read_heading(struct reader *, const struct yaml_node *, void *); /* char *, not empty */
void read_lines(struct reader *, const struct yaml_node *, void *);   /* char *, as read_heading */
void read_prose(struct reader *, const struct yaml_node *, void *);   /* char * */
void read_form_id(struct reader *, const struct yaml_node *, void *); /* char * */
void read_bool(struct reader *, const struct yaml_node *, void *);    /* bool */
void read_condition(struct reader *, const struct yaml_node *, void *);  /* struct condition */
void read_formula(struct reader *, const struct yaml_node *, void *);    /* without true, false */
void read_constraint(struct reader *, const struct yaml_node *, void *); /* "." allowed */
void read_length(struct reader *, const struct yaml_node *, void *);     /* long */
void read_decimals(struct reader *, const struct yaml_node *, void *);   /* int */
void read_decimal(struct reader *, const struct yaml_node *, void *);    /* char *: 12.5 */
void read_share(struct reader *, const struct yaml_node *, void *);      /* char *: 12.5 or 30% */
void read_type(struct reader *, const struct yaml_node *, void *);       /* enum value_type */
void read_carry(struct reader *, const struct yaml_node *, void *);
void read_form(struct reader *, const struct yaml_node *, void *);
void read_kind(struct reader *, const struct yaml_node *, void *);
void read_method(struct reader *, const struct yaml_node *, void *); /* enum score_method */
void read_deduct_count(struct reader *, const struct yaml_node *, void *);
void read_severity(struct reader *, const struct yaml_node *, void *); /* char *, as the next */
void read_encoding(struct reader *, const struct yaml_node *, void *);
void read_page(struct reader *, const struct yaml_node *, void *);
/* Of a node that is no key's value. */
bool reader_take_numbering(struct reader *reader, const struct yaml_node *value,
                           enum numbering *style);
/* Checks kind and emptiness of a key's value and gives its text without line ends behind it. */
bool reader_take_value(struct reader *reader, const struct yaml_node *key, struct span *text);
/* Decimal text in millionths; false where it has more than 6 decimals or 9 digits before them. */
bool decimal_to_millionths(const char *text, int64_t *out);

/* ---- read_name.c ---- */
void read_name(struct reader *, const struct yaml_node *, void *); /* char *; noted by the owner */
void reader_note_name(struct reader *reader, const struct yaml_node *map, unsigned family,
                      size_t figure);
void reader_note_names(struct reader *reader, const struct yaml_node *list); /* a new family */
void reader_note_reference(struct reader *reader, enum reference_kind kind,
                           const struct yaml_node *node, const struct expression *expression,
                           bool self);
void reader_check_names(struct reader *reader); /* duplicates, references, circles */

/* ---- read_kind.c ---- */
void reader_check_kinds(struct reader *reader); /* of expressions whose names are right */

/* ---- one file a family of keys; each gets the whole template ---- */
void read_questions(struct reader *, const struct yaml_node *, void *);
void read_figures(struct reader *, const struct yaml_node *, void *);
void read_rules(struct reader *, const struct yaml_node *, void *);
void read_pairs(struct reader *, const struct yaml_node *, void *);
void read_sections(struct reader *, const struct yaml_node *, void *);
void read_grades(struct reader *, const struct yaml_node *, void *);
void read_indicators(struct reader *, const struct yaml_node *, void *);
void read_caps(struct reader *, const struct yaml_node *, void *);

#endif
