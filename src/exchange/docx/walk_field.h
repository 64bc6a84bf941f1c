/*
 * walk_field.h - fields, as their marks come: instruction, result, what a form says.
 */
#ifndef EXCHANGE_DOCX_WALK_FIELD_H
#define EXCHANGE_DOCX_WALK_FIELD_H

#include "base/text/span.h"

struct docx_field;
struct docx_walk;

void docx_field_mark(struct docx_walk *walk);
void docx_field_open(struct docx_walk *walk); /* fldSimple */
void docx_field_close(struct docx_walk *walk);
void docx_field_add_instruction(struct docx_walk *walk, struct span text);
void docx_field_checked(struct docx_walk *walk);
void docx_field_default(struct docx_walk *walk);
void docx_field_chosen(struct docx_walk *walk);
void docx_field_entry(struct docx_walk *walk);
bool docx_field_is_contents(const struct docx_walk *walk);
void docx_fields_release(struct docx_walk *walk);

#endif
