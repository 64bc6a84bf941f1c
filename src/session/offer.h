/*
 * offer.h - 认出的数据: numbers of the open report's text that are figures of its template
 * (model/figure/figure_offer.h), listed, and taken by somebody. Taken in a report of its own the
 * number becomes the figure's value and the text stays; in a report that was carried on, where it
 * is last year's, it becomes last year's value, what stands there until this year's is given
 * (未核), and the text prints the figure (${name}), so that it is typed once and right everywhere.
 * Taking changes no character of what prints: where the figure would print otherwise than the words
 * that stand there (95.2% with two decimals), it gets its value and the words stay.
 */
#ifndef SESSION_OFFER_H
#define SESSION_OFFER_H

#include "model/figure/figure_offer.h"
#include "session/session.h"

void session_offers(struct session *session, struct figure_offers *out); /* written anew */
/* Takes those of the list (indices), as one undo step. RC_CONFLICT, and nothing taken, where the
 * text is another by now. */
MUST_CHECK enum rc session_take_offers(struct session *session, const struct figure_offers *offers,
                                       const size_t *chosen, size_t count, struct err *err);

#endif
