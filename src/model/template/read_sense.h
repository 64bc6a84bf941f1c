/*
 * read_sense.h - what a template says that can never work, although each key of it is right: a
 * default that is no answer, a unit that its type cannot have, the prior of a figure that has none,
 * conditions that wait for one another. Only of files that are handed in now; what is stored goes
 * on being read.
 */
#ifndef MODEL_TEMPLATE_READ_SENSE_H
#define MODEL_TEMPLATE_READ_SENSE_H

struct reader;

/* Once all names are there, are indexed, and nothing is at fault. */
void reader_check_sense(struct reader *reader);

#endif
