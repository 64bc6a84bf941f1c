/* main.c - the only file that sees both the screens and the rest. */
#include "base/mem.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "exchange/json/read.h"
#include "ui/loop.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

/* A closed pipe and a file that may not grow are errors of a write, with a sentence, no deaths. */
static void ignore_signal(int number) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

/* A missing locale, and plain C, cannot carry Chinese: C.UTF-8 is what terminals mostly are. */
static void choose_locale(void) {
    if (setlocale(LC_ALL, "") == NULL)
        (void)setlocale(LC_ALL, "C.UTF-8");
    else if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
        (void)setlocale(LC_CTYPE, "C.UTF-8");
}

int main(int argc, char **argv) {
    mem_start();
    json_start();
    choose_locale();
    ignore_signal(SIGPIPE);
    ignore_signal(SIGXFSZ);
    return cli_main(argc, argv, cli_commands, shell_run);
}
