/*
 * offer.h - figures REPORT --offer and --take: the numbers of the text that are figures of the
 * template. The report is loaded.
 */
#ifndef CLI_OFFER_H
#define CLI_OFFER_H

#include "cli/cli.h"

void cli_list_offers(struct cli *cli);
/* The arguments behind the report's number are numbers of that list. */
MUST_CHECK enum rc cli_take_offers(struct cli *cli, struct err *err);

#endif
