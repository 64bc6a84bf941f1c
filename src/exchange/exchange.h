/*
 * exchange.h - files in and reports out. A format is one row of a table: readers turn bytes into
 * document blocks (or, for JSON, into a report at once), writers turn blocks into bytes. Outline
 * recognition makes a draft report of blocks. Nothing here touches the database or the screen.
 */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include "model/import_draft.h"

#endif
