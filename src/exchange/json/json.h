/*
 * json.h - a whole report as JSON (its history apart): tree, bodies line by line with tags and
 * literal labels, marks, values and its own copy of the template as YAML text. What json_write
 * writes, json_read turns into an equal report. The reader is strict and trusts nothing: an unknown
 * key, a wrong type or an unknown word is an error that names the place
 * ("sections[1].body[3].tag").
 */
#ifndef EXCHANGE_JSON_JSON_H
#define EXCHANGE_JSON_JSON_H

#include "exchange/exchange.h"

enum { JSON_DEPTH_MOST = 400 }; /* levels of sections */
enum { JSON_VERSION = 2 };      /* that is written; 1, which had no uid, is read too */

#endif
