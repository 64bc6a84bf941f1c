#include "session/environment.h"

#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/os/login.h"
#include "base/text/str.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "session/session.h"

#include <stdlib.h>
#include <unistd.h>

static const char *environment(const char *name) {
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* A relative one would be another folder wherever the program is started: it counts for nothing, as
 * specifications.freedesktop.org/basedir-spec says of its own variables. */
static const char *environment_folder(const char *name) {
    const char *value = environment(name);
    return value != NULL && value[0] == '/' ? value : NULL;
}

char *session_home_folder(void) {
    const char *given = environment_folder("HOME");
    char *home = given != NULL ? span_copy(span_of(given)) : login_home();
    return home != NULL ? home : span_copy(SPAN("."));
}

/* $NAME, or `usual` below the home, and what stands below it. */
static char *folder_of(const char *name, const char *usual, const char *below) {
    struct str out = STR_INIT;
    const char *given = environment_folder(name);
    char *home = session_home_folder();
    str_add_format(&out, "%s%s%s", given != NULL ? given : home, given != NULL ? "" : usual, below);
    mem_free(home);
    return str_detach(&out);
}

static char *default_path(bool *own_folder) {
    const char *path = environment("JIXIAO_DB");
    *own_folder = path == NULL;
    if (path != NULL)
        return span_copy(span_of(path));
    return folder_of("XDG_DATA_HOME", "/.local/share", "/jixiao/jixiao.db");
}

char *session_data_folder(void) {
    return folder_of("XDG_DATA_HOME", "/.local/share", "/jixiao");
}

char *session_config_path(const char *name) {
    char *folder = folder_of("XDG_CONFIG_HOME", "/.config", "/jixiao");
    char *path = file_path_join(folder, name);
    mem_free(folder);
    return path;
}

char *session_find_db(const struct session_options *options, bool *own_folder) {
    return options->db != NULL ? span_copy(span_of(options->db)) : default_path(own_folder);
}

char *session_db_path(const struct session_options *options) {
    bool own_folder = false;
    return session_find_db(options, &own_folder);
}

char *session_user_name(const char *asked) {
    const char *name = asked != NULL ? asked : environment("JIXIAO_USER");
    char *login = name == NULL ? login_name() : NULL;
    if (login != NULL)
        name = login;
    struct str clean = STR_INIT;
    if (name != NULL && utf8_is_valid(span_of(name), NULL))
        text_clean(&clean, span_of(name), NULL);
    for (char *at = clean.s; at < clean.s + clean.len; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
    if (clean.len == 0)
        str_add_format(&clean, "uid%u", (unsigned)geteuid());
    mem_free(login);
    return str_detach(&clean);
}
