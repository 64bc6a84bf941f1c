/*
 * queries_search.h - the statements of search.c: the only ones that are SQLite's alone (FTS5).
 */
#ifndef STORE_QUERIES_SEARCH_H
#define STORE_QUERIES_SEARCH_H

/* A passage as search.c reads it. */
#define PASSAGE_COLUMNS                                                                            \
    "p.id, p.report, p.section, s.heading, s.body, s.name, s.touched, r.unit, r.short_name, "      \
    "r.year"
/* CROSS JOIN: the first table leads, so that rows come by their number without sorting. */
#define OF_PASSAGE                                                                                 \
    " CROSS JOIN section s ON s.report = p.report AND s.id = p.section"                            \
    " CROSS JOIN report r ON r.id = p.report AND r.trashed = 0"

#define QUERY_LIST_SEARCH(Q)                                                                       \
    Q(PASSAGES_FOUND, "SELECT " PASSAGE_COLUMNS " FROM passage_index i"                            \
                      " CROSS JOIN passage p ON p.id = i.rowid AND p.indexed = 1" OF_PASSAGE       \
                      " WHERE i.passage_index MATCH $match AND i.rowid < $before"                  \
                      " ORDER BY i.rowid DESC")                                                    \
    Q(PASSAGES_WAITING, "SELECT " PASSAGE_COLUMNS " FROM passage p" OF_PASSAGE                     \
                        " WHERE p.indexed = 0 AND p.id < $before ORDER BY p.id DESC")              \
    Q(PASSAGE_OF, "SELECT " PASSAGE_COLUMNS " FROM passage p" OF_PASSAGE                           \
                  " WHERE p.report = $report AND p.section = $section")                            \
    Q(PASSAGES_TO_INDEX, "SELECT p.id, s.heading, s.body, s.name, s.touched FROM passage p"        \
                         " CROSS JOIN section s ON s.report = p.report AND s.id = p.section"       \
                         " WHERE p.indexed = 0 ORDER BY p.id DESC LIMIT $most")                    \
    Q(PASSAGE_INDEX, "INSERT INTO passage_index (rowid, heading, body)"                            \
                     " VALUES ($id, $heading, $body)")                                             \
    Q(PASSAGE_INDEXED, "UPDATE passage SET indexed = 1 WHERE id = $id")                            \
    Q(PASSAGES_STALE, "SELECT count FROM passage_stale WHERE count > $most")                       \
    Q(INDEX_CLEAR, "INSERT INTO passage_index (passage_index) VALUES ('delete-all')")              \
    Q(PASSAGES_WAIT, "UPDATE passage SET indexed = 0")                                             \
    Q(STALE_CLEAR, "UPDATE passage_stale SET count = 0")                                           \
    Q(DRAFTS_ALL, "SELECT report, section FROM change WHERE " IS_DRAFT                             \
                  " GROUP BY report, section ORDER BY max(id) DESC")                               \
    Q(SECTION_PLACE_OF, "SELECT parent, position FROM section WHERE report = $report"              \
                        " AND id = $section")

#endif
