/*
 * docx.h - Word files in the layout of GB/T 9704-2012: 22 lines of 28 characters, see
 * schema/docx/ for what is the same in every file (page grid, styles, fonts, page numbers). The
 * style ids say what a paragraph is, for Word's navigation and for the reader:
 *   Title        a title line                Heading1..9  a block heading, label as text
 *   BodyText     a paragraph                 ListItem     an item, label as text
 *   Attachment   a heading 附件N, new page   SignOff      a sign-off line
 *   TableText, TableSmall  in the cells      AfterTable   empty, where a table ends the file
 *   CoverTitle, Cover, ContentsHeading, TOC1..3  before the text, not read back
 *   TableLine    a line of a form, between its tables
 *   AttachmentTitle  the title below 附件N   AttachmentNote  a line of 附件说明, not read back
 * RunIn, a character style, is the run-in heading (label, heading, end mark) at the head of its
 * paragraph, whose own outline level is the heading's. A tab is <w:tab/>. One cell of the model is
 * one <w:tc>; the last one of a row that ends early spans the rest of the table.
 */
#ifndef EXCHANGE_DOCX_DOCX_H
#define EXCHANGE_DOCX_DOCX_H

#include "exchange/exchange.h"
#include "model/diff_document.h"

#define DOCX_TITLE            "Title"
#define DOCX_HEADING          "Heading" /* and the level */
#define DOCX_BODY_TEXT        "BodyText"
#define DOCX_LIST_ITEM        "ListItem"
#define DOCX_ATTACHMENT       "Attachment"
#define DOCX_ATTACHMENT_TITLE "AttachmentTitle"
#define DOCX_ATTACHMENT_NOTE  "AttachmentNote"
#define DOCX_COVER_TITLE      "CoverTitle"
#define DOCX_COVER            "Cover"
#define DOCX_CONTENTS_HEADING "ContentsHeading"
#define DOCX_CONTENTS         "TOC" /* and the level */
#define DOCX_SIGN_OFF         "SignOff"
#define DOCX_TABLE_TEXT       "TableText"
#define DOCX_TABLE_SMALL      "TableSmall"
#define DOCX_TABLE_LINE       "TableLine"
#define DOCX_AFTER_TABLE      "AfterTable"
#define DOCX_RUN_IN           "RunIn"
#define DOCX_TABLE_GRID       "TableGrid"

/* Properties of docProps/custom.xml, all texts; the last is missing where it is not known. */
#define DOCX_ORIGIN_UID     "jixiao.uid"
#define DOCX_ORIGIN_EDITION "jixiao.edition"
#define DOCX_ORIGIN_HASH    "jixiao.hash"
#define DOCX_ORIGIN_CHANGE  "jixiao.change"
#define DOCX_BOOKMARK       "jx_"      /* and the section's id */
#define DOCX_CHECKER        "绩效检查" /* who comments what was found: no remark of a reader's */

enum { DOCX_LEVEL_MOST = 9, DOCX_COLUMNS_MOST = 63 }; /* what Word knows */

#endif
