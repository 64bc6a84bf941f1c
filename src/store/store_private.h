/*
 * store_private.h - what the files of the store share: the connection with its user and window, the
 * base texts of sections, and the drafts over them.
 */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include "store/stmt.h"
#include "store/store.h"

struct store {
    struct db *db;
    char *user;
    unsigned mode;           /* of the file when it was opened: copies of it have the same */
    int64_t window;          /* this run of the program, among all that write */
    int64_t data_version;    /* of the file when store_has_news last looked */
    struct store_seat *seat; /* clerks.c: where this clerk is, for the others; NULL: none */
    struct {                 /* the template read last: most reports of a run share one */
        int64_t row, hash;
        struct template *template;
    } last;
};

/* migrate.c */
int64_t migrate_newest(void);
MUST_CHECK enum rc migrate(struct db *db, struct err *err);

/* templates.c: the row of a template's text, added where it is not there. */
MUST_CHECK enum rc template_row(struct store *store, const struct template *template, int64_t *id,
                                struct err *err);

/* sections.c */
/* Whether a revision or a section's number can be counted on from: a damaged file holds anything.
 */
bool revision_is_sane(int64_t revision);
struct base { /* the saved text of a section */
    struct body body;
    int64_t revision;
    char *clerk; /* who saved it last */
};
void base_release(struct base *base);
MUST_CHECK enum rc base_load(struct store *store, int64_t report, int64_t section,
                             struct base *base, struct err *err);
MUST_CHECK enum rc base_save(struct store *store, int64_t report, int64_t section,
                             const struct base *base, struct err *err);
/* The base as it was at an earlier revision: unwound along the history. */
MUST_CHECK enum rc base_load_at(struct store *store, int64_t report, int64_t section,
                                int64_t revision, struct base *base, struct err *err);
MUST_CHECK enum rc section_add_row(struct store *store, int64_t report,
                                   const struct section *section, const struct body *body,
                                   struct err *err);
MUST_CHECK enum rc sections_load(struct store *store, struct report *report, struct err *err);
/* Writes parent and position of every section whose place differs. */
MUST_CHECK enum rc sections_place(struct store *store, const struct report *report,
                                  struct err *err);

/* reports.c: the report without anybody's drafts. */
MUST_CHECK enum rc report_load_base(struct store *store, int64_t id, struct report **out,
                                    struct err *err);
enum rc report_is_missing(int64_t id, struct err *err); /* RC_NOT_FOUND and its sentence */

/* verify.c: its texts and its tree are what its history makes of its beginning: each step back must
 * find the text that it has put there. RC_DAMAGED. */
MUST_CHECK enum rc report_verify(struct store *store, int64_t id, struct err *err);

/* history.c: undoes in the report (as report_load_base gives it) all that came after that row.
 * RC_DAMAGED where the history does not fit. */
MUST_CHECK enum rc history_unwind(struct store *store, struct report *report, int64_t after,
                                  struct err *err);

/* drafts.c, folds.c: all within the caller's transaction. Who types is a window; its clerk stands
 * beside it because splices of earlier versions have no window (0). */
struct draft_writer {
    const char *clerk; /* borrowed */
    int64_t window;
};
struct draft { /* a window's splices of a section that are not folded */
    int64_t report, section;
    struct draft_writer writer;
    size_t count;
    int64_t last;          /* of the splices */
    int64_t base_revision; /* that the window took them to stand on */
    int64_t stands_on;     /* that they stand on: others may have folded those before them */
    enum act word;         /* what they were, TYPE where they differ */
};
enum { ALL_SPLICES = 0 };
/* Those up to one splice, or ALL_SPLICES. */
MUST_CHECK enum rc draft_find(struct store *store, int64_t report, int64_t section,
                              const struct draft_writer *writer, int64_t last, struct draft *draft,
                              struct err *err);
/* What stands on a revision, for a window that typed there: that, or what others have folded its
 * splices into. */
MUST_CHECK enum rc draft_stand(struct store *store, int64_t report, int64_t section,
                               const struct draft_writer *writer, int64_t *revision,
                               struct err *err);
/* The text that the splices make of what they stand on. RC_CONFLICT or RC_DAMAGED where they do not
 * fit it. */
MUST_CHECK enum rc draft_load(struct store *store, const struct draft *draft, struct base *base,
                              struct err *err);
/* A section's text as a reader sees it: the newest draft of this user, else that of who wrote last,
 * else what is saved. */
MUST_CHECK enum rc draft_read(struct store *store, int64_t report, int64_t section,
                              struct body *out, struct err *err);
/* Puts drafts over the base texts of a loaded report. NULL: it is only looked at, nobody will type
 * into it. */
MUST_CHECK enum rc drafts_apply(struct store *store, struct report *report,
                                struct store_pendings *pendings, struct err *err);
/* The windows that have drafts in a report; of a section they come by their last splice. */
struct owner {
    int64_t section, window, last, base_revision;
    char *clerk;
};
struct owners {
    struct owner *items;
    size_t count, cap;
};
MUST_CHECK enum rc owners_find(struct store *store, int64_t report, struct owners *owners,
                               struct err *err);
void owners_release(struct owners *owners);
struct draft_writer writer_of(const struct owner *owner);
struct draft_writer writer_self(const struct store *store);
/* Folds the draft into one row of the history: `base` is what is saved, afterwards the text of the
 * draft. RC_CONFLICT: it has moved. */
MUST_CHECK enum rc draft_fold(struct store *store, const struct draft *draft, struct base *base,
                              struct err *err);
/* RC_CONFLICT and its sentence: that clerk has changed the section. */
enum rc conflict_with(const struct store *store, const char *clerk, struct err *err);

/* clerks.c: whether it has a seat now, or is this one. */
bool window_is_live(const struct store *store, int64_t window);

#endif
