/* completion: what bash and zsh need to complete a command line of jixiao, made from the tables
 * that the help is made of: schema/completion has the scripts, with @NAME@ where a table goes. */
#include "cli/completion.h"

#include "base/embedded.h"
#include "base/lang.h"
#include "cli/command_line.h"

#include <string.h>

static bool has_words(const struct cli_option_row *option) {
    return option->value != NULL && strchr(option->value, '|') != NULL;
}

/* Appends the words of "a|b|c" with blanks between. */
static void add_words(struct str *out, const char *words) {
    struct span rest = span_of(words);
    for (size_t bar = span_find(rest, SPAN("|")); bar != SIZE_MAX;
         bar = span_find(rest, SPAN("|"))) {
        str_add(out, span_sub(rest, 0, bar));
        str_add_byte(out, ' ');
        rest = span_sub(rest, bar + 1, rest.n);
    }
    str_add(out, rest);
}

static void add_names(struct str *out, const struct cli *cli) {
    for (size_t i = 0; cli->commands[i] != NULL; i++)
        str_add_format(out, "%s%s", i > 0 ? " " : "", cli->commands[i]->name);
}

static void add_verbs(struct str *out, const struct cli_verb *verbs) {
    for (const struct cli_verb *verb = verbs; verb->word != NULL; verb++)
        str_add_format(out, "%s%s", verb > verbs ? " " : "", verb->word);
}

/* What the first argument may be; nothing where it is anything. */
static void add_first(struct str *out, const struct cli *cli, const struct cli_command *command) {
    if (command == &cli_help)
        add_names(out, cli);
    else if (command->verbs != NULL)
        add_verbs(out, command->verbs);
    else
        add_words(out, command->first);
}

/* The options of a set, with `gap` between. */
static void add_options(struct str *out, uint64_t set, const char *gap) {
    size_t count = 0;
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
        if ((set >> i & 1) != 0)
            str_add_format(out, "%s%s", count++ > 0 ? gap : "", cli_options[i].word);
}

/* --- bash --- */

/* Those with a value that is `words` (one of some) or not. */
static uint64_t with_value(bool words) {
    uint64_t set = 0;
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
        if (cli_options[i].value != NULL && has_words(&cli_options[i]) == words)
            set |= UINT64_C(1) << i;
    return set;
}

static void bash_common(struct str *out, const struct cli *cli) {
    (void)cli;
    add_options(out, cli_common_options, " ");
}
static void bash_take_values(struct str *out, const struct cli *cli) {
    (void)cli;
    add_options(out, with_value(true) | with_value(false), " | ");
}
static void bash_take_files(struct str *out, const struct cli *cli) {
    (void)cli;
    add_options(out, cli_file_options(), " | ");
}
static void bash_take_anything(struct str *out, const struct cli *cli) {
    (void)cli;
    add_options(out, with_value(false) & ~cli_file_options(), " | ");
}

static void bash_values(struct str *out, const struct cli *cli) {
    (void)cli;
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        if (!has_words(&cli_options[i]))
            continue;
        str_add_format(out, "    %s) words='", cli_options[i].word);
        add_words(out, cli_options[i].value);
        str_add_text(out, "' ;;\n");
    }
}

static void bash_commands(struct str *out, const struct cli *cli) {
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        const struct cli_command *command = cli->commands[i];
        str_add_format(out, "        %s) options='", command->name);
        add_options(out, command->options, " ");
        str_add_text(out, "' first='");
        add_first(out, cli, command);
        str_add_format(out, "' from=%zu ;;\n", command->files_from);
    }
}

/* --- zsh --- */

/* Inside quotes; a sign of `special` gets a backslash. */
static void add_quoted(struct str *out, const char *text, const char *special) {
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            str_add_text(out, "'\\'");
        else if (strchr(special, *text) != NULL)
            str_add_byte(out, '\\');
        str_add_byte(out, *text);
    }
}

static void zsh_names(struct str *out, const struct cli *cli) {
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        str_add_format(out, "    '%s:", cli->commands[i]->name);
        add_quoted(out, _(cli->commands[i]->help), "\\");
        str_add_text(out, "'\n");
    }
}

/* '--db=[数据库文件]:文件:_files' */
static void add_zsh_option(struct str *out, size_t i) {
    const struct cli_option_row *option = &cli_options[i];
    bool is_long = option->word[1] == '-';
    str_add_format(out, "'%s%s[", option->word, option->value != NULL && is_long ? "=" : "");
    add_quoted(out, _(option->help), "[]:\\");
    str_add_byte(out, ']');
    if (option->value == NULL) {
        str_add_byte(out, '\'');
        return;
    }
    str_add_byte(out, ':');
    add_quoted(out, has_words(option) ? " " : _(option->value), ":\\");
    str_add_byte(out, ':');
    if ((cli_file_options() >> i & 1) != 0)
        str_add_text(out, "_files");
    if (has_words(option)) {
        str_add_byte(out, '(');
        add_words(out, option->value);
        str_add_byte(out, ')');
    }
    str_add_byte(out, '\'');
}

static void add_zsh_options(struct str *out, uint64_t set, const char *before, const char *behind) {
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        if ((set >> i & 1) == 0)
            continue;
        str_add_text(out, before);
        add_zsh_option(out, i);
        str_add_text(out, behind);
    }
}

static void zsh_common(struct str *out, const struct cli *cli) {
    (void)cli;
    add_zsh_options(out, cli_common_options, "    ", "\n");
}

static void zsh_commands(struct str *out, const struct cli *cli) {
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        const struct cli_command *command = cli->commands[i];
        struct str first = STR_INIT;
        add_first(&first, cli, command);
        str_add_format(out, "    %s) _arguments $common", command->name);
        add_zsh_options(out, command->options, " ", "");
        if (first.len > 0)
            str_add_format(out, " '1: :(%s)'", first.s);
        for (size_t k = first.len > 0 ? 2 : 1; k < command->files_from; k++)
            str_add_format(out, " '%zu: :()'", k);
        /* Behind a word that no specification allows zsh completes nothing more. An empty list of
         * words, and not nothing: that would count as an offer, and keep the only option from being
         * put in. */
        str_add_format(out, " '*: :%s' ;;\n", command->files_from > 0 ? "_files" : "()");
        str_release(&first);
    }
}

/* --- both --- */

static const struct {
    const char *shell, *name;
    void (*add)(struct str *out, const struct cli *cli);
} parts[] = {
    {"bash", "COMMON", bash_common},
    {"bash", "NAMES", add_names},
    {"bash", "TAKE_VALUES", bash_take_values},
    {"bash", "TAKE_FILES", bash_take_files},
    {"bash", "TAKE_ANYTHING", bash_take_anything},
    {"bash", "VALUES", bash_values},
    {"bash", "COMMANDS", bash_commands},
    {"zsh", "NAMES", zsh_names},
    {"zsh", "COMMON", zsh_common},
    {"zsh", "COMMANDS", zsh_commands},
};

static void add_part(struct str *out, const struct cli *cli, const char *shell, struct span name) {
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (strcmp(parts[i].shell, shell) == 0 && span_is(name, parts[i].name)) {
            parts[i].add(out, cli);
            return;
        }
    assert(false); /* a name in schema/completion that no table has */
}

/* A part that fills its line ends with one itself. */
static void add_script(struct str *out, const struct cli *cli, const char *shell,
                       struct span script) {
    struct span line;
    if (span_ends_with(script, SPAN("\n")))
        script.n--;
    while (span_take_line(&script, &line)) {
        bool filled = false;
        for (size_t at = span_find(line, SPAN("@")); at != SIZE_MAX;
             at = span_find(line, SPAN("@"))) {
            struct span rest = span_sub(line, at + 1, line.n);
            size_t end = span_find(rest, SPAN("@"));
            bool is_part = end != SIZE_MAX && end > 0 && rest.p[0] >= 'A' && rest.p[0] <= 'Z';
            str_add(out, span_sub(line, 0, is_part ? at : at + 1));
            filled = is_part && at == 0 && end + 1 == rest.n;
            if (is_part)
                add_part(out, cli, shell, span_sub(rest, 0, end));
            line = is_part ? span_sub(rest, end + 1, rest.n) : rest;
        }
        str_add(out, line);
        if (!filled)
            str_add_byte(out, '\n');
    }
}

static enum rc run_completion(struct cli *cli, struct err *err) {
    static const char *const shells[][2] = {{"bash", "completion/bash.txt"},
                                            {"zsh", "completion/zsh.txt"}};
    for (size_t i = 0; i < ARRAY_LEN(shells); i++) {
        if (strcmp(cli->arguments[0], shells[i][0]) != 0)
            continue;
        const struct embedded *script = embedded_find(shells[i][1]);
        add_script(&cli->out, cli, shells[i][0], embedded_text(script));
        return RC_OK;
    }
    return cli_usage_error(&cli_completion, err);
}

const struct cli_command cli_completion = {
    .name = "completion",
    .usage = N_("completion bash|zsh"),
    .help = N_("写出bash或zsh补全命令行的脚本"),
    .first = "bash|zsh",
    .least = 1,
    .most = 1,
    .needs = CLI_NO_STORE,
    .run = run_completion,
};
