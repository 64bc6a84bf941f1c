/*
 * plain_caption.h - what the caption of a column in somebody's table says: whether its numbers are
 * this year's, and whether they are amounts that were reached, plans, rates or averages. Nothing is
 * owned.
 */
#ifndef EXCHANGE_SHEET_PLAIN_CAPTION_H
#define EXCHANGE_SHEET_PLAIN_CAPTION_H

#include "exchange/sheet/read_row.h"

enum plain_rank {
    RANK_NEVER, /* no value of this year: 行次, 上年数, 一季度 */
    RANK_MAYBE,
    RANK_NAMED /* this year's value */
};
struct plain_caption {
    enum plain_rank rank;
    enum plain_kind kind;
    bool is_total; /* 合计 of the columns beside it */
};
struct plain_caption plain_caption_read(struct span text, int year);
/* Whether a line or a sheet's name says a year, and not this one: 2022年决算. */
bool plain_is_other_year(struct span name, int year);
/* The year that the title of a table says, 0: none. A day (2024年3月5日) is no such year, and
 * neither is that of a law. */
int plain_title_year(struct span line);
/* The caption without its unit and without the year, or the word for it; false: it says neither
 * that year nor a word for it. `is_prior`: 上年, 去年; else 今年, 本年. */
bool plain_caption_add_stem(struct str *out, struct span caption, int year, bool is_prior);

/* The caption, folded, without its unit. */
void plain_caption_add_label(struct str *out, struct span caption);
/* Whether it stands above names: 项目, 指标名称. */
bool plain_caption_is_of_names(struct span text);

#endif
