#include "model/import_draft.h"

#include "base/mem.h"

void import_draft_release(struct import_draft *draft) {
    report_free(draft->report);
    findings_release(&draft->findings);
    mem_free(draft->pieces);
    *draft = (struct import_draft){0};
}
