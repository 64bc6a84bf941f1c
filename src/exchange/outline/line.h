/*
 * line.h - a line of a file as the outline sees it: its candidate labels, what stands behind them.
 */
#ifndef EXCHANGE_OUTLINE_LINE_H
#define EXCHANGE_OUTLINE_LINE_H

#include "exchange/reader.h"

struct outline;
struct outline_line;

void outline_init(struct outline *outline, const struct document *document, enum source_kind kind,
                  struct template *template);
void outline_release(struct outline *outline);
/* Reads heading and end mark of a line that has no label. */
void outline_read_unlabelled(struct outline_line *line);
/* Of an attachment that label_take does not know, what stands before the gap is the label: there is
 * no attachment without one. */
void outline_label_attachment(struct outline_line *line);

#endif
