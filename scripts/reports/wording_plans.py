"""What is lacking and what is done about it: pairs of a problem and its remedy, two to four of them in a report."""

from __future__ import annotations

from random import Random

TOPICS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("少数栏目的更新不够及时", "个别栏目更新迟缓", "有的专栏半年没有新内容"),
     ("建立栏目更新台账，每月通报一次", "明确每个栏目的责任人和更新周期", "对长期不更新的栏目限期整改")),
    (("解读材料的形式较为单一", "政策解读以文字为主，群众不易看懂", "重要文件的解读偏少"),
     ("制作图表和短视频，把政策讲清楚", "请起草人到场讲解，制作问答材料", "解读材料与文件同步起草、同步发布")),
    (("基层公开力量仍显薄弱", "新任信息员业务生疏", "公开岗位人员变动频繁"),
     ("组织跟班学习，充实基层人员", "安排新任信息员集中培训", "编写岗位手册，做好人员交接")),
    (("办理流程的衔接有待理顺", "答复文书样式不统一", "个别申请的答复时间偏长"),
     ("编写办理手册，统一答复样式", "实行申请登记、会商、审核全程留痕", "对临近期限的申请提前三天提醒")),
    (("村级公开栏内容陈旧", "社区公开的事项不够齐全", "基层公开目录还不完整"),
     ("更换村级公开栏，按季张贴", "对照目录补齐社区公开事项", "选派人员到村逐项核对目录")),
    (("网站检索功能不好用", "网站分类过细，查找不便", "手机端浏览网站不够顺畅"),
     ("改造网站检索功能", "合并重复的网站分类", "适配手机端页面，放大字号")),
    (("数据统计口径不够一致", "台账登记还有遗漏", "各科室报送的数据时有出入"),
     ("统一统计口径，按月核对数据", "由专人登记台账并复核", "年中开展一次数据自查")),
    (("与群众的互动还不够多", "公开日活动的参与面较窄", "收集群众意见的渠道偏少"),
     ("邀请群众代表参加会议并公布采纳情况", "把公开日活动办到社区和学校", "在服务窗口设置意见簿")),
    (("部分科室主动公开意识不强", "有的科室报送信息不主动", "对应当公开的事项把握不准"),
     ("把报送情况列入科室月度通报", "整理典型事例，组织讨论", "编制应公开事项清单")),
    (("公文公开属性的认定不够准确", "部分文件拟稿时没有标明公开属性", "不予公开的理由说明偏简单"),
     ("请法律顾问参与属性认定", "拟稿环节必填公开属性和理由", "对定为不公开的文件每年复查")),
    (("公众号发布的内容与群众需要结合不紧", "公众号的便民内容较少", "公众号推送时间不固定"),
     ("根据留言调整公众号选题", "增加办事指南类推送", "固定推送日，提前编排内容")),
    (("重点领域公开的深度不够", "财政资金使用情况公开得较为笼统", "民生项目进展公开不够连续"),
     ("细化重点领域公开标准", "逐项公开资金的用途和结余", "按季公布民生项目进展")),
)  # fmt: skip
"""Problems, and remedies that answer them."""
_LEADS = (
    "工作中还有不足：", "对照要求，仍有一些薄弱环节：", "存在的主要问题：", "一年来的工作还存在以下问题：",
)  # fmt: skip
_THEN = ("针对以上情况，下一步将：", "{next}年将从以下方面改进：", "下一步，我们将采取以下措施：", "今后将着力做好以下工作：")
_ORDINALS = "一二三四"


def problems(random: Random, year: int) -> list[str]:
    """What is lacking and what is done about it."""
    topics = random.sample(TOPICS, random.randint(2, 4))
    found = [f"{_ORDINALS[n]}是{random.choice(lacking)}" for n, (lacking, _) in enumerate(topics)]
    done = [f"{_ORDINALS[n]}是{random.choice(remedies)}" for n, (_, remedies) in enumerate(topics)]
    then = random.choice(_THEN).format(next=year + 1)
    kind = random.randrange(4)
    if kind == 0:
        return [f"（一）主要问题。{'；'.join(found)}。", f"（二）下一步改进措施。{'；'.join(done)}。"]
    if kind == 1:
        return ["（一）存在的主要问题", "；".join(found) + "。", f"（二）{year + 1}年改进措施", "；".join(done) + "。"]
    if kind == 2:
        return [f"{random.choice(_LEADS)}{'；'.join(found)}。{then}{'；'.join(done)}。"]
    return [f"{random.choice(_LEADS)}{'；'.join(found)}。", f"{then}{'；'.join(done)}。"]
