#include "cli/command_line.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/say.h"
#include "base/text/char_class.h"
#include "base/text/charset.h"
#include "cli/libraries.h"

#include <locale.h>
#include <string.h>

/* --- parsing --- */

static enum rc find_option(struct span word, enum cli_option *option, struct err *err) {
    if (span_is(word, "-h"))
        word = SPAN("--help");
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        if (!span_is(word, cli_options[i].word))
            continue;
        *option = (enum cli_option)i;
        return RC_OK;
    }
    return err_set(err, RC_USAGE, _("不认识的选项“%.*s”；用jixiao help查看"), SPAN_ARG(word));
}

/* One option at argv[*i]; `--name=value` or `--name value`. */
static enum rc take_option(struct cli *cli, int argc, char **argv, int *i, struct err *err) {
    const char *text = argv[*i];
    const char *equals = strncmp(text, "--", 2) == 0 ? strchr(text, '=') : NULL;
    size_t length = equals != NULL ? (size_t)(equals - text) : strlen(text);
    enum cli_option option = CLI_HELP;
    enum rc rc = find_option((struct span){text, length}, &option, err);
    if (rc != RC_OK)
        return rc;
    if (cli_options[option].value == NULL) {
        if (equals != NULL)
            return err_set(err, RC_USAGE, _("%s不带值"), cli_options[option].word);
        cli->given[option] = "";
        return RC_OK;
    }
    if (equals == NULL && *i + 1 >= argc)
        return err_set(err, RC_USAGE, _("%s后面缺少%s"), cli_options[option].word,
                       _(cli_options[option].value));
    cli->given[option] = equals != NULL ? equals + 1 : argv[++*i];
    return RC_OK;
}

static enum rc parse(struct cli *cli, int argc, char **argv, struct err *err) {
    bool only_arguments = false;
    for (int i = 1; i < argc; i++) {
        bool is_option = !only_arguments && argv[i][0] == '-' && argv[i][1] != '\0';
        if (is_option && strcmp(argv[i], "--") == 0) {
            only_arguments = true;
            continue;
        }
        enum rc rc = RC_OK;
        if (is_option)
            rc = take_option(cli, argc, argv, &i, err);
        else
            cli->arguments[cli->count++] = argv[i];
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

static const struct cli_command *find_command(const struct cli *cli, const char *name) {
    for (const struct cli_command *const *command = cli->commands; *command != NULL; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

static enum rc check_options(const struct cli *cli, const struct cli_command *command,
                             struct err *err) {
    uint64_t allowed = cli_common_options | (command != NULL ? command->options : 0);
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
        if (cli->given[i] != NULL && (allowed >> i & 1) == 0)
            return err_set(err, RC_USAGE, _("%s不能用于%s"), cli_options[i].word,
                           command != NULL ? command->name : "jixiao");
    if (command != NULL && (cli->count < command->least || cli->count > command->most))
        return cli_usage_error(command, err);
    return RC_OK;
}

/* --- help --- */

static void add_options(struct str *out, uint64_t which) {
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
        if ((which >> i & 1) == 0)
            continue;
        size_t from = out->len;
        str_add_format(out, "  %s %s", cli_options[i].word,
                       cli_options[i].value != NULL ? _(cli_options[i].value) : "");
        cli_pad(out, from, 30);
        str_add_format(out, "%s\n", _(cli_options[i].help));
    }
}

static void add_command_help(struct str *out, const struct cli_command *command) {
    str_add_format(out, "jixiao %s\n  %s\n", _(command->usage), _(command->help));
    if (command->options != 0)
        str_add_format(out, "\n%s\n", _("选项"));
    add_options(out, command->options);
    str_add_format(out, "\n%s\n", _("通用选项"));
    add_options(out, cli_common_options);
}

static void add_help(struct cli *cli) {
    struct str *out = &cli->out;
    str_add_format(out, "%s\n\n%s\n", _("jixiao（绩效）：编写部门整体支出绩效评价报告"),
                   _("jixiao [报告号]　打开全屏界面"));
    for (const struct cli_command *const *command = cli->commands; *command != NULL; command++) {
        size_t from = out->len;
        str_add_format(out, "  %s", (*command)->name);
        cli_pad(out, from, 12);
        str_add_format(out, "%s\n", _((*command)->help));
    }
    str_add_format(out, "\n%s\n", _("通用选项"));
    add_options(out, cli_common_options);
    str_add_format(out, "\n%s\n", _("jixiao help 命令　查看一个命令的用法"));
}

static enum rc run_help(struct cli *cli, struct err *err) {
    if (cli->count == 0) {
        add_help(cli);
        return RC_OK;
    }
    const struct cli_command *command = find_command(cli, cli->arguments[0]);
    if (command == NULL)
        return err_set(err, RC_USAGE, _("没有“%s”这个命令；用jixiao help查看"), cli->arguments[0]);
    add_command_help(&cli->out, command);
    return RC_OK;
}

const struct cli_command cli_help = {
    .name = "help",
    .usage = N_("help [命令]"),
    .help = N_("说明全部命令，或一个命令的用法"),
    .most = 1,
    .needs = CLI_NO_STORE,
    .run = run_help,
};

/* --- running --- */

static void choose_language(const struct cli *cli) {
    if (cli_has(cli, CLI_LANG))
        return;
    const char *locale = setlocale(LC_MESSAGES, NULL);
    bool english = locale != NULL && strncmp(locale, "en", 2) == 0;
    (void)lang_set(english || !charset_carries_chinese(charset_of_locale()) ? "en" : "zh");
}

static enum rc run_screen(struct cli *cli, int64_t report, struct err *err,
                          enum rc (*full_screen)(struct session *, int64_t, struct err *)) {
    struct session_options wanted = {
        .db = cli->given[CLI_DB], .user = cli->given[CLI_USER], .damaged_too = true};
    enum rc rc = session_open(&cli->session, &wanted, err);
    return rc == RC_OK ? full_screen(cli->session, report, err) : rc;
}

/* A clerk types in the encoding of the terminal. What does not fit is left: cli_need_text says so.
 */
static const char *decode(struct cli *cli, const char *typed) {
    struct str text = STR_INIT;
    if (!cli_decode_whole(&text, span_of(typed))) {
        str_release(&text);
        return typed;
    }
    MEM_PUSH_ROOM(cli->decoded, cli->decoded_count, cli->decoded_cap);
    cli->decoded[cli->decoded_count] = str_detach(&text);
    return cli->decoded[cli->decoded_count++];
}

/* Names of files stay the bytes that they are. */
static void decode_texts(struct cli *cli, const struct cli_command *command) {
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
        if (cli->given[i] != NULL && (cli_file_options() >> i & 1) == 0)
            cli->given[i] = decode(cli, cli->given[i]);
    bool files = command != NULL && command->files_from > 0 &&
                 (command->files_of == NULL ||
                  (cli->count > 0 && strcmp(cli->arguments[0], command->files_of) == 0));
    size_t texts = files ? command->files_from - 1 : cli->count;
    for (size_t i = 0; i < texts && i < cli->count; i++)
        cli->arguments[i] = decode(cli, cli->arguments[i]);
}

/* The verb that the first argument is, with as many arguments as it takes; NULL: none is. */
static const struct cli_verb *find_verb(const struct cli *cli, const struct cli_command *command) {
    for (const struct cli_verb *verb = command->verbs; verb->word != NULL; verb++)
        if (strcmp(cli->arguments[0], verb->word) == 0)
            return cli->count >= verb->least && cli->count <= verb->most ? verb : NULL;
    return NULL;
}

static enum rc run_command(struct cli *cli, const struct cli_command *command, struct err *err) {
    if (cli_has(cli, CLI_HELP)) {
        add_command_help(&cli->out, command);
        return RC_OK;
    }

    enum rc rc = check_options(cli, command, err);
    const struct cli_verb *verb =
        rc == RC_OK && command->verbs != NULL ? find_verb(cli, command) : NULL;
    if (rc == RC_OK && command->verbs != NULL && verb == NULL)
        rc = cli_usage_error(command, err);

    decode_texts(cli, command);
    enum cli_needs needs = verb != NULL ? verb->needs : command->needs;
    if (rc == RC_OK && needs != CLI_NO_STORE)
        rc = cli_open(cli, needs, err);
    if (rc != RC_OK)
        return rc;
    return verb != NULL ? verb->run(cli, err) : command->run(cli, err);
}

static enum rc run(struct cli *cli, int argc, char **argv, struct err *err,
                   enum rc (*full_screen)(struct session *, int64_t, struct err *)) {
    enum rc rc = parse(cli, argc, argv, err);
    if (rc == RC_OK && cli_has(cli, CLI_LANG) && !lang_set(cli->given[CLI_LANG]))
        rc = err_set(err, RC_USAGE, _("--lang只能是zh或en"));
    if (rc != RC_OK)
        return rc;
    if (cli_has(cli, CLI_VERSION)) {
        bool verbose = cli_has(cli, CLI_VERBOSE);
        str_add_format(&cli->out, "jixiao %s%s\n", JIXIAO_VERSION, verbose ? "  MIT" : "");
        libraries_add(&cli->out, verbose);
        return RC_OK;
    }
    if (cli_has(cli, CLI_VERBOSE))
        return err_set(err, RC_USAGE,
                       _("--verbose只和--version一起用：jixiao --version --verbose"));
    uint64_t number = 0;
    bool is_number =
        cli->count == 1 && char_read_number(span_of(cli->arguments[0]), INT64_MAX, &number);
    if (cli->count == 0 || is_number) {
        if (cli_has(cli, CLI_HELP)) {
            add_help(cli);
            return RC_OK;
        }
        rc = check_options(cli, NULL, err);
        decode_texts(cli, NULL);
        return rc == RC_OK ? run_screen(cli, (int64_t)number, err, full_screen) : rc;
    }
    const struct cli_command *command = find_command(cli, cli->arguments[0]);
    if (command == NULL)
        return err_set(err, RC_USAGE, _("没有“%s”这个命令；用jixiao help查看"), cli->arguments[0]);
    cli->arguments++;
    cli->count--;
    rc = run_command(cli, command, err);
    cli->arguments--;
    return rc;
}

/* Also where the exit code is not 0: check --fail-on. */
static void write_result(const struct cli *cli, enum rc *rc, struct err *err) {
    struct err trouble = {0};
    enum rc written = RC_OK;
    if (cli->out.len > 0 && cli_has(cli, CLI_JSON)) /* which is UTF-8, and filtered by its writer */
        written = file_write_stdout(str_span(&cli->out), &trouble);
    else if (cli->out.len > 0)
        written = say_result(str_span(&cli->out), cli->exact, &trouble);
    if (written == RC_OK && *rc == RC_OK && cli->file.len > 0) /* a file is whole, or is none */
        written = file_write_stdout(str_span(&cli->file), &trouble);
    if (*rc != RC_OK || written == RC_OK)
        return;
    *rc = written;
    *err = trouble;
}

/* The sentence, and what the cure that it names is called here: sentences know no options. */
static void say_error(const struct err *err) {
    say("jixiao: %s", err->text);
    if (err->rc == RC_NEEDS_REASON)
        say("        %s", _("在命令行写明原因用--reason 原因；定稿再加--force"));
    else if (err->rc == RC_LOCKED)
        say("        %s", _("在命令行解除定稿用jixiao unlock 报告号 --reason 原因"));
}

int cli_main(int argc, char **argv, const struct cli_command *const *commands,
             enum rc (*full_screen)(struct session *session, int64_t report, struct err *err)) {
    struct cli cli = {.commands = commands, .out = STR_INIT, .file = STR_INIT};
    struct err err = {0};
    cli.arguments = mem_alloc_zero((size_t)argc + 1, sizeof *cli.arguments);
    choose_language(&cli);
    enum rc rc = run(&cli, argc, argv, &err, full_screen);
    write_result(&cli, &rc, &err);
    if (rc != RC_OK && err.text[0] != '\0')
        say_error(&err);
    session_close(cli.session);
    str_release(&cli.out);
    str_release(&cli.file);
    mem_free(cli.arguments);
    for (size_t i = 0; i < cli.decoded_count; i++)
        mem_free(cli.decoded[i]);
    mem_free(cli.decoded);
    return rc_exit_code(rc);
}
