/* empty.h - the unit in which `make header-check` compiles each header alone. */
extern int header_check_unit_is_not_empty;
