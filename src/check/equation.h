/*
 * equation.h - what can hold between some numbers of a sentence: a signed sum, a quotient, a
 * product. In whole numbers, so that many can be tried: a cell is a mention as an integer of its
 * unit's smallest printed digit. Nothing is owned; cells and equations live with whoever fills
 * them.
 */
#ifndef CHECK_EQUATION_H
#define CHECK_EQUATION_H

#include "check/relation.h"
#include "check/slip.h"

enum { CELLS_MOST = 64, TERMS_IN_EQUATION = 10 };

struct cell {
    const struct mention *n;
    int64_t printed; /* its digits without the point */
    int64_t value;   /* in units of 10^exponent */
    int64_t step;    /* one last printed digit of it in these units */
    int64_t open;    /* by how much rounding leaves it open, from end to end; 0: it is exact */
    int exponent;    /* the same for all cells of one unit */
    bool holds;      /* some equation that words name holds with it */
    bool right;      /* … and leaves it no room for a slip */
};

struct cells {
    struct cell at[CELLS_MOST];
    size_t count, own; /* those from `own` on stand in the sentence itself */
};

/* The numbers of the sentence, behind some of the sentence before it; false: too many, or too few
 * to say anything. */
bool cells_read(struct cells *cells, const struct sentence *s);

enum equation_form {
    EQUATION_SUM,      /* factor × first = the others with their signs */
    EQUATION_QUOTIENT, /* first = tops ÷ bottoms, a percentage or a multiple */
    EQUATION_PRODUCT   /* first × second × factor = third */
};

/* The first term is the number whose words name the relation. */
struct equation {
    enum equation_form form;
    unsigned char count, at[TERMS_IN_EQUATION];                    /* cells */
    signed char top[TERMS_IN_EQUATION], bottom[TERMS_IN_EQUATION]; /* signs; of a sum `top` */
    int factor, shift; /* of a product 10^shift: 每万人 is of people and 4 */
    unsigned likely;   /* how many times likelier than others its words and place make it */
    bool mean;         /* of a product: the first is an average, which rounds; else a price */
    bool excuse;       /* one more way it may have come about: it accuses nobody */
    unsigned span;     /* how far its cells are apart; no two of a list have the same */
};

/* Within what the rounding of all its numbers leaves open. */
bool equation_holds(const struct equation *equation, const struct cells *cells);
/* Whether it leaves its numbers so little room that they are right where it holds. */
bool equation_is_tight(const struct equation *equation, const struct cells *cells);
/* The rarest slip of the cell with which it would hold to the last digit of what is reckoned;
 * `meant` (may be NULL) what it makes of it, in the cell's units. */
enum slip equation_slip(const struct equation *equation, const struct cells *cells, size_t cell,
                        int64_t *meant);
/* … and to the last digit of what is reckoned. */
bool equation_holds_exactly(const struct equation *equation, const struct cells *cells);
/* How wide the window is that rounding leaves open, in parts of a million of its numbers. */
int64_t equation_width(const struct equation *equation, const struct cells *cells);
/* How likely numbers that have nothing to do with each other come that near by a slip of that kind
 * or a rarer one, of the cells that hold nowhere else: parts of a million. */
int64_t equation_chance(const struct equation *equation, const struct cells *cells, enum slip kind);

#endif
