/*
 * mime.h - the web page in a MIME message (RFC 2045, RFC 2046), as .mht files are: the first part
 * of type text/html, decoded.
 */
#ifndef EXCHANGE_HTML_MIME_H
#define EXCHANGE_HTML_MIME_H

#include "base/text/str.h"

/* Appends the page's bytes, and to `charset` what the part says they are in ("": nothing). *cut:
 * the message ends within the page. false: there is no page. */
bool mime_find_page(struct span message, struct str *page, struct str *charset, bool *cut);

#endif
