#include "model/quantity/quantity_unit.h"

/* Longer names stand before their beginnings. */
static const struct quantity_unit units[] = {
    {U"个百分点", UNIT_POINTS, NULL},
    {U"百分点", UNIT_POINTS, U"个百分点"},
    {U"%", UNIT_PERCENT, NULL},
    {U"％", UNIT_PERCENT, U"%"},
    {U"元", UNIT_MEASURE, NULL},
    {U"吨标准煤", UNIT_MEASURE, NULL},
    {U"吨", UNIT_MEASURE, NULL},
    {U"平方公里", UNIT_MEASURE, NULL},
    {U"平方千米", UNIT_MEASURE, U"平方公里"},
    {U"平方米", UNIT_MEASURE, NULL},
    {U"平方", UNIT_MEASURE, U"平方米"},
    {U"平米", UNIT_MEASURE, U"平方米"},
    {U"㎡", UNIT_MEASURE, U"平方米"},
    {U"立方米", UNIT_MEASURE, NULL},
    {U"立方", UNIT_MEASURE, U"立方米"},
    {U"微克/立方米", UNIT_MEASURE, NULL},
    {U"毫克/立方米", UNIT_MEASURE, NULL},
    {U"毫克/升", UNIT_MEASURE, NULL},
    {U"微克", UNIT_MEASURE, NULL},
    {U"毫克", UNIT_MEASURE, NULL},
    {U"分贝", UNIT_MEASURE, NULL},
    {U"公担", UNIT_MEASURE, NULL},
    {U"兆瓦", UNIT_MEASURE, NULL},
    {U"厘米", UNIT_MEASURE, NULL},
    {U"毫米", UNIT_MEASURE, NULL},
    {U"㎞", UNIT_MEASURE, U"公里"},
    {U"km²", UNIT_MEASURE, U"平方公里"},
    {U"km", UNIT_MEASURE, U"公里"},
    {U"m²", UNIT_MEASURE, U"平方米"},
    {U"m³", UNIT_MEASURE, U"立方米"},
    {U"m2", UNIT_MEASURE, U"平方米"},
    {U"kg", UNIT_MEASURE, U"公斤"},
    {U"kWh", UNIT_MEASURE, U"千瓦时"},
    {U"kW", UNIT_MEASURE, U"千瓦"},
    {U"公里", UNIT_MEASURE, NULL},
    {U"千米", UNIT_MEASURE, U"公里"},
    {U"公顷", UNIT_MEASURE, NULL},
    {U"公斤", UNIT_MEASURE, NULL},
    {U"千克", UNIT_MEASURE, U"公斤"},
    {U"延米", UNIT_MEASURE, NULL},
    {U"米", UNIT_MEASURE, NULL},
    {U"亩", UNIT_MEASURE, NULL},
    {U"斤", UNIT_MEASURE, NULL},
    {U"倍", UNIT_MEASURE, NULL},
    {U"头份", UNIT_COUNT, NULL},
    {U"样本", UNIT_COUNT, NULL},
    {U"分", UNIT_MEASURE, NULL},
    {U"人次", UNIT_COUNT, NULL},
    {U"户次", UNIT_COUNT, NULL},
    {U"家次", UNIT_COUNT, NULL},
    {U"车次", UNIT_COUNT, NULL},
    {U"场次", UNIT_COUNT, NULL},
    {U"批次", UNIT_COUNT, NULL},
    {U"剂次", UNIT_COUNT, NULL},
    {U"千瓦时", UNIT_MEASURE, NULL},
    {U"千瓦", UNIT_MEASURE, NULL},
    {U"度", UNIT_MEASURE, NULL},
    {U"件次", UNIT_COUNT, NULL},
    {U"起次", UNIT_COUNT, NULL},
    {U"课时", UNIT_COUNT, NULL},
    {U"学时", UNIT_COUNT, NULL},
    {U"学分", UNIT_COUNT, NULL},
    {U"处次", UNIT_COUNT, NULL},
    {U"台次", UNIT_COUNT, NULL},
    {U"例次", UNIT_COUNT, NULL},
    {U"天", UNIT_COUNT, NULL},
    {U"名", UNIT_COUNT, U"人"},
    {U"位", UNIT_COUNT, U"人"},
#define COUNT(name) {name, UNIT_COUNT, NULL},
    COUNT(U"人") COUNT(U"户") COUNT(U"栋") COUNT(U"幢") COUNT(U"件") COUNT(U"次") COUNT(U"处")
        COUNT(U"个") COUNT(U"条") COUNT(U"家") COUNT(U"份") COUNT(U"项") COUNT(U"起") COUNT(U"场")
            COUNT(U"块") COUNT(U"幅") COUNT(U"辆") COUNT(U"台") COUNT(U"套") COUNT(U"支") COUNT(
                U"期") COUNT(U"例") COUNT(U"篇") COUNT(U"宗") COUNT(U"笔") COUNT(U"批") COUNT(U"所")
                COUNT(U"座") COUNT(U"间") COUNT(U"盏") COUNT(U"棵") COUNT(U"株") COUNT(U"张") COUNT(
                    U"封") COUNT(U"册") COUNT(U"本") COUNT(U"片") COUNT(U"头") COUNT(U"只")
                    COUNT(U"羽") COUNT(U"顶") COUNT(U"具") COUNT(U"瓶") COUNT(U"箱") COUNT(U"盒")
                        COUNT(U"袋") COUNT(U"包") COUNT(U"桶") COUNT(U"组") COUNT(U"类")
                            COUNT(U"种") COUNT(U"扇") COUNT(U"口") COUNT(U"眼") COUNT(U"班")
                                COUNT(U"部") COUNT(U"艘") COUNT(U"架") COUNT(U"副") COUNT(U"把")
                                    COUNT(U"床") COUNT(U"双") COUNT(U"门") COUNT(U"节") COUNT(U"轮")
                                        COUNT(U"对") COUNT(U"宿") COUNT(U"单") COUNT(U"票")
                                            COUNT(U"人份") COUNT(U"村") COUNT(U"趟") COUNT(U"艘次")
                                                COUNT(U"车") COUNT(U"面") COUNT(U"桌") COUNT(U"根")
#undef COUNT
};

/* "6个月", "3分钟", "12项目" are no 个, 分, 项. */
static const char32_t *const no_units[] = {
    U"个月", U"个小时", U"个工作日", U"个季度", U"个年", U"个半", U"个多", U"个学期",
    U"分钟", U"分别",   U"元旦",     U"元素",   U"处于", U"处在", U"次日", U"所有",
    U"部分", U"期间",   U"人均",     U"户均",   U"份额", U"条例", U"条街", U"只有",
    U"只要", U"本年",   U"本级",     U"个日历", U"天然", U"天气", U"天河", U"天津",
    U"位于", U"名列",   U"项目",     U"组织",   U"对照", U"对此", U"门前", U"节约",
    U"单位", U"班子",   U"部门",     U"米处",   U"包括", U"包含", U"把握", U"车辆",
    U"车位", U"面积",   U"面向",     U"面对",   U"面上", U"面临", U"面貌", NULL};

static const struct {
    const char32_t *name;
    int power;
} scales[] = {{U"万亿", 12}, {U"千万", 7}, {U"百万", 6}, {U"亿", 8},
              {U"万", 4},    {U"千", 3},   {U"百", 2},   {U"十", 1}};

const struct quantity_unit *quantity_unit_take(struct points text, size_t *at) {
    if (points_any_at(text, *at, no_units) != NULL)
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        if (!points_stand_at(text, *at, units[i].name))
            continue;
        *at += points_length_of(units[i].name);
        for (size_t k = 0; units[i].same_as != NULL && k < ARRAY_LEN(units); k++)
            if (points_are_equal(units[k].name, units[i].same_as))
                return &units[k];
        return &units[i];
    }
    return NULL;
}

int quantity_scale_take(struct points text, size_t *at) {
    for (size_t i = 0; i < ARRAY_LEN(scales); i++)
        if (points_stand_at(text, *at, scales[i].name)) {
            *at += points_length_of(scales[i].name);
            return scales[i].power;
        }
    return 0;
}

bool quantity_unit_is_of_survey(const struct quantity_unit *unit) {
    return unit->kind == UNIT_COUNT && unit->name[1] == 0 &&
           char_is_one_of(unit->name[0], U"人份户个张票件");
}
