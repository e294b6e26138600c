"""Numbers that only look like figures of the form: not a finding; and their neighbours that are."""

from functools import cache

import pytest
from reading import BASES, parsed

from gknlp.reconciling import reconcile
from gknlp.rules import RULES, run
from gknlp.types.dossier import Kin

_RULES = tuple(rule for rule in RULES if rule.code.startswith("CLM"))
_AFTER = {
    "platform": "门户网站栏目设置得到优化。",
    "own": "制发行政规范性文件6件，现行有效48件。",
    "apply": "因政府信息公开引起的行政复议2件、行政诉讼1件。",
    "supervision": "把公开工作纳入年度考核。",
    "disclosure": "## 二、主动公开政府信息情况\n\n",
    "law": "| 1 | 0 | 0 | 0 | 1 |\n\n",
}
"""By the name of a place: the text of the base report that a sentence is put behind."""


@cache
def found(place: str, sentence: str) -> tuple[tuple[str, str], ...]:
    """(code, message) of what is found in the base report with ``sentence`` at ``place``."""
    begin, _, end = BASES["base-2021"].rpartition(_AFTER[place])
    gap = "\n\n" if place in ("disclosure", "law") else ""
    runs = run(reconcile(parsed(begin + _AFTER[place] + sentence + gap + end)), _RULES)
    return tuple((entry.rule.code, entry.evidence.message) for entry in runs if entry.evidence)


_APPLICANTS = (
    ("apply", "涉及企业12家。"),
    ("supervision", "按自然人名义办理登记33件。"),
    ("apply", "申请涉及个人15人。"),
    ("supervision", "公开企业信用信息45条。"),
    ("disclosure", "公开企业信用信息45条。"),
    ("supervision", "公开企业年报12份。"),
    ("supervision", "公开受助企业名单30份。"),
    ("disclosure", "公开企业行政处罚信息8件。"),
    ("supervision", "公开科研机构立项信息5件。"),
    ("supervision", "走访企业12家，收集意见8条。"),
    ("supervision", "邀请企业代表15人参加政府开放日活动。"),
    ("supervision", "面向自然人、企业发放问卷120份。"),
    ("supervision", "建立企业服务专员制度，联系企业60家。"),
    ("supervision", "为社会公益组织提供政策辅导6次。"),
    ("supervision", "组织律师事务所开展公开审查3次。"),
    ("supervision", "发布个人所得税政策7条。"),
    ("supervision", "公开法人和其他组织信用记录16条。"),
    ("platform", "推送惠企信息，服务企业210家。"),
    ("platform", "发布公益广告9条。"),
    ("apply", "辖区企业登记信息已在网站公开，共公开企业名录26份。"),
    ("apply", "走访企业11家，讲解申请流程。"),
    ("supervision", "发布科研机构申报指南4份。"),
    ("apply", "全部为自然人和企业申请。"),
    ("apply", "均为自然人、企业提出。"),
    ("supervision", "入库企业信用承诺书350份。"),
    ("supervision", "为企业解读政策16次，惠及企业480家。"),
    ("supervision", "公示失信企业6家。"),
    ("supervision", "受理企业开办申请120件。"),
    ("supervision", "办理企业登记申请340件。"),
    ("supervision", "答复企业咨询27件。"),
    ("supervision", "收到企业来函4件。"),
    ("apply", "接待企业咨询9次。"),
    ("supervision", "聘请法律顾问，律师事务所审查文件12件。"),
    ("supervision", "公开社会组织年检结果44条。"),
    ("disclosure", "公开企业环境信用评价结果19条。"),
    ("disclosure", "公布个体工商户、企业纳税信用名单3份。"),
    ("platform", "推送企业专题8个。"),
    ("supervision", "征集社会公益组织意见15条。"),
    ("supervision", "邀请自然人代表6名列席会议。"),
    ("supervision", "开展个人信息保护检查4次。"),
    ("supervision", "培训企业联络员50人。"),
    ("supervision", "科研机构5家参加座谈。"),
    ("supervision", "企业12家、个人3人被评为诚信典型。"),
    ("apply", "申请全部来自自然人、企业。"),
    ("apply", "全部申请均为公民及法人提出。"),
)
"""企业, 个人 and the like as the object of another act."""

_RESULTS = (
    ("own", "集中公示行政处罚信息702条（依法不公开43条）。"),
    ("apply", "其中2件申请征求第三方意见后予以公开。"),
    ("apply", "对涉及个人隐私的1件申请征求意见后予以公开。"),
    ("apply", "告知申请人到档案馆查询1件。"),
    ("apply", "涉及商业秘密的2件申请经权利人同意后公开。"),
    ("apply", "引导申请人到不动产登记窗口查询4件。"),
    ("own", "公示行政许可信息1190条，其中因涉及商业秘密不公开10条。"),
    ("supervision", "办理人大建议12件，公开10件，不予公开2件。"),
    ("supervision", "对拟公开的信息进行审查，不予公开6件。"),
    ("own", "行政处罚决定公开298件，12件依法不予公开。"),
    ("apply", "向第三方征求意见3件，第三方均同意公开。"),
    ("own", "对历史信息进行清理，重新公开信息26条。"),
    ("supervision", "审查公开信息130条，其中不予公开2条转内部留存。"),
    ("supervision", "政协提案8件，予以公开6件，不公开2件。"),
    ("disclosure", "行政许可结果公开1190条，依法不予公开10条。"),
    ("supervision", "规范性文件草案征求意见3件，全部公开。"),
    ("disclosure", "对3件行政处罚决定不予公开。"),
    ("supervision", "预决算公开单位22家，涉密单位不予公开1家。"),
    ("apply", "1件申请经征得第三方同意后予以公开。"),
    ("apply", "对含有个人隐私的3件申请作隐去处理后予以公开。"),
    ("apply", "补正后予以公开2件。"),
    ("apply", "其中涉及房屋征收的申请5件予以公开。"),
    ("apply", "建议申请人到政务服务大厅查询3件。"),
    ("apply", "指引申请人通过门户网站自行查询6件。"),
    ("supervision", "行政处罚310件，公开305件，其余5件依法不予公开。"),
)
"""What was disclosed or not of other things than applications, or of one kind of them only."""

_CARRIED = (
    ("apply", "上年末尚未办结的1件申请已于1月答复。"),
    ("apply", "2022年未办结的申请1件已于2023年1月办结。"),
    ("apply", "2022年底正在办理的申请1件已按期办结。"),
    ("apply", "上年度尚在办理的申请1件，已于本年办结。"),
    ("apply", "年初尚未办结的1件申请已于2月答复。"),
    ("apply", "2022年末尚未答复的1件申请，今年1月已答复。"),
    ("apply", "上年正在征求第三方意见的1件申请已办结。"),
    ("apply", "上年12月31日前未办结的2件申请于1月办结。"),
    ("apply", "2022年结余的未办结申请2件均已办结。"),
    ("apply", "截至上年底未到答复期的1件申请已办理完毕。"),
    ("apply", "2022年年底仍在办理中的申请1件，于2023年1月9日答复。"),
    ("apply", "年初正在办理的1件申请已办结。"),
)
"""Open at the end of last year."""

_YEARS = (
    ("apply", "近三年，依申请公开予以公开66件。"),
    ("apply", "去年底仍在办理期限内的1件申请已全部答复。"),
    ("own", "近三年共收到申请30件。"),
    ("apply", "近两年共收到申请21件。"),
    ("apply", "三年来，共收到政府信息公开申请98件。"),
    ("apply", "五年累计收到58件申请。"),
    ("apply", "2021年以来共收到申请77件。"),
    ("apply", "过去五年收到申请110件。"),
    ("apply", "最近三年共办理信息公开申请88件。"),
    ("apply", "近5年来累计受理申请143件。"),
    ("apply", "条例修订以来累计收到申请150件。"),
    ("apply", "“十四五”以来累计收到申请70件。"),
    ("apply", "三年共收到申请90件。"),
    ("apply", "近年来共收到申请200余件。"),
    ("apply", "本届政府任期内共收到申请160件。"),
    ("apply", "去年末尚在办理的2件申请，今年均按期答复。"),
    ("apply", "近十年来共受理申请305件。"),
    ("apply", "过去两年收到申请66件。"),
    ("apply", "“十三五”期间共收到申请188件。"),
    ("apply", "自2019年《条例》修订施行以来，共收到申请170件。"),
    ("apply", "三年累计收到申请99件。"),
    ("apply", "连续三年共收到申请101件。"),
    ("apply", "2020年以来，共收到申请133件。"),
    ("apply", "机构改革以来共收到申请122件。"),
    ("apply", "本届任期内共收到申请160件。"),
    ("apply", "多年来共收到申请230件。"),
    ("apply", "近几年来收到申请190件。"),
    ("apply", "四年间收到申请134件。"),
)
"""Several years together."""

_CASES = (
    ("law", "五年来，发生信息公开行政复议12件。"),
    ("supervision", "公开公益诉讼信息3件。"),
    ("law", "作为第三人参加行政诉讼1件。"),
    ("law", "旁听行政诉讼庭审2次。"),
    ("law", "因其他行政行为被提起行政诉讼2件。"),
    ("law", "办理非信息公开类行政复议2件。"),
    ("law", "办理信息公开行政复议案件8件（县政府作为复议机关）。"),
    ("law", "以第三人身份参加行政诉讼3件。"),
    ("law", "组织旁听政府信息公开行政诉讼庭审2次。"),
    ("law", "作为复议机关，审理政府信息公开行政复议案件6件。"),
    ("law", "办结以下级部门为被申请人的政府信息公开行政复议案件4件。"),
    ("law", "除信息公开外，其他行政复议案件5件。"),
    ("law", "非因信息公开引起的行政诉讼4件。"),
    ("law", "县政府作为复议机关受理信息公开复议申请7件。"),
    ("law", "开展行政诉讼案例评析3次。"),
    ("law", "行政机关负责人出庭应诉行政诉讼案件4件。"),
    ("supervision", "旁听庭审2次，学习行政诉讼案例5件。"),
    ("law", "与信息公开无关的行政复议6件。"),
    ("law", "涉及行政许可的行政诉讼2件。"),
    ("apply", "指导各部门办理信息公开行政复议5件。"),
    ("law", "指导下属单位应对行政诉讼3件。"),
    ("law", "代理信息公开行政诉讼4件。"),
    ("law", "依法履行行政复议机关职责，收到政府信息公开类复议申请9件。"),
    ("law", "因土地征收引起的行政复议9件、行政诉讼4件。"),
    ("law", "因行政处罚被提起行政诉讼5件。"),
    ("law", "其他领域行政复议案件7件。"),
    ("law", "以外事项引发的行政诉讼4件。"),
    ("law", "审理涉信息公开行政复议案件5件，维持3件、纠正2件。"),
    ("law", "协助市局办理信息公开行政复议3件。"),
    ("law", "模拟政府信息公开行政诉讼庭审1次。"),
    ("law", "选取行政诉讼典型案例6件编印成册。"),
    ("law", "开展信息公开行政复议案例研讨3次。"),
    ("law", "县司法局受理信息公开行政复议申请12件。"),
    ("law", "履行复议机关职责，办理信息公开行政复议案件11件。"),
    ("law", "参加信息公开行政诉讼培训3次。"),
    ("law", "以乡镇政府为被申请人的信息公开行政复议4件。"),
    ("law", "民事诉讼3件。"),
)
"""Cases that others have, that the agency decides or attends, and those about something else."""

_DISCLOSED = (
    ("own", "节日期间，公开信息9条。"),
    ("own", "按照上级要求，公开信息9条。"),
    ("own", "两年来公开信息310条。"),
    ("own", "截至目前累计公开信息9000条。"),
    ("own", "节日期间公开信息9条。"),
    ("own", "疫情期间公开信息19条。"),
    ("own", "按要求补充公开信息23条。"),
    ("own", "新公开信息41条。"),
    ("own", "当场公开信息3条。"),
    ("own", "汛期公开信息12条。"),
    ("own", "春节前公开信息6条。"),
    ("own", "整改中公开信息14条。"),
    ("own", "集中公开信息35条。"),
    ("own", "每月公开信息8条。"),
    ("own", "及时公开信息15条。"),
    ("own", "防汛期间主动公开政府信息13条。"),
    ("own", "换届期间主动公开信息11条。"),
    ("own", "同步公开信息7条。"),
    ("own", "活动期间公开信息10条。"),
    ("own", "国家宪法日当天公开信息2条。"),
    ("own", "政务公开日公开政府信息4条。"),
    ("own", "经审查后补录公开信息5条。"),
    ("own", "国庆假期主动公开信息6条。"),
    ("own", "两会期间公开政府信息18条。"),
    ("own", "台风期间公开预警信息27条。"),
    ("own", "按上级要求新公开信息14条。"),
    ("own", "补录历史信息31条，补充公开政府信息31条。"),
    ("own", "现场公开信息5条。"),
    ("own", "平均每天公开信息2条。"),
    ("own", "重大节日公开信息8条。"),
    ("own", "月度公开信息7条。"),
    ("own", "旱情期间主动公开政府信息12条。"),
    ("own", "灾后公开信息16条。"),
    ("own", "应公众要求公开信息9条。"),
    ("own", "首次公开信息21条。"),
    ("own", "对上年遗漏的信息补公开21条。"),
)
"""Part of what was disclosed in the year."""

_ACTS = (
    ("disclosure", "注销行政许可3件。"),
    ("disclosure", "延续行政许可5件、变更行政许可3件。"),
    ("disclosure", "作出准予许可决定1190件、不予许可10件。"),
    ("disclosure", "作出不予行政处罚决定3件。"),
    ("disclosure", "免于行政处罚4件。"),
    ("disclosure", "移送行政处罚案件2件。"),
    ("disclosure", "以县政府名义印发规范性文件3件。"),
    ("disclosure", "起草以县政府名义印发的规范性文件4件。"),
    ("disclosure", "上网公开规范性文件3件（含上年制发1件）。"),
    ("disclosure", "县政府规范性文件4件、县政府办公室规范性文件1件。"),
    ("disclosure", "撤销行政许可2件。"),
    ("disclosure", "吊销行政许可1件，撤回行政许可1件。"),
    ("disclosure", "减轻行政处罚6件。"),
    ("disclosure", "轻微免罚，不予行政处罚8件。"),
    ("disclosure", "听证行政处罚案件2件。"),
    ("disclosure", "补发行政许可7件。"),
    ("disclosure", "当场行政处罚20件。"),
    ("disclosure", "简易程序行政处罚22件，普通程序行政处罚288件。"),
    ("disclosure", "委托乡镇实施行政许可14件。"),
    ("disclosure", "行政许可即办件300件。"),
    ("disclosure", "提请县政府出台规范性文件2件。"),
    ("disclosure", "代县政府起草规范性文件2件。"),
    ("disclosure", "协助市局制定规范性文件1件。"),
    ("disclosure", "与县发改局联合制发规范性文件2件。"),
    ("disclosure", "报备规范性文件5件。"),
    ("disclosure", "转发上级规范性文件9件。"),
    ("disclosure", "准予行政许可1180件。"),
    ("disclosure", "解除行政强制措施3件。"),
    ("disclosure", "申请法院强制执行2件。"),
    ("disclosure", "新申请行政许可900件。"),
    ("disclosure", "移送公安机关的行政处罚案件1件。"),
    ("disclosure", "变更许可证5件，换发许可证11件。"),
    ("disclosure", "办结行政许可延续申请12件。"),
    ("disclosure", "不予行政许可决定6件。"),
    ("disclosure", "撤回行政许可1件。"),
    ("disclosure", "撤销行政处罚1件。"),
    ("disclosure", "从轻行政处罚9件。"),
    ("disclosure", "首违不罚案件13件。"),
    ("disclosure", "听证行政许可事项2件。"),
    ("disclosure", "向公安机关移送行政处罚案件3件。"),
    ("disclosure", "配合市局制定规范性文件2件。"),
    ("disclosure", "参与起草规范性文件5件。"),
    ("disclosure", "会同县人社局印发规范性文件1件。"),
    ("disclosure", "代拟规范性文件3件。"),
    ("disclosure", "修改规范性文件2件。"),
    ("disclosure", "网站集中公开规范性文件48件。"),
    ("disclosure", "强制执行申请被法院准予4件。"),
)
"""Acts of one kind only, and documents of others."""

_OTHER = (
    ("supervision", "公布涉企收费项目14项，惠及企业300余家。"),
    ("supervision", "发布企业开办指南5份。"),
    ("supervision", "公开国有企业财务信息11条。"),
    ("platform", "平台收录企业数据900条。"),
    ("supervision", "约谈企业负责人6名。"),
    ("supervision", "开展个人征信宣传4次。"),
    ("disclosure", "公开公益诉讼案件信息7条。"),
    ("supervision", "向法律服务机构购买服务2次。"),
    ("supervision", "梳理主动公开事项150项，不予公开事项8项。"),
    ("supervision", "保密审查信息400条，不予公开12条。"),
    ("own", "发布信息420条，因涉密不公开3条。"),
    ("supervision", "会议纪要公开11件，不予公开9件。"),
    ("apply", "对2件申请先行征求第三方意见，均予以公开。"),
    ("apply", "请申请人前往图书馆查询2件。"),
    ("apply", "上年遗留申请1件已于年初答复。"),
    ("apply", "2022年度跨年办理的1件申请已办结。"),
    ("apply", "近三年来，申请量稳定在30件左右。"),
    ("apply", "自条例施行以来累计办理申请210件。"),
    ("apply", "2019年至2023年，共收到申请155件。"),
    ("apply", "近三年不予公开9件。"),
    ("law", "近三年共发生信息公开行政复议6件。"),
    ("law", "作为被告以外的第三人参加信息公开诉讼2件。"),
    ("law", "因房屋征收补偿引发行政诉讼6件。"),
    ("law", "县政府受理的行政复议案件中，涉及信息公开5件。"),
    ("law", "应诉非公开类行政诉讼3件。"),
    ("law", "审结政府信息公开复议案件7件。"),
    ("law", "为乡镇应诉信息公开行政诉讼提供指导4次。"),
    ("law", "其他类行政诉讼案件12件。"),
    ("own", "主题教育期间主动公开信息17条。"),
    ("own", "两节期间，主动公开政府信息9条。"),
    ("own", "换版期间迁移公开信息3000条。"),
    ("own", "每周公开信息10条。"),
    ("own", "抽查公开信息40条。"),
    ("own", "巡察整改公开信息4条。"),
    ("own", "更正公开信息6条。"),
    ("disclosure", "许可延续8件。"),
    ("disclosure", "撤销行政许可决定1件、注销行政许可决定4件。"),
    ("disclosure", "一般程序行政处罚案件40件。"),
    ("disclosure", "作出责令改正决定6件。"),
    ("disclosure", "作出不予处罚决定书7份。"),
    ("disclosure", "行政许可听证2件。"),
    ("disclosure", "转发市政府规范性文件3件。"),
    ("disclosure", "清理规范性文件50件。"),
    ("disclosure", "拟定规范性文件计划4件。"),
    ("disclosure", "县政府办代县政府制发规范性文件4件。"),
    ("apply", "经沟通，申请人撤回2件。"),
    ("apply", "均来自自然人和社会组织。"),
    ("apply", "2019—2023年共收到申请160件。"),
    ("supervision", "迎检期间公开政府信息22条。"),
    ("apply", "申请人撤回1件。"),
    ("apply", "申请人主动撤回3件。"),
)
"""Of every kind."""

_TRUE = (
    ("apply", "全年共办理政府信息公开申请41件。"),
    ("apply", "办结申请40件。"),
    ("apply", "自然人提出33件。"),
    ("apply", "其中，31件来自自然人，4件来自企业。"),
    ("apply", "个人申请33件，单位申请5件。"),
    ("apply", "部分公开5件。"),
    ("apply", "经审查，不予公开6件。"),
    ("apply", "作出不予公开决定5件。"),
    ("apply", "答复予以公开的25件。"),
    ("apply", "本机关不掌握8件。"),
    ("apply", "要求确认或重新出具已获取信息2件。"),
    ("apply", "因申请人逾期不补正不再处理3件。"),
    ("apply", "属于行政执法案卷信息2件。"),
    ("apply", "属于内部事务信息3件。"),
    ("apply", "转入下年度继续办理5件。"),
    ("apply", "上年度结转4件。"),
    ("apply", "2022年结转申请4件。"),
    ("law", "被申请行政复议4件，被提起行政诉讼3件。"),
    ("law", "信息公开行政复议被纠正1件。"),
    ("law", "政府信息公开行政诉讼败诉1件。"),
    ("law", "无信息公开行政复议。"),
    ("law", "全年未发生政府信息公开行政诉讼。"),
    ("law", "因信息公开被提起行政复议6件，其中维持4件。"),
    ("own", "全年主动公开各类政府信息120条。"),
    ("own", "截至年底，主动公开政府信息120条。"),
    ("own", "通过各种方式共主动公开信息120条。"),
    ("own", "年内，公开政府信息130条。"),
    ("disclosure", "2023年，共作出行政许可1250件。"),
    ("disclosure", "本年办理行政处罚案件400件。"),
    ("disclosure", "行政强制20件。"),
    ("disclosure", "共制定规范性文件8件。"),
    ("disclosure", "废止规范性文件3件。"),
    ("disclosure", "现行有效规范性文件50件。"),
    ("law", "未收到行政复议申请，旁听庭审2次。"),
    ("apply", "涉及自然人32件、商业企业3件。"),
    ("own", "公开信息90条，其中预算类32条、决算类24条，占72.2%。"),
    ("apply", "收到企业申请3件。"),
    ("apply", "其中企业申请3件、自然人申请31件。"),
    ("apply", "科研机构提出申请2件。"),
    ("supervision", "全年收到自然人提出的政府信息公开申请28件。"),
    ("apply", "12件由企业提出。"),
    ("apply", "申请人以自然人为主，共33件。"),
    ("apply", "企业、自然人提出的申请分别为5件、32件。"),
    ("supervision", "全年依申请公开答复中，不予公开5件。"),
    ("apply", "不予公开4件。"),
    ("apply", "予以公开22件。"),
    ("apply", "属于行政查询事项3件。"),
    ("apply", "因保护第三方合法权益不予公开4件。"),
    ("apply", "年末尚未办结3件申请。"),
    ("apply", "尚有5件申请正在办理。"),
    ("apply", "上年结转申请3件。"),
    ("apply", "上年未办结的申请5件转入本年。"),
    ("own", "2023年共收到申请36件。"),
    ("own", "今年以来共收到申请38件。"),
    ("own", "本年度累计收到58件申请。"),
    ("law", "因政府信息公开引起的行政复议5件。"),
    ("law", "2023年，我局被提起信息公开行政诉讼3件。"),
    ("law", "因不服信息公开答复引发行政复议4件，行政诉讼2件。"),
    ("law", "县财政局为被申请人的信息公开行政复议3件。"),
    ("law", "发生政府信息公开行政复议案件4件，复议机关维持3件。"),
    ("law", "组织庭审旁听2次，发生政府信息公开行政诉讼3件。"),
    ("own", "全年公开信息204条。"),
    ("own", "2023年主动公开政府信息95条。"),
    ("own", "我局主动公开信息99条。"),
    ("disclosure", "全年作出行政许可决定1250件。"),
    ("disclosure", "全年实施行政处罚320件。"),
    ("disclosure", "全年采取行政强制措施15件。"),
    ("disclosure", "制发行政规范性文件7件。"),
    ("disclosure", "全年出台规范性文件9件。"),
    ("disclosure", "行政处罚案件300件。"),
    ("apply", "收到公民申请33件。"),
    ("apply", "收到申请35件，全部为自然人申请。"),
    ("apply", "自然人申请量为31件。"),
)
"""Sentences that the tables contradict."""


@pytest.mark.parametrize(
    ("place", "sentence"), [*_APPLICANTS, *_RESULTS, *_CARRIED, *_YEARS, *_CASES, *_DISCLOSED, *_ACTS, *_OTHER]
)
def test_no_figure_of_the_form(place, sentence):
    assert found(place, sentence) == ()


@pytest.mark.parametrize(("place", "sentence"), _TRUE)
def test_what_is_still_found(place, sentence):
    assert found(place, sentence)


_CHANGED = tuple(rule for rule in RULES if rule.code in ("CLM006", "CLM007"))


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        ("公开信息量同比增长33.3%。", {"not_assessable"}),
        ("公开信息量同比下降。", {"not_assessable"}),
        ("公开信息90条，较上年增长20%。", {"not_assessable"}),
        ("主动公开信息量同比增长50%。", {"clean"}),
        ("主动公开信息量同比增长33.3%。", {"breached", "clean"}),
        ("主动公开政府信息90条，同比下降。", {"breached"}),
        ("收到申请35件，同比增长20%。", {"breached"}),
    ],
)
def test_what_no_table_has_is_compared_only_under_its_own_name(sentence, outcomes):
    text = BASES["base-2021"]
    last = text.replace("2023年", "2022年").replace(
        "主动公开政府信息90条，包括政策类30条，规划类25条，其他35条", "主动公开政府信息60条"
    )
    report = parsed(text.replace("现行有效48件。", "现行有效48件。" + sentence))
    runs = run(reconcile(report, Kin((parsed(last),), "")), _CHANGED)
    assert {entry.outcome.value for entry in runs} == outcomes


@pytest.mark.parametrize(
    ("agency", "sentence", "is_found"),
    [
        ("云溪县人民政府", "县政府规范性文件4件、县政府办公室规范性文件2件。", False),
        ("云溪县财政局", "以县政府名义印发规范性文件3件。", False),
        ("云溪县财政局", "起草以县政府名义印发的规范性文件4件。", False),
        ("云溪县人民政府", "以县政府名义印发规范性文件5件。", True),
        ("云溪县人民政府办公室", "以县政府及县政府办公室名义制发规范性文件7件。", True),
    ],
)
def test_in_whose_name_a_document_is_issued(agency, sentence, is_found):
    text = BASES["base-2021"].replace("云溪县财政局", agency)
    text = text.replace("## 二、主动公开政府信息情况\n\n", f"## 二、主动公开政府信息情况\n\n{sentence}\n\n")
    codes = [entry.rule.code for entry in run(reconcile(parsed(text)), _RULES) if entry.evidence]
    assert codes == (["CLM002"] if is_found else [])
