#include "base/os/login.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "base/text/str.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

bool login_find(struct span list, unsigned user, struct span *name, struct span *home) {
    enum { NAME, USER = 2, HOME = 5, FIELDS = 7 }; /* passwd(5) */
    struct span line;
    while (span_take_line(&list, &line)) {
        struct span fields[FIELDS] = {{0}};
        uint64_t number = 0;
        for (size_t i = 0; i < FIELDS && line.n > 0; i++) {
            size_t end = span_find(line, SPAN(":"));
            fields[i] = span_sub(line, 0, end);
            line = span_sub(line, end < line.n ? end + 1 : line.n, line.n);
        }
        if (!span_to_number(fields[USER], UINT32_MAX, &number) || number != user)
            continue;
        *name = fields[NAME];
        *home = fields[HOME];
        return true;
    }
    return false;
}

struct login {
    char *name, *home; /* heap; NULL: unknown */
};

#ifdef __GLIBC__

static struct login read_login(void) {
    const struct passwd *entry = getpwuid(geteuid());
    if (entry == NULL)
        return (struct login){0};
    return (struct login){span_copy(span_of(entry->pw_name)), span_copy(span_of(entry->pw_dir))};
}

#else

static struct login read_login(void) {
    enum { LIST_MOST = 16 * 1024 * 1024 };
    struct login login = {0};
    struct str list = STR_INIT;
    struct span name, home;
    if (file_read(&list, "/etc/passwd", LIST_MOST, NULL) == RC_OK &&
        login_find(str_span(&list), geteuid(), &name, &home))
        login = (struct login){span_copy(name), span_copy(home)};
    str_release(&list);
    return login;
}

#endif

char *login_name(void) {
    static const char *const names[] = {"LOGNAME", "USER"};
    struct login login = read_login();
    for (size_t i = 0; i < ARRAY_LEN(names) && login.name == NULL; i++) {
        const char *text = getenv(names[i]);
        login.name = text != NULL && text[0] != '\0' ? span_copy(span_of(text)) : NULL;
    }
    mem_free(login.home);
    return login.name;
}

char *login_home(void) {
    struct login login = read_login();
    mem_free(login.name);
    if (login.home == NULL || login.home[0] == '/')
        return login.home;
    mem_free(login.home);
    return NULL;
}
