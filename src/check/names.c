#include "check/names.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"

/* --- reading --- */

static bool read_points(char32_t *out, struct span text) {
    size_t n = 0;
    text = span_trim(text);
    while (text.n > 0 && n < NAME_POINTS_MOST)
        out[n++] = utf8_take(&text);
    out[n] = 0;
    return n > 0 && text.n == 0;
}

void names_read(struct names *names, struct span text) {
    struct span line;
    *names = (struct names){0};
    for (size_t number = 1; text.n > 0 && span_take_line(&text, &line); number++) {
        if (span_trim(line).n == 0 || line.p[0] == '#')
            continue;
        size_t tab = span_find(line, SPAN("\t"));
        struct name name;
        bool read = tab != SIZE_MAX && names->count < NAMES_MOST &&
                    read_points(name.role, span_sub(line, 0, tab)) &&
                    read_points(name.name, span_sub(line, tab + 1, line.n));
        if (read)
            names->items[names->count++] = name;
        else if (names->bad_line == 0)
            names->bad_line = number;
    }
}

/* --- looking --- */

static bool is_equal(const char32_t *a, const char32_t *b) {
    while (*a != 0 && *a == *b)
        a++, b++;
    return *a == *b;
}

static bool is_foreign(const struct name *name) {
    return is_equal(name->role, U"外地");
}

/* Whether a name of that kind is one that the office has. */
static bool is_held(const struct names *names, const char32_t *role, const struct passage *p,
                    size_t at, size_t n) {
    for (size_t i = 0; i < names->count; i++)
        if (is_equal(names->items[i].role, role) && word_length(names->items[i].name) == n &&
            word_stands_at(p, at, names->items[i].name))
            return true;
    return false;
}

/* Points in which the name differs from what stands there. */
static size_t count_differences(const struct passage *p, size_t at, const char32_t *name) {
    size_t differences = 0;
    for (size_t i = 0; name[i] != 0; i++)
        differences += at + i >= p->n || !char_is_han(p->c[at + i]) ? 2 : p->c[at + i] != name[i];
    return differences;
}

static void raise_name(struct raiser *raiser, const struct passage *p, const char *rule,
                       size_t from, size_t to, const char *format, const struct name *name) {
    struct str message = STR_INIT, role = STR_INIT, whole = STR_INIT;
    for (const char32_t *c = name->role; *c != 0; c++)
        str_add_char(&role, *c);
    for (const char32_t *c = name->name; *c != 0; c++)
        str_add_char(&whole, *c);
    str_add_text(&message, format);
    str_add_format(&message, "：%s %s", role.s, whole.s);
    (void)raise_finding(raiser, p, rule, SEVERITY_WARNING, from, to, message.s);
    str_release(&message);
    str_release(&role);
    str_release(&whole);
}

/* 张明远 stands at `at`: 主任张明远, 张明远主任 where he is 书记. */
static void check_title(const struct names *names, struct raiser *raiser, const struct passage *p,
                        size_t at, const struct name *name) {
    size_t end = at + word_length(name->name);
    for (size_t i = 0; i < names->count; i++) {
        const struct name *other = &names->items[i];
        size_t n = word_length(other->role);
        bool before = word_ends_at(p, at, other->role),
             behind = word_stands_at(p, end, other->role);
        if (is_foreign(other) || (!before && !behind) ||
            is_held(names, other->role, p, at, end - at))
            continue;
        /* 副书记 ends in 书记 */
        if (before && word_ends_at(p, at, name->role))
            continue;
        raise_name(raiser, p, "title-name", before ? at - n : at, behind ? end + n : end,
                   _("职务与本单位名单不同"), name);
        return;
    }
}

/* 书记张明元, 杏元社区: beside its title or kind a name that is one character off. */
static void check_spelling(const struct names *names, struct raiser *raiser,
                           const struct passage *p, size_t at, const struct name *name) {
    enum { NAME_LEAST = 2 };
    size_t n = word_length(name->name), end = at + word_length(name->role);
    if (n < NAME_LEAST)
        return;
    size_t places[2] = {end, at >= n ? at - n : SIZE_MAX};
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        size_t from = places[i];
        bool near = from != SIZE_MAX && count_differences(p, from, name->name) == 1;
        if (!near || (n == NAME_LEAST && p->c[from] != name->name[0]) ||
            is_held(names, name->role, p, from, n))
            continue;
        raise_name(raiser, p, "office-name", from, from + n, _("与本单位名单只差一个字"), name);
        return;
    }
}

void names_check(const struct names *names, struct raiser *raiser, const struct passage *p) {
    for (size_t at = 0; names != NULL && names->count > 0 && at < p->n; at++)
        for (size_t i = 0; i < names->count; i++) {
            const struct name *name = &names->items[i];
            if (p->c[at] == name->name[0] && word_stands_at(p, at, name->name)) {
                if (is_foreign(name))
                    raise_name(raiser, p, "other-place", at, at + word_length(name->name),
                               _("这不是本单位的地名、机构"), name);
                else
                    check_title(names, raiser, p, at, name);
            }
            if (!is_foreign(name) && p->c[at] == name->role[0] && word_stands_at(p, at, name->role))
                check_spelling(names, raiser, p, at, name);
        }
}
