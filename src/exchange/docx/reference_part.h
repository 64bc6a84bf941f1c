/*
 * reference_part.h - the parts of an office's Word file that reference.c takes over: where one part
 * points to, what of headers and footers is let through, and the pictures they show.
 */
#ifndef EXCHANGE_DOCX_REFERENCE_PART_H
#define EXCHANGE_DOCX_REFERENCE_PART_H

#include "exchange/docx/reference.h"
#include "exchange/package/xml_tree.h"
#include "exchange/package/zip_read.h"

#define RELATION_TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

enum { REFERENCE_PART_MOST = 16 * 1024 * 1024 /* bytes, unpacked */ };

struct part_relation {
    char *id, *type; /* the last word of its type: "styles", "image" */
    char *target;    /* a part of the file, or what an external one says */
    bool external;
};
struct part_relations {
    struct part_relation *items;
    size_t count, cap;
};

/* What `part` points to; nothing where it has no relations. */
MUST_CHECK enum rc part_relations_read(struct part_relations *out, struct zip_read *zip,
                                       const char *part, struct err *err);
void part_relations_release(struct part_relations *relations);
/* By id, or by the word of its type; NULL. */
const struct part_relation *part_relations_find(const struct part_relations *relations,
                                                const char *id);
const struct part_relation *part_relations_of_type(const struct part_relations *relations,
                                                   const char *type);

/* A part as a tree. RC_INPUT: damaged, unsafe, too large, or not there. */
MUST_CHECK enum rc part_tree_read(struct xml_tree **out, struct zip_read *zip, const char *part,
                                  struct err *err);

struct part_list {
    struct docx_part *items;
    size_t count, cap;
};
/* Room for a part of that name, empty. */
struct str *part_list_add(struct part_list *list, const char *name);
void part_list_release(struct part_list *list);

/* Takes over the header or footer `part` as `name` ("word/header1.xml"), with its pictures. */
MUST_CHECK enum rc part_take_header(struct part_list *list, struct zip_read *zip, const char *part,
                                    const char *name, struct err *err);

#endif
