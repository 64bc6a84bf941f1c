/*
 * ledger.h - all numbers in the prose of a report, read as one text, so that what one section says
 * can be held against what another does: what each is of, of which time, and whether it was planned
 * or reached.
 * Invariants: facts stand in the order of the report.
 * Ownership: the ledger owns the text, the quantities and the facts; the report stays borrowed.
 */
#ifndef CHECK_LEDGER_H
#define CHECK_LEDGER_H

#include "check/relation.h"

/* What there is one of in a report; all else is ITEM_NAMED: the same words are the same item. */
enum item {
    ITEM_NONE,
    ITEM_SHORT, /* a name of two or three characters: 覆盖率 */
    ITEM_NAMED,
    ITEM_POSTS,     /* 编制 */
    ITEM_STAFF,     /* 在职人员 */
    ITEM_INCOME,    /* 总收入 */
    ITEM_EXPENSE,   /* 总支出 */
    ITEM_BASIC,     /* 基本支出 */
    ITEM_PROJECT,   /* 项目支出 */
    ITEM_PERSONNEL, /* 人员经费 */
    ITEM_PUBLIC,    /* 公用经费 */
    ITEM_THREE,     /* 三公经费 */
    ITEM_RECEPTION, /* 公务接待费 */
    ITEM_CARS,      /* 公务用车购置及运行维护费 */
    ITEM_ABROAD,    /* 因公出国（境）费 */
    ITEM_BUDGET,    /* 年初预算 */
    ITEM_ADJUSTED,  /* 全年预算 */
    ITEM_LEFT,      /* 年末结转结余 */
    ITEM_SURPLUS,   /* 当年结余 */
    ITEM_SCORE,     /* 自评总分 */
};

enum fact_time { TIME_NOW, TIME_BEFORE, TIME_START, TIME_OTHER };

struct fact {
    const struct mention *mention;
    size_t part; /* of the report: ledger.parts */
    enum item item;
    size_t from, to; /* its name in the text, without what leads to it */
    uint64_t owner;  /* whose money it is; 0: nothing is said */
    uint64_t key;    /* of item, unit and owner; not of the time */
    enum fact_time time;
    bool plan;  /* aimed at, not reached */
    bool inner; /* behind 其中: one of several */
};

/* A section's body in the text. */
struct ledger_part {
    const struct section *section;
    size_t from, to;
    bool goal; /* its heading speaks of aims */
};

struct ledger {
    const struct report *report;
    char32_t *text; /* the bodies, split by '\n' */
    size_t length, cap;
    struct ledger_part *parts;
    size_t part_count, part_cap;
    struct quantities quantities;
    struct fact *facts;
    size_t count, fact_cap;
};

void ledger_read(struct ledger *ledger, const struct report *report); /* to be released */
void ledger_release(struct ledger *ledger);

/* Whether the number is aimed at, not reached: its section, its sentence or its label say so. */
bool ledger_is_plan(const struct ledger *ledger, const struct mention *n, size_t part);
size_t ledger_part_of(const struct ledger *ledger, const struct mention *n);
/* A part as the checkers read it: its points begin at parts[part].from of the text. */
struct passage ledger_passage(const struct ledger *ledger, size_t part);
#endif
