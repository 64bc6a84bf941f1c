#include "session/library_figure.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/library_value.h"
#include "model/section_state.h"
#include "session/private.h"

enum { REPORTS_MOST = 500, DECIMALS_MOST = 12 };

struct project { /* a report that may be counted */
    struct report *report;
    bool finished;
};

struct projects {
    struct project *items;
    size_t count, finished;
    bool trashed; /* there are none, because they were thrown away */
};

static void load_projects(struct session *session, const struct report *report, const char *form_id,
                          struct projects *out) {
    int64_t *ids = NULL;
    size_t count = 0;
    (void)!store_list_same_unit(session->store, report, form_id, REPORTS_MOST, &ids, &count, NULL);
    *out = (struct projects){.items = mem_alloc_zero(count + 1, sizeof *out->items)};
    for (size_t i = 0; i < count; i++) {
        struct project *project = &out->items[out->count];
        if (store_load_report(session->store, ids[i], &project->report, NULL, NULL) != RC_OK)
            continue;
        struct report_progress progress = report_progress(project->report);
        project->finished = progress.all > 0 && progress.done == progress.all;
        out->finished += project->finished;
        out->count++;
    }
    mem_free(ids);
    out->trashed = out->count == 0 && store_has_trashed_of_unit(session->store, report, form_id);
}

static void release_projects(struct projects *projects) {
    for (size_t i = 0; i < projects->count; i++)
        report_free(projects->items[i].report);
    mem_free(projects->items);
}

/* What a project has for that figure, in the unit that is asked for; NULL: nothing. */
static struct number *read_addend(const struct report *project, const char *name,
                                  const struct template_figure *into) {
    const struct template_figure *figure = figure_find(project->template, span_of(name));
    if (figure == NULL || figure_is_share(figure))
        return NULL;
    struct figures *figures = figures_new(project);
    const struct value *value = figures_value(figures, figure, false);
    struct number *number = value->kind == VALUE_NUMBER
                                ? number_convert(value->number, span_of(figure_unit(figure)),
                                                 span_of(figure_unit(into)))
                                : NULL;
    figures_free(figures);
    return number;
}

/* The sum, and how many of those that are counted have nothing to add. */
static struct number *add_up(const struct projects *projects, const struct template_figure *figure,
                             size_t *without) {
    struct number *sum = number_from_int(0);
    for (size_t i = 0; i < projects->count; i++) {
        const struct project *project = &projects->items[i];
        if (figure->library.finished && !project->finished)
            continue;
        struct number *more = read_addend(project->report, figure->library.sum, figure);
        struct number *next = more != NULL ? number_add(sum, more) : NULL;
        *without += next == NULL;
        if (next != NULL) {
            number_free(sum);
            sum = next;
        }
        number_free(more);
    }
    return sum;
}

/* How a clerk knows their template. */
static const char *label_of(const struct projects *projects, const char *form_id) {
    const struct template *template =
        projects->count > 0 ? projects->items[0].report->template : NULL;
    return template != NULL && template->label != NULL ? template->label : form_id;
}

static void add_value(struct library_values *out, const struct template_figure *figure,
                      const struct projects *projects) {
    const struct template_library *library = &figure->library;
    size_t counted = library->finished ? projects->finished : projects->count, without = 0;
    struct str text = STR_INIT, told = STR_INIT;
    str_add_text(&told, _("同一单位、同一年度的“"));
    str_add_text(&told, label_of(projects, library->form_id));
    str_add_format(&told, _("”%zu份，写完%zu份"), projects->count, projects->finished);
    if (library->sum == NULL) {
        str_add_format(&text, "%zu", counted);
    } else {
        struct number *sum = add_up(projects, figure, &without);
        number_add_short(&text, sum, DECIMALS_MOST, false);
        number_free(sum);
    }
    if (projects->trashed)
        str_add_text(&told, _("，都在回收站里"));
    if (without > 0)
        str_add_format(&told, _("，其中%zu份没有数据“%s”或单位对不上，没有加"), without,
                       library->sum);

    bool known = projects->count > 0 || projects->trashed;
    bool comes_out = known && (counted == 0 || without < counted);
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = (struct library_value){
        figure, comes_out ? span_copy(str_span(&text)) : NULL, str_detach(&told)};
    str_release(&text);
}

/* Figures of one template stand together as a rule: its reports are loaded once for them. */
void session_library_values(struct session *session, const struct report *report,
                            struct library_values *out) {
    const struct template *template = report->template;
    const char *loaded = NULL;
    struct projects projects = {0};
    *out = (struct library_values){0};
    for (size_t i = 0; template != NULL && i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        if (!figure->library.given)
            continue;
        if (loaded == NULL || !span_is(span_of(loaded), figure->library.form_id)) {
            release_projects(&projects);
            load_projects(session, report, figure->library.form_id, &projects);
            loaded = figure->library.form_id;
        }
        add_value(out, figure, &projects);
    }
    release_projects(&projects);
}
