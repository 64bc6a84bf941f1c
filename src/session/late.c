#include "session/late.h"

#include "session/private.h"

size_t session_take_late(struct session *session) {
    size_t count = session->late;
    session->late = 0;
    return count;
}
