/*
 * read_value.h - readers of one value of a template file; which type the member has stands behind
 * each.
 */
#ifndef MODEL_TEMPLATE_READ_VALUE_H
#define MODEL_TEMPLATE_READ_VALUE_H

#include "model/label.h"
#include "model/template/template.h"

struct reader;
struct yaml_node;

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
void read_paper(struct reader *, const struct yaml_node *, void *); /* enum paper */
void read_kind(struct reader *, const struct yaml_node *, void *);
void read_method(struct reader *, const struct yaml_node *, void *); /* enum score_method */
void read_deduct_count(struct reader *, const struct yaml_node *, void *);
void read_severity(struct reader *, const struct yaml_node *, void *); /* char *, as the next */
void read_encoding(struct reader *, const struct yaml_node *, void *);
void read_contents(struct reader *, const struct yaml_node *, void *); /* int, 1 to 3 */
void read_word_file(struct reader *, const struct yaml_node *, void *);
void read_page(struct reader *, const struct yaml_node *, void *);
/* Of a node that is no key's value. */
bool reader_take_numbering(struct reader *reader, const struct yaml_node *value,
                           enum numbering *style);
bool reader_take_score_column(struct reader *reader, const struct yaml_node *value,
                              enum score_column *column);
/* Decimal text in millionths; false where it has more than 6 decimals or 9 digits before them. */
bool decimal_to_millionths(const char *text, int64_t *out);

#endif
