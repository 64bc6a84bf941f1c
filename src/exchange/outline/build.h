/*
 * build.h - the draft report: sections and bodies of the lines, labels where a derived one would
 * differ.
 */
#ifndef EXCHANGE_OUTLINE_BUILD_H
#define EXCHANGE_OUTLINE_BUILD_H

struct import_draft;
struct outline;

/* Fills the draft's report, pieces, findings and number of sections. */
void outline_build(const struct outline *outline, struct import_draft *draft);

#endif
