/*
 * evidence.h - the command of the papers that a report rests on (session/evidence.h).
 */
#ifndef CLI_EVIDENCE_H
#define CLI_EVIDENCE_H

#include "cli/cli.h"

extern const struct cli_command cli_evidence;

#endif
