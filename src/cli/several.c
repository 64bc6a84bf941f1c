#include "cli/several.h"
#include "cli/pdf.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "exchange/export.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/report.h"

#include <string.h>
#include <strings.h>

enum { FORMATS_MOST = 8 };

struct made {
    const struct export_format *format;
    struct str bytes;
};

struct several {
    struct made made[FORMATS_MOST];
    size_t count;
};

enum rc cli_refuse_format(struct span name, struct err *err) {
    struct str names = STR_INIT;
    for (const struct export_format *at = export_formats; at->name != NULL; at++)
        str_add_format(&names, "%s%s", names.len > 0 ? _("、") : "", at->name);
    enum rc rc =
        err_set(err, RC_USAGE, _("不能导出为“%.*s”；可用的格式有%s"), SPAN_ARG(name), names.s);
    str_release(&names);
    return rc;
}

/* The ending of a file that another program would open and find broken, or NULL. */
static const char *foreign_ending(const char *path) {
    static const char *const endings[] = {".doc", ".wps", ".xls", ".et", ".rtf", ".odt"};
    size_t n = path != NULL ? strlen(path) : 0;
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        size_t ending = strlen(endings[i]);
        if (n > ending && strcasecmp(path + n - ending, endings[i]) == 0)
            return endings[i] + 1;
    }
    return NULL;
}

bool cli_names_several(const struct cli *cli) {
    return cli_has(cli, CLI_FORMAT) && strchr(cli->given[CLI_FORMAT], ',') != NULL;
}

enum rc cli_format_of(const struct cli *cli, const struct export_format **format, struct err *err) {
    *format = export_format_find("txt");
    if (cli_names_several(cli)) /* each is found in its turn */
        return RC_OK;
    const char *path = cli->given[CLI_OUTPUT], *asked = cli->given[CLI_FORMAT];
    *format = cli_has(cli, CLI_FORMAT) ? export_format_find(cli->given[CLI_FORMAT])
              : path != NULL           ? export_format_of_file(path)
                                       : NULL;
    if (asked == NULL && *format == NULL)
        asked = foreign_ending(path);
    if (*format == NULL && asked != NULL)
        return cli_refuse_format(span_of(asked), err);
    if (*format == NULL)
        *format = export_format_find("txt");
    assert(*format != NULL);
    if ((*format)->binary && path == NULL)
        return err_set(err, RC_USAGE, _("导出为%s要用-o给出文件"), (*format)->name);
    return RC_OK;
}

static enum rc add_format(struct several *several, struct span name, struct err *err) {
    struct str word = STR_INIT;
    str_add(&word, name);
    const struct export_format *format = export_format_find(word.s);
    str_release(&word);
    if (format == NULL)
        return cli_refuse_format(name, err);
    for (size_t i = 0; i < several->count; i++)
        if (several->made[i].format == format)
            return err_set(err, RC_USAGE, _("格式“%s”写了两次"), format->name);
    assert(several->count < FORMATS_MOST); /* there are fewer formats than that */
    several->made[several->count++] = (struct made){.format = format, .bytes = STR_INIT};
    return RC_OK;
}

static enum rc take_formats(struct several *several, struct span formats, struct err *err) {
    enum rc rc = RC_OK;
    for (size_t comma; rc == RC_OK; formats = span_sub(formats, comma + 1, formats.n)) {
        comma = span_find(formats, SPAN(","));
        rc = add_format(several, span_sub(formats, 0, comma), err);
        if (comma == SIZE_MAX)
            break;
    }
    return rc;
}

static enum rc make_all(struct several *several, const struct cli *cli,
                        const struct export_options *options, struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < several->count; i++) {
        struct export_options own = *options;
        own.format = several->made[i].format->name;
        if (several->made[i].format->binary)
            own.encoding = NULL;
        session_place_export(cli->session, session_report(cli->session), &own);
        rc = export_bytes(&several->made[i].bytes, session_report(cli->session), &own, NULL, err);
        if (rc == RC_OK)
            rc = cli_turn_file(cli, several->made[i].format, &several->made[i].bytes, err);
        if (rc != RC_OK)
            (void)err_at(err, "%s", several->made[i].format->name);
    }
    return rc;
}

/* What -o says without the ending of a format, where it has one. */
static struct span stem_of(const char *path) {
    struct span stem = span_of(path);
    const struct export_format *format = export_format_of_file(path);
    return format != NULL ? span_sub(stem, 0, stem.n - strlen(format->ending)) : stem;
}

static char *path_of(const struct cli *cli, const struct export_format *format) {
    const char *wanted = cli->given[CLI_OUTPUT];
    struct str name = STR_INIT;
    if (file_kind_behind(wanted) == FILE_DIRECTORY) {
        export_default_name(&name, session_report(cli->session), format);
        char *path = file_path_join(wanted, name.s);
        str_release(&name);
        return path;
    }
    str_add(&name, stem_of(wanted));
    str_add_text(&name, format->ending);
    return str_detach(&name);
}

static enum rc write_all(const struct several *several, const struct cli *cli, struct err *err) {
    const char *wanted = cli->given[CLI_OUTPUT];
    bool names_folder = span_ends_with(span_of(wanted), SPAN("/"));
    enum rc rc = names_folder ? file_make_folder(wanted, err) : RC_OK;
    for (size_t i = 0; rc == RC_OK && i < several->count; i++) {
        char *path = path_of(cli, several->made[i].format);
        rc = session_write_file(cli->session, path, str_span(&several->made[i].bytes), err);
        if (rc == RC_OK)
            cli_say(cli, _("已导出到%s"), path);
        mem_free(path);
    }
    return rc;
}

enum rc cli_export_several(struct cli *cli, struct span formats,
                           const struct export_options *options, struct err *err) {
    struct several several = {0};
    enum rc rc = take_formats(&several, formats, err);
    const char *path = cli->given[CLI_OUTPUT];
    if (rc == RC_OK && (path == NULL || strcmp(path, "-") == 0))
        rc = err_set(err, RC_USAGE, _("几种格式要用-o给出文件夹，或不带后缀的文件名"));
    if (rc == RC_OK)
        rc = make_all(&several, cli, options, err);
    if (rc == RC_OK)
        rc = write_all(&several, cli, err);
    for (size_t i = 0; i < several.count; i++)
        str_release(&several.made[i].bytes);
    return rc;
}
