/*
 * word_schema.h - what Word is strict about, and LibreOffice is not: asks of a docx file that its
 * elements stand in the order of ECMA-376-1 (transitional), that each part has a content type and
 * each relationship a part, that ids are unique, and that styles are defined as what they are used
 * for. Stops the test where it is not so, and says where.
 */
#ifndef TESTS_SUPPORT_WORD_SCHEMA_H
#define TESTS_SUPPORT_WORD_SCHEMA_H

#include "base/text/span.h"

void assert_word_opens_it(struct span docx);

#endif
