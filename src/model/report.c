#include "model/report.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/report_values.h"
#include "model/section.h"

#include <search.h>
#include <string.h>

/* --- lifecycle --- */

static struct section *section_new(int64_t id) {
    struct section *section = MEM_NEW(struct section);
    section->id = id;
    section->heading = span_copy(SPAN(""));
    section->end_mark = span_copy(SPAN(""));
    section->item_numbering = NUMBERING_DOT;
    body_init(&section->body, LINE_PARAGRAPH);
    return section;
}

static void section_free(struct section *section) {
    for (size_t i = 0; i < section->count; i++)
        section_free(section->children[i]);
    mem_free(section->children);
    mem_free(section->name);
    mem_free(section->heading);
    mem_free(section->end_mark);
    mem_free(section->label);
    body_release(&section->body);
    mem_free(section);
}

static int compare_ids(const void *left, const void *right) {
    const struct section *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

static void add_to_index(struct report *report, struct section *section) {
    if (tsearch(section, &report->by_id, compare_ids) == NULL)
        mem_fail();
}

static void add_all_to_index(struct report *report, struct section *section) {
    if (section->id > 0)
        add_to_index(report, section);
    for (size_t i = 0; i < section->count; i++)
        add_all_to_index(report, section->children[i]);
}

static void free_index(struct report *report) {
    while (report->by_id != NULL)
        (void)tdelete(*(struct section **)report->by_id, &report->by_id, compare_ids);
}

struct report *report_new(void) {
    struct report *report = MEM_NEW(struct report);
    report->unit = span_copy(SPAN(""));
    report->short_name = span_copy(SPAN(""));
    report->title = span_copy(SPAN(""));
    report->sign_off = span_copy(SPAN(""));
    report->root = section_new(SECTION_ROOT_ID);
    report->root->numbering = numbering_of_depth(1);
    report->front = section_new(SECTION_FRONT_ID);
    report->front->form = FORM_NONE;
    report->next_id = 1;
    return report;
}

void report_free(struct report *report) {
    if (report == NULL)
        return;
    free_index(report);
    section_free(report->root);
    section_free(report->front);
    for (size_t i = 0; i < report->limbo_count; i++)
        section_free(report->limbo[i]);
    mem_free(report->limbo);
    report_values_release(report);
    template_free(report->template);
    mem_free(report->unit);
    mem_free(report->short_name);
    mem_free(report->title);
    mem_free(report->sign_off);
    mem_free(report);
}

/* --- lists of sections --- */

/* Written out because analysers suspect every sizeof *array of pointers. */
enum { POINTER_SIZE = sizeof(struct section *) };

static void insert(struct section ***array, size_t *count, size_t *cap, size_t position,
                   struct section *section) {
    *array = mem_grow(*array, cap, *count + 1, POINTER_SIZE);
    if (position > *count)
        position = *count;
    memmove(*array + position + 1, *array + position, (*count - position) * POINTER_SIZE);
    (*array)[position] = section;
    (*count)++;
    for (size_t i = position; i < *count; i++)
        (*array)[i]->position = i;
}

static void take_out(struct section **array, size_t *count, const struct section *section) {
    size_t at = section->position;
    assert(at < *count && array[at] == section);
    (*count)--;
    memmove(array + at, array + at + 1, (*count - at) * POINTER_SIZE);
    for (size_t i = at; i < *count; i++)
        array[i]->position = i;
}

/* --- copies and comparison --- */

static char *copy_text(const char *text) {
    return text == NULL ? NULL : span_copy(span_of(text));
}

static struct section *section_clone(const struct section *from, struct section *parent) {
    struct section *to = MEM_NEW(struct section);
    *to = *from;
    to->name = copy_text(from->name);
    to->heading = copy_text(from->heading);
    to->end_mark = copy_text(from->end_mark);
    to->label = copy_text(from->label);
    body_copy(&to->body, &from->body);
    to->parent = parent;
    to->children = NULL;
    to->count = to->cap = 0;
    for (size_t i = 0; i < from->count; i++)
        insert(&to->children, &to->count, &to->cap, i, section_clone(from->children[i], to));
    return to;
}

struct report *report_clone(const struct report *report) {
    struct report *to = MEM_NEW(struct report);
    *to = *report;
    to->unit = copy_text(report->unit);
    to->short_name = copy_text(report->short_name);
    to->title = copy_text(report->title);
    to->sign_off = copy_text(report->sign_off);
    to->template = template_share(report->template);
    to->values = NULL;
    to->value_count = to->value_cap = 0;
    to->values_by_name = NULL;
    for (size_t i = 0; i < report->value_count; i++)
        report_set_value(to, span_of(report->values[i].name), span_of(report->values[i].text));
    to->root = section_clone(report->root, NULL);
    to->front = section_clone(report->front, NULL);
    to->limbo = NULL;
    to->limbo_count = to->limbo_cap = 0;
    for (size_t i = 0; i < report->limbo_count; i++) {
        insert(&to->limbo, &to->limbo_count, &to->limbo_cap, i,
               section_clone(report->limbo[i], NULL));
    }
    to->by_id = NULL;
    add_all_to_index(to, to->root);
    for (size_t i = 0; i < to->limbo_count; i++)
        add_all_to_index(to, to->limbo[i]);
    return to;
}

/* An absent text equals an empty one: JSON and the store do not tell them apart. */
static bool same_text(const char *a, const char *b) {
    return span_equal(span_of(a), span_of(b));
}

static bool same_section(const struct section *a, const struct section *b) {
    if (!same_text(a->name, b->name) || !same_text(a->heading, b->heading) ||
        !same_text(a->end_mark, b->end_mark) || !same_text(a->label, b->label))
        return false;
    if (a->form != b->form || a->kind != b->kind || a->numbering != b->numbering ||
        a->item_numbering != b->item_numbering)
        return false;
    return a->marked == b->marked && a->touched == b->touched && a->attachment == b->attachment &&
           a->count == b->count && body_equal(&a->body, &b->body);
}

static bool same_tree(const struct section *a, const struct section *b) {
    if (!same_section(a, b))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_tree(a->children[i], b->children[i]))
            return false;
    return true;
}

static bool same_values(const struct report *a, const struct report *b) {
    if (a->value_count != b->value_count)
        return false;
    for (size_t i = 0; i < a->value_count; i++) {
        const char *other = report_value(b, span_of(a->values[i].name));
        if (other == NULL || !same_text(a->values[i].text, other))
            return false;
    }
    return true;
}

static bool same_template(const struct template *a, const struct template *b) {
    if (a == NULL || b == NULL)
        return a == b;
    return same_text(a->form_id, b->form_id) && same_text(a->version, b->version) &&
           same_text(a->text, b->text);
}

bool report_equal(const struct report *a, const struct report *b) {
    return same_text(a->unit, b->unit) && same_text(a->short_name, b->short_name) &&
           a->year == b->year && same_text(a->title, b->title) &&
           same_text(a->sign_off, b->sign_off) && same_template(a->template, b->template) &&
           same_values(a, b) && same_tree(a->front, b->front) && same_tree(a->root, b->root);
}

/* --- sanity --- */

static bool is_clean_line(const char *text) {
    return text != NULL && strchr(text, '\n') == NULL && utf8_is_valid(span_of(text), NULL);
}

/* Each id may be seen once: `seen` has a byte for every id the report has given. */
static bool is_sane_tree(const struct section *section, const struct report *report);

static bool has_sane_children(const struct section *section, const struct report *report) {
    size_t labels[2] = {0, 0};
    for (size_t i = 0; i < section->count; i++) {
        const struct section *child = section->children[i];
        if (child->parent != section || child->position != i ||
            memcmp(child->before, labels, sizeof labels) != 0 || !is_sane_tree(child, report))
            return false;
        labels[section_is_attachment(child)] += child->form != FORM_NONE;
    }
    return true;
}

static bool is_sane_tree(const struct section *section, const struct report *report) {
    if (section->id <= 0 || section->id >= report->next_id ||
        report_find_id(report, section->id) != section)
        return false;
    if (!is_clean_line(section->heading) || !is_clean_line(section->end_mark) ||
        (section->label != NULL && !is_clean_line(section->label)))
        return false;
    return has_sane_children(section, report);
}

bool report_tree_is_sane(const struct report *report) {
    const struct section *root = report->root, *front = report->front;
    if (report->unit == NULL || report->short_name == NULL || report->title == NULL ||
        report->sign_off == NULL || report->year < 0 || report->next_id < 1)
        return false;
    if (root->id != SECTION_ROOT_ID || root->parent != NULL || body_has_text(&root->body))
        return false;
    if (front->id != SECTION_FRONT_ID || front->parent != NULL || front->count != 0)
        return false;
    bool sane = has_sane_children(root, report);
    for (size_t i = 0; sane && i < report->limbo_count; i++)
        sane = report->limbo[i]->parent == NULL && is_sane_tree(report->limbo[i], report);
    return sane;
}

static bool has_sane_bodies(const struct section *section) {
    if (!body_is_sane(&section->body))
        return false;
    for (size_t i = 0; i < section->count; i++)
        if (!has_sane_bodies(section->children[i]))
            return false;
    return true;
}

bool report_is_sane(const struct report *report) {
    bool sane = report_tree_is_sane(report) && body_is_sane(&report->front->body) &&
                has_sane_bodies(report->root);
    for (size_t i = 0; sane && i < report->limbo_count; i++)
        sane = has_sane_bodies(report->limbo[i]);
    return sane;
}

/* --- builders --- */

/* What stands before each of the siblings from `first` on. */
static void recount(const struct section *parent, size_t first) {
    if (first == 0 && parent->count > 0)
        memset(parent->children[0]->before, 0, sizeof parent->children[0]->before);
    for (size_t i = first > 0 ? first : 1; i < parent->count; i++) {
        const struct section *left = parent->children[i - 1];
        struct section *section = parent->children[i];
        memcpy(section->before, left->before, sizeof section->before);
        section->before[section_is_attachment(left)] += left->form != FORM_NONE;
    }
}

static void put_in(struct report *report, struct section *section, struct section *parent,
                   size_t position) {
    section->parent = parent;
    if (parent == NULL)
        insert(&report->limbo, &report->limbo_count, &report->limbo_cap, position, section);
    else
        insert(&parent->children, &parent->count, &parent->cap, position, section);
    if (parent != NULL)
        recount(parent, section->position);
}

void section_recount(struct section *section) {
    if (section->parent != NULL)
        recount(section->parent, section->position + 1);
}

struct section *report_add_stored(struct report *report, int64_t id) {
    struct section *section = section_new(id);
    put_in(report, section, NULL, SIZE_MAX);
    add_to_index(report, section);
    return section;
}

void report_order_limbo(struct report *report, struct section *const *order) {
    for (size_t i = 0; i < report->limbo_count; i++) {
        report->limbo[i] = order[i];
        order[i]->position = i;
    }
}

struct section *report_add_section(struct report *report, struct section *parent, size_t position) {
    struct section *section = section_new(report->next_id++);
    put_in(report, section, parent, position);
    add_to_index(report, section);
    int depth = parent == NULL ? 1 : section_depth(section);
    section->numbering = report->template == NULL
                             ? numbering_of_depth(depth + 1)
                             : template_numbering(report->template, &report->template->root, depth);
    return section;
}

void report_place_section(struct report *report, struct section *section, struct section *parent,
                          size_t position) {
    assert(section->id > 0 && parent != report->front);
    assert(parent == NULL || !section_is_within(parent, section));
    struct section *left = section->parent;
    size_t at = section->position;
    if (left == NULL)
        take_out(report->limbo, &report->limbo_count, section);
    else
        take_out(left->children, &left->count, section);
    if (left != NULL)
        recount(left, at);
    put_in(report, section, parent, position);
}

bool report_set_uid(struct report *report, struct span uid) {
    if (uid.n != REPORT_UID_LENGTH)
        return false;
    for (size_t i = 0; i < uid.n; i++)
        if (!((uid.p[i] >= '0' && uid.p[i] <= '9') || (uid.p[i] >= 'a' && uid.p[i] <= 'f')))
            return false;
    memcpy(report->uid, uid.p, uid.n);
    report->uid[uid.n] = '\0';
    return true;
}

bool report_year_read(int *year, struct span digits) {
    uint64_t number = 0;
    if (!char_read_number(digits, REPORT_YEAR_MOST, &number) || number < REPORT_YEAR_LEAST)
        return false;
    *year = (int)number;
    return true;
}

/* --- finding --- */

static struct section *next_within(const struct section *section, const struct section *top) {
    if (section->count > 0)
        return section->children[0];
    while (section != top && section->parent != NULL) {
        size_t position = section_position(section);
        const struct section *parent = section->parent;
        if (position + 1 < parent->count)
            return parent->children[position + 1];
        section = parent;
    }
    return NULL;
}

struct section *report_find_id(const struct report *report, int64_t id) {
    if (id == SECTION_FRONT_ID)
        return report->front;
    if (id <= 0)
        return NULL;
    const struct section wanted = {.id = id};
    void *found = tfind(&wanted, &report->by_id, compare_ids);
    return found != NULL ? *(struct section **)found : NULL;
}

struct section *report_find_in_tree(const struct report *report, int64_t id) {
    struct section *section = report_find_id(report, id);
    bool there =
        section != NULL && (section == report->front || section_is_within(section, report->root));
    return there ? section : NULL;
}

struct section *report_next_section(const struct report *report, const struct section *after) {
    return next_within(after == NULL ? report->root : after, report->root);
}

size_t report_count_sections(const struct report *report) {
    size_t count = 0;
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;)
        count++;
    return count;
}

static struct section *find_path(const struct report *report, struct span path) {
    if (span_is(path, "0"))
        return report->front;
    struct section *section = report->root;
    for (bool more = true; more;) {
        size_t dot = span_find(path, SPAN("."));
        uint64_t n;
        struct span digits = span_sub(path, 0, dot);
        if (!span_to_number(digits, UINT32_MAX, &n) || digits.p[0] == '0' || n > section->count)
            return NULL;
        section = section->children[n - 1];
        more = dot != SIZE_MAX;
        path = span_sub(path, more ? dot + 1 : path.n, path.n);
    }
    return section;
}

struct section *report_find_section(const struct report *report, struct span name_or_path) {
    if (name_or_path.n == 0)
        return NULL;
    if (name_or_path.p[0] >= '0' && name_or_path.p[0] <= '9')
        return find_path(report, name_or_path);
    for (struct section *s = NULL; (s = report_next_section(report, s)) != NULL;)
        if (s->name != NULL && span_is(name_or_path, s->name))
            return s;
    return NULL;
}

size_t report_count_named(const struct report *report, struct span name) {
    size_t count = 0;
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;)
        count += s->name != NULL && span_is(name, s->name);
    return count;
}
