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
    REFERENCE_HEADING,   /* ${name} of a question */
    REFERENCE_PROSE,     /* ${name}, ${name.prior} … of questions and figures */
    REFERENCE_CELL,      /* as PROSE, and ${name.score}, ${name.weight} of indicators */
    REFERENCE_INDICATOR, /* the bare name of an indicator */
    REFERENCE_SECTION,   /* the bare name of a section */
    REFERENCE_SCORES,    /* the score sheet */
    REFERENCE_FIGURE,    /* that of a figure */
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
    int repeats;     /* sections that may repeat, so far */
    /* template_read, for who looks into a built-in template from within this one. */
    enum rc (*read_other)(struct template **out, struct span yaml, const char *file,
                          struct err *err);
    bool circle; /* conditions that wait for one another were told, once for all */
    bool strict; /* refuses what earlier versions took without a meaning */
};

/* `key` is the key's node, the value is key->next; member points into the record. */
struct key {
    const char *name;
    void (*read)(struct reader *reader, const struct yaml_node *key, void *member);
    size_t offset;
    bool wanted;
};
/* What a mapping of that name may hold, for who goes through all keys (template_key_name). */
struct key_table {
    const char *of; /* section, figure, …; the file itself: template */
    const struct key *keys;
    size_t count;
};
#define KEY(name, read, type, member)                                                              \
    { name, read, offsetof(type, member), false }
#define KEY_WANTED(name, read, type, member)                                                       \
    { name, read, offsetof(type, member), true }
/* for values that fill several members: read gets the record */
#define KEY_OF(name, read)                                                                         \
    { name, read, 0, false }

extern const struct key_table top_key_tables[]; /* of the file itself, ended by a name NULL */

/* template_read; strict: template_read_new (model/template/handed_in.h). */
MUST_CHECK enum rc reader_read(struct template **out, struct span yaml, const char *file,
                               bool strict, struct err *err);

#endif
