/*
 * where.h - where the focus is: what keys apply, and what the hints say. Places are bits, so that a
 * command can apply at several.
 */
#ifndef COMMAND_WHERE_H
#define COMMAND_WHERE_H

enum where {
    WHERE_LIBRARY = 1u << 0,
    WHERE_OUTLINE = 1u << 1,
    WHERE_EDITOR = 1u << 2,
    WHERE_GUIDE = 1u << 3,
    WHERE_PREVIEW = 1u << 4,
    WHERE_FINDINGS = 1u << 5,
    WHERE_PRIOR = 1u << 6,
    WHERE_IMPORT = 1u << 7, /* the preview of an import */
    WHERE_HELP = 1u << 8,
    WHERE_DIALOG = 1u << 9,
    WHERE_COMPARE = 1u << 10,
    WHERE_SCORE = 1u << 11,
    WHERE_FIGURES = 1u << 12,
    WHERE_HISTORY = 1u << 13,
    WHERE_SEARCH = 1u << 14,         /* words in all reports */
    WHERE_FIND = 1u << 15,           /* the find bar of the workbench */
    WHERE_IMPORT_ENCODED = 1u << 16, /* with it: where an encoding may be chosen … */
    WHERE_IMPORT_BROKEN = 1u << 17,  /* … where lines break in mid-sentence */
    WHERE_EDITIONS = 1u << 18,       /* the steps of the report on its way */
    WHERE_WALK = 1u << 19,           /* 逐数核对, a part of the workbench */
    WHERE_EVIDENCE = 1u << 20,       /* papers and notes */
    WHERE_WORKBENCH = WHERE_OUTLINE | WHERE_EDITOR | WHERE_GUIDE | WHERE_PRIOR | WHERE_WALK,
    WHERE_IMPORT_ANY = WHERE_IMPORT | WHERE_IMPORT_ENCODED | WHERE_IMPORT_BROKEN,
    /* where a letter is text */
    WHERE_TYPED = WHERE_EDITOR | WHERE_DIALOG | WHERE_FIGURES | WHERE_SCORE | WHERE_SEARCH |
                  WHERE_FIND | WHERE_WALK,
    WHERE_ANY = (1u << 21) - 1,
    WHERE_KEYS = 1u << 21,    /* the test of keys: no command, each key is shown */
    WHERE_CARRIED = 1u << 22, /* with a pane of the workbench: the section holds what is 未核 */
    WHERE_SCORED = 1u << 23   /* with a part of a report: its template has a 自评表 */
};

#endif
