/*
 * likeness.h - whether a template is a file's, by what the file's title and headings are. Nothing
 * is owned or changed.
 */
#ifndef SESSION_LIKENESS_H
#define SESSION_LIKENESS_H

struct import_draft;

/* How alike the draft and the template it was read with are, in percent: the sections and the title
 * that both have over all that either has. 0: it is not the file's template. That is one in which
 * not more than half of the file's top sections are found; or half of them are missing in the file,
 * which has others in their stead. */
int session_draft_likeness(const struct import_draft *draft);

#endif
