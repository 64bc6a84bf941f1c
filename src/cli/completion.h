/*
 * completion.h - what bash and zsh need to complete a command line of jixiao, made from the tables
 * that the help is made of.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/cli.h"

extern const struct cli_command cli_completion;

#endif
