#include "command/keys.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/text/utf8.h"

#include <string.h>

enum { FILE_MOST = 64 * 1024 };

void keys_init(struct keys *keys) {
    *keys = (struct keys){0};
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = 0; k < COMMAND_KEYS_MOST; k++)
            keys->of[i][k] = commands[i].keys[k];
}

void keys_release(struct keys *keys) {
    mem_free(keys->names);
    *keys = (struct keys){0};
}

enum command_id keys_find(const struct keys *keys, const char *key, unsigned where) {
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        if ((commands[i].where & where) == 0)
            continue;
        for (size_t k = 0; keys->of[i][k] != NULL; k++)
            if (strcmp(keys->of[i][k], key) == 0)
                return commands[i].id;
    }
    return COMMAND_NONE;
}

/* Where something is typed, a key that is one sign is text (ui/shell.c). */
static bool is_sign(const char *key) {
    return key[1] == '\0' || strcmp(key, "Space") == 0;
}

const char *keys_first(const struct keys *keys, enum command_id id, unsigned where) {
    for (size_t k = 0; keys->of[id][k] != NULL; k++)
        if ((where & WHERE_TYPED) == 0 || !is_sign(keys->of[id][k]))
            return keys->of[id][k];
    return NULL;
}

void keys_add(struct str *out, const struct keys *keys, enum command_id id) {
    for (size_t k = 0; keys->of[id][k] != NULL; k++) {
        if (k > 0)
            str_add_text(out, "  ");
        str_add_text(out, keys->of[id][k]);
    }
}

/* --- names of keys --- */

/* What a key is good for. */
enum key_use {
    KEY_UNKNOWN,
    KEY_FREE,   /* any command may have it */
    KEY_LETTER, /* text where something is typed */
    KEY_TAKEN,  /* moves, chooses, fills in: a command has it only by the table */
    KEY_UNSENT, /* terminals send it as another key */
};

/* The arrows may be written in letters, for keyboards have no such signs. */
static const struct {
    const char *name, *shown;
} named_keys[] = {
    {"↑", "↑"},          {"↓", "↓"},     {"←", "←"},      {"→", "→"},       {"Up", "↑"},
    {"Down", "↓"},       {"Left", "←"},  {"Right", "→"},  {"Home", "Home"}, {"End", "End"},
    {"PgUp", NULL},      {"PgDn", NULL}, {"Enter", NULL}, {"Tab", NULL},    {"Esc", NULL},
    {"Backspace", NULL}, {"Ins", "Ins"}, {"Del", "Del"},
};

/* These are single bytes: with Alt an Esc comes before, which is the Esc key. */
static bool is_sent_with_alt(struct span name) {
    static const char *const unsent[] = {"Enter", "Tab", "Esc", "Backspace"};
    for (size_t i = 0; i < ARRAY_LEN(unsent); i++)
        if (span_is(name, unsent[i]))
            return false;
    return true;
}

static bool is_function_key(struct span name) {
    uint64_t number = 0;
    return span_take_prefix(&name, SPAN("F")) && name.n > 0 && name.p[0] != '0' &&
           span_to_number(name, 12, &number);
}

/* Ctrl and a sign, as K_CTRL() has it: those that arrive as Backspace, Tab, Enter and Esc are none.
 */
static bool is_control(struct span sign) {
    return sign.n == 1 && sign.p[0] > '@' && sign.p[0] <= '_' && strchr("HIJM[", sign.p[0]) == NULL;
}

/* Appends the name as the screens have it. */
static enum key_use read_plain(struct str *out, struct span name, bool alt) {
    if (is_function_key(name)) {
        str_add(out, name);
        return KEY_FREE;
    }
    for (size_t i = 0; i < ARRAY_LEN(named_keys); i++) {
        const char *shown = named_keys[i].shown;
        if (!span_is(name, named_keys[i].name))
            continue;
        str_add_text(out, shown != NULL ? shown : named_keys[i].name);
        if (alt && !is_sent_with_alt(name))
            return KEY_UNSENT;
        bool free = alt || span_is(name, "Ins") || span_is(name, "Del");
        return free ? KEY_FREE : KEY_TAKEN;
    }
    return KEY_UNKNOWN;
}

static enum key_use read_key(struct str *out, struct span name) {
    struct span rest = name;
    if (name.n == 1 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-/<>", name.p[0]) != NULL) {
        str_add(out, name);
        return strchr("0123456789<>", name.p[0]) != NULL ? KEY_TAKEN : KEY_LETTER;
    }
    if (span_is(name, "Space")) {
        str_add(out, name);
        return KEY_TAKEN;
    }
    bool control = span_take_prefix(&rest, SPAN("Ctrl-"));
    if (control && is_control(rest)) {
        str_add(out, name);
        return KEY_FREE;
    }
    bool alt = span_take_prefix(&rest, SPAN("Alt-"));
    bool shift = span_take_prefix(&rest, SPAN("Shift-"));
    str_add_format(out, "%s%s%s", control ? "Ctrl-" : "", alt ? "Alt-" : "", shift ? "Shift-" : "");
    return read_plain(out, rest, alt);
}

bool key_is_name(struct span name) {
    struct str shown = STR_INIT;
    bool known = read_key(&shown, name) != KEY_UNKNOWN;
    str_release(&shown);
    return known;
}

/* "Ctrl-^ ×3" is Ctrl-^, pressed more than once. */
static bool is_same_key(const char *of_table, struct span key) {
    struct span name = span_of(of_table);
    return span_equal(span_sub(name, 0, span_find(name, SPAN(" ×"))), key);
}

/* --- the file --- */

struct binding {
    struct keys *keys;
    struct str names;                                /* what is bound, a NUL behind each */
    size_t line;                                     /* from 1 */
    size_t lines[COMMAND_COUNT];                     /* of the command; 0: it has none */
    size_t counts[COMMAND_COUNT];                    /* of its keys there … */
    size_t starts[COMMAND_COUNT][COMMAND_KEYS_MOST]; /* … which begin there in names */
};

static struct span name_at(const struct binding *binding, size_t id, size_t k) {
    return span_of(binding->names.s + binding->starts[id][k]);
}

static enum command_id command_named(struct span name) {
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        if (span_is(name, commands[i].name))
            return (enum command_id)i;
    return COMMAND_NONE;
}

/* A key that the command has by the table may be named in its line, whatever it is. */
static bool is_own_key(const struct command *command, struct span key) {
    for (size_t k = 0; k < COMMAND_KEYS_MOST && command->keys[k] != NULL; k++)
        if (span_is(key, command->keys[k]))
            return true;
    return false;
}

/* Whether the line has named the key already: said twice, it is one key. */
static bool is_named(const struct binding *binding, size_t id, struct span key) {
    for (size_t k = 0; k < binding->counts[id]; k++)
        if (span_equal(name_at(binding, id, k), key))
            return true;
    return false;
}

/* Whether the command may have the key that is written as `word` and shown as `shown`. */
static enum rc check_use(const struct binding *binding, const struct command *command,
                         enum key_use use, struct span word, const char *shown, struct err *err) {
    if (use == KEY_UNKNOWN)
        return err_set(err, RC_INPUT,
                       _("第%zu行：“%.*s”不是按键；写成F5、Shift-F3、Ctrl-B、Alt-Up这样，"
                         "菜单里的按键测试能看到每个键叫什么"),
                       binding->line, SPAN_ARG(word));
    if (use == KEY_UNSENT)
        return err_set(err, RC_INPUT,
                       _("第%zu行：终端把%s当作别的键送来；请换一个键，如F11、Ctrl-B"),
                       binding->line, shown);
    if (is_own_key(command, span_of(shown)))
        return RC_OK;
    if (use == KEY_TAKEN)
        return err_set(
            err, RC_INPUT,
            _("第%zu行：%s是移动、选择和填写用的，不能改作别用；请换一个键，如F11、Ctrl-B"),
            binding->line, shown);
    if (use == KEY_LETTER && (command->where & ~(unsigned)WHERE_TYPED) == 0)
        return err_set(err, RC_INPUT,
                       _("第%zu行：用“%s”的地方，%s是要输入的字；请换一个键，如F11、Ctrl-B"),
                       binding->line, _(command->title), shown);
    return RC_OK;
}

static enum rc take_key(struct binding *binding, const struct command *command, struct span word,
                        struct err *err) {
    struct str shown = STR_INIT;
    enum key_use use = read_key(&shown, word);
    enum rc rc = check_use(binding, command, use, word, shown.s, err);
    size_t *count = &binding->counts[command->id];
    bool again = is_named(binding, command->id, str_span(&shown));

    if (rc == RC_OK && !again && *count == COMMAND_KEYS_MOST)
        rc = err_set(err, RC_INPUT, _("第%zu行：一个命令最多%d个键；请去掉几个"), binding->line,
                     (int)COMMAND_KEYS_MOST);
    if (rc == RC_OK && !again) {
        binding->starts[command->id][(*count)++] = binding->names.len;
        str_add(&binding->names, str_span(&shown));
        str_add_byte(&binding->names, '\0');
    }
    str_release(&shown);
    return rc;
}

static enum rc take_line(struct binding *binding, struct span line, struct err *err) {
    struct span word;
    if (!span_take_word(&line, &word) || word.p[0] == '#')
        return RC_OK;
    enum command_id id = command_named(word);
    if (id == COMMAND_NONE)
        return err_set(err, RC_INPUT, _("第%zu行：没有“%.*s”这个命令；jixiao keys列出全部命令名"),
                       binding->line, SPAN_ARG(word));
    if (binding->lines[id] != 0)
        return err_set(err, RC_INPUT, _("第%zu行：第%zu行已经写了%s；请把按键写在一行里"),
                       binding->line, binding->lines[id], commands[id].name);
    binding->lines[id] = binding->line;
    while (span_take_word(&line, &word) && word.p[0] != '#') {
        enum rc rc = take_key(binding, &commands[id], word, err);
        if (rc != RC_OK)
            return rc;
    }
    if (binding->counts[id] == 0)
        return err_set(err, RC_INPUT, _("第%zu行：%s后面没有按键；写上一个，如%s F11"),
                       binding->line, commands[id].name, commands[id].name);
    return RC_OK;
}

/* Whether a line gives the key to another command, at a place that both have. */
static bool is_given_away(const struct binding *binding, size_t id, const char *key) {
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = 0; k < binding->counts[i]; k++)
            if (i != id && (commands[i].where & commands[id].where) != 0 &&
                is_same_key(key, name_at(binding, i, k)))
                return true;
    return false;
}

/* Nobody else may have the key there: by a line, or by the table without a line of his own. */
static enum rc check_key(const struct binding *binding, size_t id, struct span key,
                         struct err *err) {
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        if (i == id || (commands[i].where & commands[id].where) == 0)
            continue;
        bool both = false;
        for (size_t k = 0; k < binding->counts[i]; k++)
            both |= span_equal(name_at(binding, i, k), key);
        if (both)
            return err_set(err, RC_INPUT, _("第%zu行：第%zu行已把%.*s给了%s；请给其中一个换一个键"),
                           binding->lines[id], binding->lines[i], SPAN_ARG(key), commands[i].name);
        for (size_t k = 0; binding->lines[i] == 0 && k < COMMAND_KEYS_MOST; k++)
            if (commands[i].keys[k] != NULL && is_same_key(commands[i].keys[k], key))
                return err_set(
                    err, RC_INPUT, _("第%zu行：%.*s是“%s”的键；请换一个键，或另写一行给%s别的键"),
                    binding->lines[id], SPAN_ARG(key), _(commands[i].title), commands[i].name);
    }
    return RC_OK;
}

/* The first line that is wrong is the one that is told of. */
static enum rc check_keys(const struct binding *binding, struct err *err) {
    enum rc rc = RC_OK;
    size_t first = SIZE_MAX;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = 0; binding->lines[i] < first && k < binding->counts[i]; k++)
            if (check_key(binding, i, name_at(binding, i, k), err) != RC_OK) {
                rc = RC_INPUT;
                first = binding->lines[i];
            }
    return rc;
}

/* What the line says, then what is left of the table's. */
static void put_keys(struct binding *binding) {
    struct keys *keys = binding->keys;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        size_t count = 0;
        for (size_t k = 0; k < binding->counts[i]; k++)
            keys->of[i][count++] = name_at(binding, i, k).p;
        for (size_t k = 0; k < COMMAND_KEYS_MOST && commands[i].keys[k] != NULL; k++) {
            bool again = false;
            for (size_t b = 0; b < binding->counts[i]; b++)
                again |= span_is(name_at(binding, i, b), commands[i].keys[k]);
            if (!again && !is_given_away(binding, i, commands[i].keys[k]))
                keys->of[i][count++] = commands[i].keys[k];
        }
        keys->of[i][count] = NULL;
    }
}

enum rc keys_bind(struct keys *keys, struct span text, struct err *err) {
    struct binding *binding = MEM_NEW(struct binding);
    struct span line;
    enum rc rc = RC_OK;
    keys_release(keys);
    keys_init(keys);
    binding->keys = keys;
    str_init(&binding->names);
    (void)span_take_prefix(&text, SPAN("\xEF\xBB\xBF"));
    while (rc == RC_OK && span_take_line(&text, &line)) {
        binding->line++;
        if (!utf8_is_valid(line, NULL))
            rc = err_set(err, RC_INPUT, _("第%zu行不是UTF-8文字；请另存为UTF-8"), binding->line);
        else
            rc = take_line(binding, line, err);
    }
    if (rc == RC_OK)
        rc = check_keys(binding, err);
    if (rc == RC_OK) {
        put_keys(binding);
        keys->names = str_detach(&binding->names); /* where the bound ones point */
    }
    str_release(&binding->names);
    mem_free(binding);
    return rc;
}

enum rc keys_read(struct keys *keys, const char *path, struct err *err) {
    struct str text = STR_INIT;
    if (file_kind_behind(path) == FILE_NONE)
        return RC_OK;
    enum rc rc = file_read(&text, path, FILE_MOST, err);
    if (rc == RC_OK) {
        rc = keys_bind(keys, str_span(&text), err);
        if (rc != RC_OK)
            (void)err_at(err, "%s", path);
    }
    str_release(&text);
    return rc;
}
