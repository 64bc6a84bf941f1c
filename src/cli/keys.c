/* keys: which keys mean which command of the screens, with what the clerk has bound anew. */
#include "cli/keys.h"

#include "base/lang.h"
#include "base/mem.h"
#include "command/keys.h"
#include "exchange/json/out.h"
#include "session/environment.h"

static void add_json(struct str *out, const struct keys *keys) {
    struct json_out json = {.text = out};
    json_out_begin_list(&json, NULL);
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        struct str places = STR_INIT;
        command_add_places(&places, &commands[i]);
        json_out_begin_object(&json, NULL);
        json_out_text(&json, "command", commands[i].name);
        json_out_begin_list(&json, "keys");
        for (size_t k = 0; keys->of[i][k] != NULL; k++)
            json_out_text(&json, NULL, keys->of[i][k]);
        json_out_end_list(&json);
        json_out_text(&json, "title", _(commands[i].title));
        json_out_text(&json, "places", places.s);
        json_out_end_object(&json);
        str_release(&places);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

static void add_text(struct str *out, const struct keys *keys) {
    enum { KEYS_AT = 22, TITLE_AT = 42 }; /* columns */
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        size_t from = out->len;
        str_add_text(out, commands[i].name);
        cli_pad(out, from, KEYS_AT);
        keys_add(out, keys, commands[i].id);
        cli_pad(out, from, TITLE_AT);
        str_add_text(out, _(commands[i].title));
        str_add_text(out, "  [");
        command_add_places(out, &commands[i]);
        str_add_text(out, "]\n");
    }
}

/* A file that makes no sense is told of, and what holds then is printed. */
static enum rc run_keys(struct cli *cli, struct err *err) {
    struct keys keys;
    char *path = session_config_path("keys");
    keys_init(&keys);
    enum rc rc = keys_read(&keys, path, err);
    if (cli_has(cli, CLI_JSON))
        add_json(&cli->out, &keys);
    else
        add_text(&cli->out, &keys);
    keys_release(&keys);
    mem_free(path);
    return rc;
}

const struct cli_command cli_keys = {
    .name = "keys",
    .usage = N_("keys [--json]"),
    .help = N_("列出屏幕上每个命令的名称、按键和用处，连同自己改过的按键"),
    .options = CLI_BIT(JSON),
    .needs = CLI_NO_STORE,
    .run = run_keys,
};
