/*
 * remark_in.h - `remark in`, `take` and `refuse`: a reviewed file comes in, its proposals are
 * decided.
 */
#ifndef CLI_REMARK_IN_H
#define CLI_REMARK_IN_H

#include "cli/cli.h"
#include "model/remark/remark.h"

/* The report is loaded; the arguments are those behind its number. */
MUST_CHECK enum rc cli_remark_in(struct cli *cli, enum stage stage, enum remark_weight weight,
                                 struct err *err);
/* One by its number, or all of --author's. number: 0: none was given. */
MUST_CHECK enum rc cli_remark_take(struct cli *cli, size_t number, struct err *err);
MUST_CHECK enum rc cli_remark_refuse(struct cli *cli, size_t number, struct err *err);

#endif
