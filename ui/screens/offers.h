/*
 * offers.h - 认出的数据: the numbers of the text that are figures of the template, to be taken one
 * by one, passed by, or all at once that are sure (session/offer.h). Over the workbench, after an
 * import and a 续编, and when it is asked for.
 */
#ifndef UI_SCREENS_OFFERS_H
#define UI_SCREENS_OFFERS_H

#include "ui/shell.h"

extern const struct layer_ops offers_layer;

/* After an import or a 续编: opens it where something is sure. */
void offers_open_where_sure(struct shell *shell);

#endif
