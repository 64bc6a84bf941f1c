-- A database of schema 0001, as jixiao 0.1.0 left it: three reports (one in the trash), edits
-- of two people, and typed text that was not saved when the program was killed. Made by sqlite3 .dump.
PRAGMA application_id = 1246320713;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE template (
    id      INTEGER PRIMARY KEY,
    hash    INTEGER NOT NULL,           -- of the text, to find it again; equality is asked of the text
    form_id TEXT    NOT NULL,
    version TEXT    NOT NULL,
    title   TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    added   INTEGER                     -- when the office added it; NULL: only a report uses it
) STRICT;
INSERT INTO template VALUES(1,325631058945604234,'subdistrict','2026.1',replace('${year}年度${unit}\n部门整体支出绩效评价报告','\n',char(10)),replace('# 街道（乡镇）部门整体支出绩效评价报告。写法见 docs/template.md；改好后用 jixiao template check 检查。\nform_id: subdistrict\nversion: "2026.1"\ntitle: |-\n  ${year}年度${unit}\n  部门整体支出绩效评价报告\n\nsettings:\n  numbering: [一、, （一）, "1.", （1）, ①]\n  encoding: utf-8\n  page: plain\n\nquestions:\n  - name: unit\n    label: 单位全称\n    type: text\n    hint: 与印章一致，写到“街道办事处”为止，例如“云川市望湖区梧桐里街道办事处”。\n    required: true\n    required_message: 单位全称会印在标题里，请先填写\n    carry: value\n    stable: true\n  - name: short_name\n    label: 单位简称\n    type: text\n    hint: 只在屏幕上用，例如“梧桐里街道”。\n    carry: value\n    stable: true\n  - name: year\n    label: 评价年度\n    type: integer\n    hint: 评价哪一年的支出就填哪一年，一般是去年。\n    required: true\n    constraint: . >= 2000 and . <= 2100\n    constraint_message: 年度要写四位数，例如2023\n    carry: never\n  - name: report_date\n    label: 报告日期\n    type: date\n    hint: 报告定稿的日期，写成2024-04-13的样子；暂时不定可以不填。\n    carry: never\n  - name: contact\n    label: 填报人\n    type: text\n    hint: 财政局来电时找谁；不印在报告里。\n    carry: value\n    stable: true\n\nsections:\n  - name: perf_work\n    label: 绩效管理工作开展情况\n    hint: 依据、范围、分工、起止时间\n    guidance: |\n      依次交代四件事：依据哪些法规和文件，哪些资金和项目纳入自评，由谁牵头、哪些科室参加，什么时候开始、什么时候完成。\n      法规名称用书名号，文号的年份用六角括号〔〕。\n      末句引出下文。工作成绩不写在这里。\n    default: |\n      根据《中华人民共和国预算法》关于各单位应当对预算支出情况开展绩效评价的规定，我单位成立自评工作小组，由【请填牵头科室】牵头，对年度内全部财政资金开展了绩效自评。现将评价情况报告如下：\n    required: true\n    required_message: 第一部分说明自评是怎样做的，不能空缺\n    min_length: 80\n    max_length: 600\n    owner: 财政所\n    source: 《中华人民共和国预算法》第五十七条\n    stable: true\n\n  - name: overall\n    label: 部门整体支出绩效情况\n    hint: 先写钱，再写目标完成得怎样\n    guidance: |\n      先把钱写清楚：年初预算、追加或调减、上年结转、全年预算、全年执行、执行率、年末结转结余，“三公”经费单独一句。\n      全年预算等于各项来源之和，全年执行等于基本支出加项目支出，写完请核一遍。\n      再用一两句话说明年度总目标和完成程度，下面分条展开。\n      只有工作成绩、没有预算执行数的报告，最容易被退回。\n    required: true\n    min_length: 80\n    max_length: 900\n    owner: 财政所\n    numbering: 一、\n    sections:\n      - name: work\n        label: 工作开展情况\n        hint: 一两句话说清全年思路\n        guidance: |\n          概括全年工作的思路和抓手，不列细账。\n          提到的几个方面，顺序要和下面的小标题一致。\n        max_length: 400\n        owner: 党政办\n        numbering: （一）\n        sections:\n          - name: economy\n            label: 经济发展稳运行\n            heading: run-in\n            hint: 主要数据、招商、重点项目\n            guidance: |\n              先写主要经济数据和增速，再写招商引资，最后写重点项目的进展和投入。\n              增速用统计部门的反馈数；统计口径特殊的，在括号里注明。\n              重点项目写到什么程度，不要只写“有序推进”。\n            required: true\n            min_length: 60\n            max_length: 1200\n            owner: 经济发展办\n          - name: party\n            label: 党建引领有活力\n            heading: run-in\n            hint: 组织建设、学习教育、品牌阵地\n            guidance: |\n              分三块写：组织建设、学习教育、品牌阵地。每块有次数、有人数，还有一项看得见的变化。\n              活动写明时间和参加的人。\n            required: true\n            min_length: 60\n            max_length: 1200\n            owner: 党建办\n          - name: epidemic\n            label: 疫情防控有韧劲\n            heading: run-in\n            hint: 当年没有这项任务的，删去或改名\n            guidance: |\n              只写本年度实际承担的任务、投入和效果。\n              当年没有防控任务的，删去本节，或者把标题改成“应急管理有准备”，写预案、队伍、物资和演练。\n            required: false\n            min_length: 60\n            max_length: 1200\n            owner: 社会事务办\n          - name: city\n            label: 城市管理有力度\n            heading: run-in\n            hint: 市容、拆违、燃气、自建房\n            guidance: |\n              市容、拆违、燃气、自建房分开写，每项按“排查多少、处置多少、还剩多少”交代，总数等于分项之和。\n              面积写全“平方米”，处罚写明金额。\n            required: true\n            min_length: 60\n            max_length: 1200\n            owner: 城市管理办\n          - name: governance\n            label: 基层治理保平安\n            heading: run-in\n            hint: 信访、走访、宣传、安全生产\n            guidance: |\n              信访、走访、宣传、安全生产分开写。受理、办结、未结三个数要对得上。\n              不写信访人的姓名和案情；同一批宣传资料只报一次。\n            required: true\n            min_length: 60\n            max_length: 1200\n            owner: 综治办\n          - name: livelihood\n            label: 惠民利民有保障\n            heading: run-in\n            hint: 对象、金额、是否按时足额\n            guidance: |\n              每项待遇写清对象、金额、是否按时足额发放。户数、人数、人次不要混用。\n              合计和分项核一遍；同一个人享受几项的，注明“有交叉”。\n            required: true\n            min_length: 60\n            max_length: 1200\n            owner: 社会事务办\n          - name: civility\n            label: 文明创建有特色\n            heading: run-in\n            hint: 创建任务、志愿服务、群众活动\n            guidance: |\n              写创建任务、志愿服务、群众活动三块，用测评结果或者满意度说明效果，不堆活动名称。\n            required: true\n            min_length: 60\n            max_length: 1200\n            owner: 党建办\n          - name: team\n            label: 队伍建设有成效\n            heading: run-in\n            hint: 教育、督查、问责，不点名\n            guidance: |\n              写廉政教育、作风督查、执纪问责三块，人数、人次、件数分清，不点名。\n              数字以纪（工）委的统计为准。\n            required: true\n            min_length: 60\n            max_length: 1200\n            owner: 纪工委\n      - name: next\n        label: 下一步工作计划和打算\n        hint: 主要困难，引出下阶段任务\n        guidance: |\n          先用一段话说明主要困难，再引出下阶段的任务。\n          困难要和第三部分的问题对得上，不另起一套。\n        default: |\n          一年来，各项工作取得了一定成效，但也存在一些困难，主要是【请填主要困难】。下阶段，我们将重点抓好以下工作：\n        max_length: 500\n        owner: 党政办\n        numbering: （一）\n        sections:\n          - name: next_economy\n            label: 抓好经济运行\n            heading: run-in\n            hint: 抓哪些项目，达到什么目标\n            guidance: |\n              写明下一年抓哪些项目、达到什么目标、由谁负责、什么时候完成，少写原则话。\n            required: true\n            min_length: 60\n            max_length: 600\n            owner: 经济发展办\n          - name: next_harmony\n            label: 维护社会和谐\n            heading: run-in\n            hint: 未结的信访、未改的隐患怎么办\n            guidance: |\n              针对本年没有办结的信访件、没有整改的隐患，逐项提出办法，再写日常排查和应急准备。\n            required: true\n            min_length: 60\n            max_length: 600\n            owner: 综治办\n          - name: next_environment\n            label: 打造宜居环境\n            heading: run-in\n            hint: 地点、工程量、资金、期限\n            guidance: |\n              列出整治的地点、工程量、资金来源和期限，写得能检查、能验收。\n            required: true\n            min_length: 60\n            max_length: 600\n            owner: 城市管理办\n          - name: next_party\n            label: 加强党建引领\n            heading: run-in\n            hint: 制度、阵地、实事\n            guidance: |\n              写下一年要建的制度、阵地和要办的几件实事，与业务工作结合，注明责任科室。\n            required: true\n            min_length: 60\n            max_length: 600\n            owner: 党建办\n\n  - name: problems\n    label: 部门整体支出绩效评价存在的问题\n    kind: items\n    numbering: "1."\n    hint: 3至5条，每条有现象、数字、原因\n    guidance: |\n      写预算编制、预算执行、专项资金、项目和资产、绩效管理方面的问题，3至5条，一条一段。\n      每条写清现象、数字和原因。业务工作的困难不写在这里，也不要把责任全推给上级。\n    default: |\n      预算编制不够细化。【请填数字和原因】\n      年中追加项目较多。【请填追加的个数、金额和追加率】\n      部分专项资金下达较晚。【请填下达月份和结转金额】\n    required: true\n    required_message: 没有问题的报告通不过审核，请至少写三条\n    min_length: 60\n    max_length: 1200\n    owner: 财政所\n\n  - name: measures\n    label: 部门整体支出绩效评价提出的改进措施和建议\n    kind: items\n    numbering: "1."\n    hint: 与上一部分逐条对应\n    guidance: |\n      与上一部分逐条对应，条数和顺序一致。\n      先写本单位怎样改（谁、什么时候、改到什么程度），再写对财政部门的建议。\n    default: |\n      细化预算编制。【请填责任科室、期限和目标】\n      减少年中追加。【请填哪些事项列入年初预算】\n      加快专项资金使用。【请填期限和目标】\n    required: true\n    required_message: 每个问题都要有对应的措施\n    min_length: 60\n    max_length: 1200\n    owner: 财政所\n\nfigures:\n  # 绩效管理工作开展情况\n  - {name: self_items, label: 纳入自评项目, type: integer, unit: 个, owner: 财政所, prior: true}\n  - {name: self_funds, label: 自评涉及资金, type: money, unit: 万元, decimals: 2, owner: 财政所}\n  - {name: self_coverage, label: 自评覆盖率, type: percent, unit: "%", decimals: 2, owner: 财政所}\n  - {name: self_score, label: 自评得分, type: decimal, unit: 分, decimals: 2, owner: 财政所, prior: true}\n  - name: self_grade\n    label: 自评等级\n    type: select_one\n    owner: 财政所\n    choices:\n      - {name: excellent, label: 优}\n      - {name: good, label: 良}\n      - {name: fair, label: 中}\n      - {name: poor, label: 差}\n  # 部门整体支出绩效情况\n  - {name: posts, label: 编制数, type: integer, unit: 人, owner: 党政办, prior: true, stable: true}\n  - {name: staff, label: 在职人数, type: integer, unit: 人, owner: 党政办, prior: true}\n  - name: staff_rate\n    label: 在职人员控制率\n    type: percent\n    unit: "%"\n    decimals: 2\n    calculate: round(${staff} / ${posts} * 100, 2)\n  - name: budget_initial\n    label: 年初预算\n    type: money\n    unit: 万元\n    decimals: 2\n    prior: true\n    max_change: 30%\n    owner: 财政所\n  - {name: budget_added, label: 年中追加（调减）, type: money, unit: 万元, decimals: 2, owner: 财政所, prior: true}\n  - {name: budget_carried, label: 上年结转, type: money, unit: 万元, decimals: 2, owner: 财政所}\n  - name: budget_total\n    label: 全年预算\n    type: money\n    unit: 万元\n    decimals: 2\n    calculate: ${budget_initial} + coalesce(${budget_added}, 0) + coalesce(${budget_carried}, 0)\n    prior: true\n    max_change: 30%\n  - name: executed\n    label: 全年执行\n    type: money\n    unit: 万元\n    decimals: 2\n    constraint: . <= ${budget_total}\n    constraint_message: 全年执行数超过了全年预算数，请核对\n    severity: warning\n    prior: true\n    max_change: 30%\n    owner: 财政所\n  - {name: basic_spent, label: 基本支出, type: money, unit: 万元, decimals: 2, owner: 财政所, prior: true}\n  - {name: project_spent, label: 项目支出, type: money, unit: 万元, decimals: 2, owner: 财政所, prior: true}\n  - name: execution_rate\n    label: 预算执行率\n    type: percent\n    unit: "%"\n    decimals: 2\n    calculate: round(${executed} / ${budget_total} * 100, 2)\n    prior: true\n  - name: year_end_balance\n    label: 年末结转结余\n    type: money\n    unit: 万元\n    decimals: 2\n    calculate: ${budget_total} - ${executed}\n  - {name: car_cost, label: 公务用车购置和运行维护费, type: money, unit: 万元, decimals: 2, owner: 党政办, prior: true}\n  - {name: reception_cost, label: 公务接待费, type: money, unit: 万元, decimals: 2, owner: 党政办, prior: true}\n  - {name: abroad_cost, label: 因公出国（境）费, type: money, unit: 万元, decimals: 2, owner: 党政办, prior: true}\n  - name: sangong\n    label: “三公”经费\n    type: money\n    unit: 万元\n    decimals: 2\n    calculate: ${car_cost} + ${reception_cost} + coalesce(${abroad_cost}, 0)\n    prior: true\n  # 工作开展情况\n  - {name: area, label: 辖区面积, type: decimal, unit: 平方公里, decimals: 2, owner: 党政办, stable: true}\n  - {name: communities, label: 社区数, type: integer, unit: 个, owner: 党政办, stable: true}\n  - {name: residents, label: 常住人口, type: integer, unit: 人, owner: 党政办}\n  # 经济发展\n  - {name: industrial_output, label: 规模以上工业总产值, type: money, unit: 万元, decimals: 0, owner: 经济发展办, prior: true}\n  - {name: investment, label: 固定资产投资, type: money, unit: 万元, decimals: 0, owner: 经济发展办, prior: true}\n  - {name: retail_sales, label: 社会消费品零售总额, type: money, unit: 万元, decimals: 0, owner: 经济发展办, prior: true}\n  - {name: attracted_funds, label: 招商到位资金, type: money, unit: 万元, decimals: 0, owner: 经济发展办, prior: true}\n  - {name: attracted_projects, label: 招商项目, type: integer, unit: 个, owner: 经济发展办, prior: true}\n  - {name: key_projects, label: 重点项目, type: integer, unit: 个, owner: 经济发展办}\n  - {name: relocated_households, label: 征收户数, type: integer, unit: 户, owner: 经济发展办}\n  - {name: relocated_area, label: 征收面积, type: decimal, unit: 平方米, decimals: 2, owner: 经济发展办}\n  # 党建引领\n  - {name: party_groups, label: 党组织, type: integer, unit: 个, owner: 党建办, prior: true}\n  - {name: party_members, label: 党员, type: integer, unit: 名, owner: 党建办, prior: true}\n  - {name: study_sessions, label: 集中学习, type: integer, unit: 次, owner: 党建办}\n  - {name: party_lectures, label: 专题党课, type: integer, unit: 次, owner: 党建办}\n  - {name: study_attendance, label: 学习参加人数, type: integer, unit: 人次, owner: 党建办}\n  - {name: rectified_groups, label: 整顿软弱涣散党组织, type: integer, unit: 个, owner: 党建办}\n  - {name: party_sites, label: 建成阵地, type: integer, unit: 个, owner: 党建办}\n  - {name: party_funds, label: 党建经费, type: money, unit: 万元, decimals: 2, owner: 党建办, prior: true}\n  # 疫情防控（应急管理）\n  - {name: sampling_sites, label: 采样点, type: integer, unit: 个, owner: 社会事务办}\n  - {name: checkpoints, label: 值守卡口, type: integer, unit: 个, owner: 社会事务办}\n  - {name: epidemic_staff, label: 参与防控, type: integer, unit: 人次, owner: 社会事务办}\n  - {name: epidemic_served, label: 服务群众, type: integer, unit: 人次, owner: 社会事务办}\n  - {name: epidemic_funds, label: 物资和经费支出, type: money, unit: 万元, decimals: 2, owner: 社会事务办}\n  # 城市管理\n  - {name: city_cases, label: 城管案件受理, type: integer, unit: 件, owner: 城市管理办, prior: true}\n  - name: city_closed\n    label: 城管案件办结\n    type: integer\n    unit: 件\n    owner: 城市管理办\n    constraint: . <= ${city_cases}\n    constraint_message: 办结数不能多于受理数\n  - name: city_closing_rate\n    label: 城管案件办结率\n    type: percent\n    unit: "%"\n    decimals: 2\n    calculate: round(${city_closed} / ${city_cases} * 100, 2)\n  - {name: rubbish_trips, label: 清运垃圾车次, type: integer, unit: 车次, owner: 城市管理办}\n  - {name: rubbish_tons, label: 清运垃圾, type: decimal, unit: 吨, decimals: 1, owner: 城市管理办}\n  - {name: demolished, label: 拆除违法建设, type: integer, unit: 处, owner: 城市管理办}\n  - {name: demolished_area, label: 拆除违法建设面积, type: decimal, unit: 平方米, decimals: 1, owner: 城市管理办}\n  - {name: fines, label: 罚款, type: money, unit: 元, decimals: 0, owner: 城市管理办}\n  - {name: gas_shops, label: 燃气门店, type: integer, unit: 家, owner: 城市管理办}\n  - {name: gas_users, label: 燃气用户, type: integer, unit: 家, owner: 城市管理办}\n  - name: houses\n    label: 自建房总数\n    type: integer\n    unit: 栋\n    calculate: ${houses_business} + ${houses_private}\n  - {name: houses_business, label: 经营性自建房, type: integer, unit: 栋, owner: 城市管理办}\n  - {name: houses_private, label: 非经营性自建房, type: integer, unit: 栋, owner: 城市管理办}\n  - {name: houses_surveyed, label: 已鉴定自建房, type: integer, unit: 栋, owner: 城市管理办}\n  - {name: houses_demolished, label: 已拆除自建房, type: integer, unit: 栋, owner: 城市管理办}\n  - {name: city_funds, label: 城市管理经费, type: money, unit: 万元, decimals: 2, owner: 城市管理办, prior: true}\n  # 基层治理\n  - {name: petitions, label: 信访受理, type: integer, unit: 件, owner: 综治办, prior: true}\n  - name: petitions_closed\n    label: 信访办结\n    type: integer\n    unit: 件\n    owner: 综治办\n    constraint: . <= ${petitions}\n    constraint_message: 办结数不能多于受理数\n  - {name: petitions_old, label: 积案化解, type: integer, unit: 件, owner: 综治办}\n  - {name: receptions, label: 领导接访, type: integer, unit: 次, owner: 综治办}\n  - {name: visits, label: 走访, type: integer, unit: 户, owner: 综治办}\n  - {name: opinions, label: 意见收集, type: integer, unit: 条, owner: 综治办}\n  - {name: opinions_handled, label: 意见办理, type: integer, unit: 条, owner: 综治办}\n  - {name: safety_leaflets, label: 平安宣传资料, type: integer, unit: 份, owner: 综治办}\n  - {name: safety_checks, label: 安全检查, type: integer, unit: 人次, owner: 应急办}\n  - {name: safety_places, label: 检查场所, type: integer, unit: 家, owner: 应急办}\n  - name: hazards\n    label: 查出隐患\n    type: integer\n    unit: 处\n    calculate: ${hazards_fixed} + ${hazards_open}\n  - {name: hazards_fixed, label: 已整改隐患, type: integer, unit: 处, owner: 应急办}\n  - {name: hazards_open, label: 正在整改隐患, type: integer, unit: 处, owner: 应急办}\n  - {name: governance_funds, label: 基层治理经费, type: money, unit: 万元, decimals: 2, owner: 综治办, prior: true}\n  # 惠民利民\n  - {name: allowance_households, label: 低保户, type: integer, unit: 户, owner: 社会事务办, prior: true}\n  - {name: allowance_people, label: 低保人数, type: integer, unit: 人, owner: 社会事务办, prior: true}\n  - {name: allowance_funds, label: 低保金, type: money, unit: 万元, decimals: 2, owner: 社会事务办, prior: true}\n  - {name: relief_times, label: 临时救助, type: integer, unit: 人次, owner: 社会事务办}\n  - {name: relief_funds, label: 临时救助金, type: money, unit: 万元, decimals: 2, owner: 社会事务办}\n  - {name: disabled_people, label: 残疾人两项补贴, type: integer, unit: 人, owner: 社会事务办}\n  - {name: disabled_funds, label: 残疾人两项补贴金额, type: money, unit: 万元, decimals: 2, owner: 社会事务办}\n  - {name: elderly_people, label: 高龄津贴, type: integer, unit: 人, owner: 社会事务办}\n  - {name: elderly_funds, label: 高龄津贴金额, type: money, unit: 万元, decimals: 2, owner: 社会事务办}\n  - {name: family_people, label: 计生奖扶, type: integer, unit: 人, owner: 社会事务办}\n  - {name: family_funds, label: 计生奖扶金额, type: money, unit: 万元, decimals: 2, owner: 社会事务办}\n  - {name: housing_households, label: 住房保障, type: integer, unit: 户, owner: 社会事务办}\n  - {name: housing_funds, label: 住房保障金额, type: money, unit: 万元, decimals: 2, owner: 社会事务办}\n  - {name: veterans, label: 退役军人, type: integer, unit: 人, owner: 退役军人服务站}\n  - {name: servicemen, label: 现役军人, type: integer, unit: 人, owner: 退役军人服务站}\n  - {name: preferential_people, label: 优抚对象, type: integer, unit: 人, owner: 退役军人服务站}\n  # 文明创建\n  - {name: civility_meetings, label: 创建调度会, type: integer, unit: 次, owner: 党建办}\n  - {name: volunteers, label: 注册志愿者, type: integer, unit: 人, owner: 党建办, prior: true}\n  - {name: volunteer_events, label: 志愿服务场次, type: integer, unit: 场次, owner: 党建办}\n  - {name: volunteer_times, label: 志愿服务人次, type: integer, unit: 人次, owner: 党建办}\n  - {name: practice_events, label: 文明实践活动, type: integer, unit: 场, owner: 党建办}\n  - {name: civility_leaflets, label: 创建宣传资料, type: integer, unit: 份, owner: 党建办}\n  - {name: public_ads, label: 公益广告, type: integer, unit: 处, owner: 党建办}\n  - {name: civility_score, label: 测评得分, type: decimal, unit: 分, decimals: 2, owner: 党建办, prior: true}\n  - {name: satisfaction, label: 群众满意度, type: percent, unit: "%", decimals: 2, owner: 党建办, prior: true}\n  - {name: civility_funds, label: 文明创建经费, type: money, unit: 万元, decimals: 2, owner: 党建办, prior: true}\n  # 队伍建设\n  - {name: clean_lectures, label: 廉政党课, type: integer, unit: 次, owner: 纪工委}\n  - {name: warning_lessons, label: 警示教育, type: integer, unit: 次, owner: 纪工委}\n  - {name: inspections, label: 作风督查, type: integer, unit: 次, owner: 纪工委}\n  - {name: inspection_findings, label: 督查发现问题, type: integer, unit: 个, owner: 纪工委}\n  - {name: discipline_cases, label: 立案, type: integer, unit: 件, owner: 纪工委}\n  - {name: discipline_people, label: 立案人数, type: integer, unit: 人, owner: 纪工委}\n  - {name: warned, label: 约谈、提醒谈话, type: integer, unit: 人次, owner: 纪工委}\n  - {name: criticised, label: 批评教育、通报, type: integer, unit: 人次, owner: 纪工委}\n  - {name: trained, label: 干部培训, type: integer, unit: 人次, owner: 党政办}\n  # 下一步工作计划和打算\n  - {name: next_carried_items, label: 结转下年的事项, type: integer, unit: 项, owner: 财政所}\n  - {name: funds_gap, label: 资金缺口, type: money, unit: 万元, decimals: 2, owner: 财政所}\n  - {name: next_investment, label: 下年投资目标, type: money, unit: 万元, decimals: 0, owner: 经济发展办, carry: never}\n  - {name: next_attracted, label: 下年招商到位资金目标, type: money, unit: 万元, decimals: 0, owner: 经济发展办, carry: never}\n  - {name: next_growth, label: 下年预期增长, type: percent, unit: "%", decimals: 1, owner: 经济发展办, carry: never}\n  - {name: next_projects, label: 下年重点项目, type: integer, unit: 个, owner: 经济发展办, carry: never}\n  - {name: next_petitions, label: 拟化解积案, type: integer, unit: 件, owner: 综治办, carry: never}\n  - {name: next_drills, label: 拟开展演练, type: integer, unit: 次, owner: 应急办, carry: never}\n  - {name: next_hazard_rate, label: 隐患整改完成率目标, type: percent, unit: "%", decimals: 1, owner: 应急办, carry: never}\n  - {name: next_estates, label: 拟改造老旧小区, type: integer, unit: 个, owner: 城市管理办, carry: never}\n  - {name: next_demolition, label: 拟拆违, type: decimal, unit: 平方米, decimals: 1, owner: 城市管理办, carry: never}\n  - {name: next_city_sites, label: 拟整治点位, type: integer, unit: 处, owner: 城市管理办, carry: never}\n  - {name: next_city_funds, label: 拟投入整治资金, type: money, unit: 万元, decimals: 2, owner: 城市管理办, carry: never}\n  - {name: next_party_sites, label: 拟建党建阵地, type: integer, unit: 个, owner: 党建办, carry: never}\n  - {name: next_party_training, label: 拟办党员培训, type: integer, unit: 期, owner: 党建办, carry: never}\n  - {name: next_party_funds, label: 拟安排党建经费, type: money, unit: 万元, decimals: 2, owner: 党建办, carry: never}\n  # 存在的问题、改进措施和建议\n  - {name: added_items, label: 年中追加项目, type: integer, unit: 个, owner: 财政所, prior: true}\n  - name: added_rate\n    label: 追加率\n    type: percent\n    unit: "%"\n    decimals: 2\n    calculate: round(${budget_added} / ${budget_initial} * 100, 2)\n    prior: true\n  - name: balance_rate\n    label: 结转结余率\n    type: percent\n    unit: "%"\n    decimals: 2\n    calculate: round(${year_end_balance} / ${budget_total} * 100, 2)\n  - {name: special_month, label: 专项资金下达月份, type: integer, unit: 月, owner: 财政所, constraint: . >= 1 and . <= 12, constraint_message: 月份是1到12}\n  - {name: next_execution_rate, label: 执行率目标, type: percent, unit: "%", decimals: 2, owner: 财政所, carry: never}\n  - {name: next_added_rate, label: 追加率目标, type: percent, unit: "%", decimals: 2, owner: 财政所, carry: never}\n  - {name: next_initial_items, label: 拟列入年初预算的事项, type: integer, unit: 个, owner: 财政所, carry: never}\n  - {name: next_initial_funds, label: 拟列入年初预算的金额, type: money, unit: 万元, decimals: 2, owner: 财政所, carry: never}\n\nrules:\n  - name: spent_is_whole\n    label: 全年执行与两类支出\n    constraint: ${executed} = ${basic_spent} + ${project_spent}\n    constraint_message: 基本支出加项目支出不等于全年执行数；有上缴或经营支出的，请核实后通过\n    severity: warning\n  - name: houses_surveyed_within\n    label: 自建房鉴定\n    constraint: ${houses_surveyed} <= ${houses}\n    constraint_message: 已鉴定的自建房多于总数\n    severity: error\n  - name: opinions_within\n    label: 意见办理\n    constraint: ${opinions_handled} <= ${opinions}\n    constraint_message: 办理的意见多于收集的意见\n    severity: error\n\npairs:\n  - first: problems\n    second: measures\n    constraint_message: 每个问题都要有一条措施回答，条数和顺序要一致\n','\n',char(10)),NULL);
CREATE TABLE report (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    unit             TEXT    NOT NULL,
    short_name       TEXT    NOT NULL,
    year             INTEGER NOT NULL,  -- 0: unknown
    title            TEXT    NOT NULL,
    sign_off         TEXT    NOT NULL,
    prior            INTEGER NOT NULL,  -- report of the year before, 0: none; it may be gone
    template         INTEGER REFERENCES template (id),
    numbering        TEXT    NOT NULL,  -- of the top sections
    next_section     INTEGER NOT NULL,
    outline_revision INTEGER NOT NULL,
    sections         INTEGER NOT NULL,  -- what the library's row shows, as of the last save
    done             INTEGER NOT NULL,
    errors           INTEGER NOT NULL,
    warnings         INTEGER NOT NULL,
    created          INTEGER NOT NULL,
    changed          INTEGER NOT NULL,
    trashed          INTEGER NOT NULL CHECK (trashed IN (0, 1))
) STRICT;
INSERT INTO report VALUES(1,'云川市望湖区某街道办事处','',2022,replace('2022年度云川市望湖区某街道办事处\n部门整体支出绩效评价报告','\n',char(10)),'',0,1,'一、',19,1,18,1,0,15,1700000000000,1700000000000,0);
INSERT INTO report VALUES(2,'云川市望湖区某街道办事处','',2023,replace('2023年度云川市望湖区某街道办事处\n部门整体支出绩效评价报告','\n',char(10)),'',1,1,'一、',19,0,18,0,0,15,1700000100000,1700000100000,0);
INSERT INTO report VALUES(3,'进了回收站的单位','',2023,replace('2023年度进了回收站的单位\n部门整体支出绩效评价报告','\n',char(10)),'',0,1,'一、',19,0,18,0,0,15,1700000000000,1700000000000,1);
CREATE TABLE value (
    report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    name   TEXT    NOT NULL,
    text   TEXT    NOT NULL,
    PRIMARY KEY (report, name)
) STRICT;
CREATE TABLE section (
    report         INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    id             INTEGER NOT NULL,    -- within the report; 0: the front text
    parent         INTEGER NOT NULL,    -- 0: the top, -1: outside the tree (removed)
    position       INTEGER NOT NULL,
    name           TEXT,                -- the template's
    heading        TEXT    NOT NULL,
    form           TEXT    NOT NULL,
    end_mark       TEXT    NOT NULL,
    label          TEXT    NOT NULL,    -- literal label, '': derived
    kind           TEXT    NOT NULL,
    numbering      TEXT    NOT NULL,
    item_numbering TEXT    NOT NULL,
    marked         INTEGER NOT NULL CHECK (marked IN (0, 1)),
    touched        INTEGER NOT NULL CHECK (touched IN (0, 1)),
    carried        INTEGER NOT NULL CHECK (carried IN (0, 1)),
    attachment     INTEGER NOT NULL CHECK (attachment IN (0, 1)),
    body           TEXT    NOT NULL,
    attributes     TEXT    NOT NULL,    -- of the body's lines (model/body.h)
    revision       INTEGER NOT NULL,    -- of the body
    clerk          TEXT    NOT NULL,    -- who saved the body last
    PRIMARY KEY (report, id)
) STRICT;
INSERT INTO section VALUES(1,0,-1,0,NULL,'','none','','','text','none','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,1,0,0,'perf_work','绩效管理工作开展情况','block','','','text','（一）','1.',1,1,0,0,replace('今年以来，我街道党建引领有成效。\n开展学习12次，参加1,786人次。','\n',char(10)),'pp',1,'zhang');
INSERT INTO section VALUES(1,2,0,1,'overall','部门整体支出绩效情况','block','','','text','一、','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,3,2,0,'work','工作开展情况','block','','','text','（一）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,4,3,0,'economy','经济发展稳运行','run-in','。','','text','（1）','1.',0,1,0,0,'再改一次：防汛工作扎实。','p',2,'zhang');
INSERT INTO section VALUES(1,5,3,1,'party','改了名的一节','run-in','。','','text','（1）','1.',0,1,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,6,3,2,'epidemic','疫情防控有韧劲','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,7,3,3,'city','城市管理有力度','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,8,3,4,'governance','基层治理保平安','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,9,3,5,'livelihood','惠民利民有保障','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,10,3,6,'civility','文明创建有特色','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,11,3,7,'team','队伍建设有成效','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,12,2,1,'next','下一步工作计划和打算','block','','','text','（一）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,13,12,0,'next_economy','抓好经济运行','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,14,12,1,'next_harmony','维护社会和谐','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,15,12,2,'next_environment','打造宜居环境','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,16,12,3,'next_party','加强党建引领','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(1,17,0,2,'problems','部门整体支出绩效评价存在的问题','block','','','items','（一）','1.',0,0,0,0,'','i',0,'zhang');
INSERT INTO section VALUES(1,18,0,3,'measures','部门整体支出绩效评价提出的改进措施和建议','block','','','items','（一）','1.',0,0,0,0,'','i',0,'zhang');
INSERT INTO section VALUES(2,0,-1,0,NULL,'','none','','','text','none','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,1,0,0,'perf_work','绩效管理工作开展情况','block','','','text','（一）','1.',0,0,1,0,replace('今年以来，我街道党建引领有成效。\n开展学习12次，参加1,786人次。','\n',char(10)),'pp',0,'zhang');
INSERT INTO section VALUES(2,2,0,1,'overall','部门整体支出绩效情况','block','','','text','一、','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,3,2,0,'work','工作开展情况','block','','','text','（一）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,4,3,0,'economy','经济发展稳运行','run-in','。','','text','（1）','1.',0,0,1,0,'再改一次：防汛工作扎实。','p',0,'zhang');
INSERT INTO section VALUES(2,5,3,1,'party','改了名的一节','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,6,3,2,'epidemic','疫情防控有韧劲','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,7,3,3,'city','城市管理有力度','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,8,3,4,'governance','基层治理保平安','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,9,3,5,'livelihood','惠民利民有保障','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,10,3,6,'civility','文明创建有特色','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,11,3,7,'team','队伍建设有成效','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,12,2,1,'next','下一步工作计划和打算','block','','','text','（一）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,13,12,0,'next_economy','抓好经济运行','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,14,12,1,'next_harmony','维护社会和谐','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,15,12,2,'next_environment','打造宜居环境','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,16,12,3,'next_party','加强党建引领','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(2,17,0,2,'problems','部门整体支出绩效评价存在的问题','block','','','items','（一）','1.',0,0,0,0,'','i',0,'zhang');
INSERT INTO section VALUES(2,18,0,3,'measures','部门整体支出绩效评价提出的改进措施和建议','block','','','items','（一）','1.',0,0,0,0,'','i',0,'zhang');
INSERT INTO section VALUES(3,0,-1,0,NULL,'','none','','','text','none','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,1,0,0,'perf_work','绩效管理工作开展情况','block','','','text','（一）','1.',0,1,0,0,'防汛也写在这里。','p',1,'root');
INSERT INTO section VALUES(3,2,0,1,'overall','部门整体支出绩效情况','block','','','text','一、','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,3,2,0,'work','工作开展情况','block','','','text','（一）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,4,3,0,'economy','经济发展稳运行','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,5,3,1,'party','党建引领有活力','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,6,3,2,'epidemic','疫情防控有韧劲','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,7,3,3,'city','城市管理有力度','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,8,3,4,'governance','基层治理保平安','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,9,3,5,'livelihood','惠民利民有保障','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,10,3,6,'civility','文明创建有特色','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,11,3,7,'team','队伍建设有成效','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,12,2,1,'next','下一步工作计划和打算','block','','','text','（一）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,13,12,0,'next_economy','抓好经济运行','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,14,12,1,'next_harmony','维护社会和谐','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,15,12,2,'next_environment','打造宜居环境','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,16,12,3,'next_party','加强党建引领','run-in','。','','text','（1）','1.',0,0,0,0,'','p',0,'zhang');
INSERT INTO section VALUES(3,17,0,2,'problems','部门整体支出绩效评价存在的问题','block','','','items','（一）','1.',0,0,0,0,'','i',0,'zhang');
INSERT INTO section VALUES(3,18,0,3,'measures','部门整体支出绩效评价提出的改进措施和建议','block','','','items','（一）','1.',0,0,0,0,'','i',0,'zhang');
CREATE TABLE change (
    id           INTEGER PRIMARY KEY,
    act          INTEGER,               -- first row of its undo step; NULL: it is the first
    report       INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    section      INTEGER,
    clerk        TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    word         TEXT    NOT NULL,      -- what was done (ACT_LIST)
    kind         TEXT    NOT NULL,
    name         TEXT,                  -- of a field or value
    old_text     TEXT,                  -- of a field or value; the text removed at `start`
    new_text     TEXT,                  -- of a field or value; the text inserted
    start        INTEGER,               -- offset in points
    old_lines    TEXT,                  -- attributes of removed and inserted lines, and of the line
    new_lines    TEXT,                  --   at `start` where it changes
    old_first    TEXT,
    new_first    TEXT,
    old_parent   INTEGER,
    old_position INTEGER,
    new_parent   INTEGER,
    new_position INTEGER,
    revision     INTEGER,               -- splice, lost: of the base it stands on; fold, body: it made
    fold         INTEGER,
    undone       INTEGER                -- the change that undid it; NULL: it stands
) STRICT;
INSERT INTO change VALUES(1,NULL,1,NULL,'zhang',1700000000000,'new','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(2,NULL,1,1,'zhang',1700000000000,'put','body',NULL,'',replace('今年以来，我街道党建引领有成效。\n开展学习12次，参加1,786人次。','\n',char(10)),0,'','p','','',NULL,NULL,NULL,NULL,1,NULL,NULL);
INSERT INTO change VALUES(3,2,1,1,'zhang',1700000000000,'put','field','touched','0','1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(4,NULL,1,4,'li',1700000000000,'put','body',NULL,'','改过一次的文字，纸面上留着。',0,'','','','',NULL,NULL,NULL,NULL,1,NULL,NULL);
INSERT INTO change VALUES(5,4,1,4,'li',1700000000000,'put','field','touched','0','1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(6,NULL,1,4,'zhang',1700000000000,'put','body',NULL,'改过一次的文字，纸面上留着','再改一次：防汛工作扎实',0,'','','','',NULL,NULL,NULL,NULL,2,NULL,NULL);
INSERT INTO change VALUES(7,NULL,1,1,'zhang',1700000000000,'mark','field','marked','0','1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(8,NULL,1,5,'li',1700000000000,'rename','field','heading','党建引领有活力','改了名的一节',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(9,8,1,5,'li',1700000000000,'rename','field','touched','0','1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(10,NULL,2,NULL,'zhang',1700000100000,'carry','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(11,NULL,3,NULL,'zhang',1700000000000,'new','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(12,NULL,3,1,'root',1700000000000,'put','body',NULL,'','防汛也写在这里。',0,'','','','',NULL,NULL,NULL,NULL,1,NULL,NULL);
INSERT INTO change VALUES(13,12,3,1,'root',1700000000000,'put','field','touched','0','1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(14,NULL,3,NULL,'root',1700000000000,'trash','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(15,NULL,2,1,'zhang',1795631400306,'type','splice',NULL,'','草稿里写了抗旱。',0,'','','','',NULL,NULL,NULL,NULL,0,NULL,NULL);
CREATE TABLE spot (
    clerk   TEXT    NOT NULL,
    report  INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    top     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (clerk, report)
) STRICT;
CREATE TABLE setting (
    clerk TEXT NOT NULL,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (clerk, name)
) STRICT;
INSERT INTO setting VALUES('zhang','open','2');
CREATE TABLE pulse (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    beat INTEGER NOT NULL
) STRICT;
INSERT INTO pulse VALUES(1,1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('report',3);
CREATE INDEX template_by_hash ON template (hash);
CREATE INDEX template_by_form ON template (form_id, added);
CREATE INDEX report_by_changed ON report (trashed, changed);
CREATE INDEX report_by_unit ON report (unit, year);
CREATE INDEX change_history ON change (report, section) WHERE kind <> 'splice';
CREATE INDEX change_by_act ON change (act) WHERE act IS NOT NULL;
CREATE INDEX change_steps ON change (report, clerk) WHERE act IS NULL;
CREATE INDEX change_undone ON change (report, clerk, undone) WHERE undone IS NOT NULL;
CREATE INDEX change_drafts ON change (report, section) WHERE kind = 'splice' AND fold IS NULL;
CREATE TRIGGER change_keeps_text BEFORE UPDATE OF id, act, report, section, clerk, at, word, kind,
    name, old_text, new_text, start, old_lines, new_lines, old_first, new_first, old_parent,
    old_position, new_parent, new_position, revision ON change
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
WHEN EXISTS (SELECT 1 FROM report WHERE id = OLD.report)
BEGIN SELECT RAISE(ABORT, 'history goes only with its report'); END;
COMMIT;
