/* main.c - the only file that sees both the screens and the rest. */
#include "base/mem.h"
#include "base/text/locale.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "exchange/json/read.h"
#include "ui/loop.h"

#include <signal.h>

/* A closed pipe and a file that may not grow are errors of a write, with a sentence, no deaths. */
static void ignore_signal(int number) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

int main(int argc, char **argv) {
    mem_start();
    json_start();
    locale_start();
    ignore_signal(SIGPIPE);
    ignore_signal(SIGXFSZ);
    return cli_main(argc, argv, cli_commands, shell_run);
}
