/*
 * library_figure.h - figures that are filled from the library: the projects of a unit and year that
 * were evaluated, and the money that they cover, counted from their own reports. They are taken
 * when somebody asks for it; what has changed since is a finding (check/library.h).
 */
#ifndef SESSION_LIBRARY_FIGURE_H
#define SESSION_LIBRARY_FIGURE_H

struct library_values;
struct report;
struct session;

/* What the library gives now, a value for each such figure of any report; none where it cannot be
 * read. `out` is written anew. */
void session_library_values(struct session *session, const struct report *report,
                            struct library_values *out);
#endif
