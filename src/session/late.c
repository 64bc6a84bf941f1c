#include "session/late.h"

#include "session/private.h"

size_t session_take_late(struct session *session) {
    size_t count = session->writing.late;
    session->writing.late = 0;
    return count;
}
