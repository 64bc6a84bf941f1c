/*
 * reading_product.h - a number for each of something (户均, 每人, 元/亩, 日均) with the count and
 * the total around it.
 */
#ifndef CHECK_READING_PRODUCT_H
#define CHECK_READING_PRODUCT_H

#include "check/listing.h"

void listing_add_products(const struct listing *l);

#endif
