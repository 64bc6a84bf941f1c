/*
 * template_draft_own.h - the parts that a template made out of a report (template_draft.h) takes
 * over from the template that the report was made with, as YAML.
 */
#ifndef MODEL_TEMPLATE_DRAFT_OWN_H
#define MODEL_TEMPLATE_DRAFT_OWN_H

#include "base/text/str.h"

struct template_section;

/* "text" in quotes, on one line. */
void yaml_add_quoted(struct str *out, struct span text);
/* A key and its text in quotes, after so many blanks; nothing where the text is NULL or empty. */
void yaml_add_key(struct str *out, size_t indent, const char *key, const char *text);

/* The block of that key as the file has it, from the key's line to the next key; "" where the file
 * does not write its top keys on lines of their own, or has no such key. */
struct span yaml_find_block(struct span yaml, const char *key);
/* How far the items of the block's list stand in; SIZE_MAX: none stands on a line of its own. */
size_t yaml_item_indent(struct span block);

/* Every key of the section but name, label, default and sections. */
void section_keys_add(struct str *out, size_t indent, const struct template_section *section);

#endif
