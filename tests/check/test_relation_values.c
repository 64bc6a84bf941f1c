#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void values_that_exclude_one_another(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年共办理工单1,560件，已办结1,498件，未办结72件。", "error partition"},
        {"全年共办理工单1,560件，已办结1,498件，未办结62件。", NULL},
        {"抽查农产品240批次，合格232批次，不合格18批次。", "error partition"},
        {"抽查农产品240批次，合格232批次，不合格8批次。", NULL},
        {"56项指标中，达标51项，未达标6项。", "error partition"},
        {"56项指标中，达标51项，未达标5项。", NULL},
        {"排查小区电梯318台，正常运行296台，停用待修24台。", "error partition"},
        {"排查小区电梯318台，正常运行296台，停用待修22台。", NULL},
        {"复核低保家庭430户，无变化391户，需调整49户。", "error partition"},
        {"复核低保家庭430户，无变化391户，需调整39户。", NULL},
        {"核查图斑128个，合法112个，违法26个。", "error partition"},
        {"核查图斑128个，合法112个，违法16个。", NULL},
        {"评估老年人家庭260户，符合改造条件的198户，不符合条件的72户。", "error partition"},
        {"评估老年人家庭260户，符合改造条件的198户，不符合条件的62户。", NULL},
        {"对86名社区工作者进行考核，优秀17名，称职66名，基本称职5名，不称职0名。",
         "error partition"},
        {"对86名社区工作者进行考核，优秀17名，称职66名，基本称职3名，不称职0名。", NULL},
        {"共有会计人员45人，其中持证38人，无证9人。", "error sum"},
        {"共有会计人员45人，其中持证38人，无证7人。", NULL},
        {"在职职工112人，其中男性64人、女性58人。", "error sum"},
        {"在职职工112人，其中男性64人、女性48人。", NULL},
        {"核查惠农补贴对象2,140户，信息一致2,065户，信息不一致95户。", "error partition"},
        {"核查惠农补贴对象2,140户，信息一致2,065户，信息不一致75户。", NULL},
        {"对320户进行回访，满意301户，基本满意15户，不满意6户。", "error partition"},
        {"对320户进行回访，满意301户，基本满意15户，不满意4户。", NULL},
        {"全部64个项目中，已完工49个，在建17个。", "error partition"},
        {"全部64个项目中，已完工49个，在建15个。", NULL},
        {"全部64个项目中，已完工49个，在建12个，尚未开工5个。", "error partition"},
        {"全部64个项目中，已完工49个，在建12个，尚未开工3个。", NULL},
        {"排查问题隐患73处，立行立改58处，限期整改25处。", "error partition"},
        {"排查问题隐患73处，立行立改58处，限期整改15处。", NULL},
        {"应参检人数520人，实际参检486人，未参检44人。", "error partition"},
        {"应参检人数520人，实际参检486人，未参检34人。", NULL},
        {"共发放问卷300份，收回有效问卷284份，无效或未收回26份。", "error partition"},
        {"共发放问卷300份，收回有效问卷284份，无效或未收回16份。", NULL},
        {"审核报销单据1,028张，通过986张，退回52张。", "error partition"},
        {"审核报销单据1,028张，通过986张，退回42张。", NULL},
        {"检查企业96家，发现问题的31家，未发现问题的75家。", "error partition"},
        {"检查企业96家，发现问题的31家，未发现问题的65家。", NULL},
        {"土地证件2,310本，已发放2,285本，剩余35本。", "error partition"},
        {"土地证件2,310本，已发放2,285本，剩余25本。", NULL},
        {"年初结转资金68.5万元，本年使用51.2万元，年末结余27.3万元。", "error sum"},
        {"下达资金210万元，已支付186.5万元，结余33.5万元。", "error partition"},
        {"下达资金210万元，已支付186.5万元，结余23.5万元。", NULL},
        {"本次评议对象24家，评为优秀6家，良好13家，合格7家。", "error partition"},
        {"本次评议对象24家，评为优秀6家，良好13家，合格5家。", NULL},
        {"共接待来访群众1,286人次，其中集体访12批186人次，个体访1,010人次。", "error partition"},
        {"共接待来访群众1,286人次，其中集体访12批186人次，个体访1,100人次。", NULL},
        {"16个村集体收入平均38万元，其中50万元以上的村5个、20万元至50万元的村8个、20万元以下的村2个"
         "。",
         "error partition"},
        {"16个村集体收入平均38万元，其中50万元以上的村5个、20万元至50万元的村8个、20万元以下的村3个"
         "。",
         NULL},
        {"检查企业64家，其中规模500人以上12家、重点行业8家。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_that_exclude_one_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
