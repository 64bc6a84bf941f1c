/* main.c - the only file that sees both the screens and the rest. */
#include "app/cli.h"
#include "ui/shell.h"

#include <locale.h>
#include <signal.h>

/* A closed pipe and a file that may not grow are errors of a write, with a sentence, no deaths. */
static void ignore_signal(int number) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

int main(int argc, char **argv) {
    if (setlocale(LC_ALL, "") == NULL)
        (void)setlocale(LC_ALL, "C.UTF-8");
    ignore_signal(SIGPIPE);
    ignore_signal(SIGXFSZ);
    return cli_main(argc, argv, shell_run);
}
