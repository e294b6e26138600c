"""Defects in what the narrative says, and decoys: narratives that look short of something and are not."""

from __future__ import annotations

import re
from random import Random

from reports.drafts import Draft
from reports.figures import COLUMNS
from reports.planting import Plant, recorded
from reports.wording import write
from reports.wording_plans import TOPICS

_PLATFORM, _MANAGEMENT, _SAFEGUARDS = 4, 3, 5
"""Where the paragraphs of the elements stand in the overview."""


def element_missing(draft: Draft, random: Random) -> bool:
    """One of the five elements without a word."""
    key, index = random.choice([("management", _MANAGEMENT), ("platform", _PLATFORM), ("safeguards", _SAFEGUARDS)])
    texts = draft.texts["overview"]
    if len(texts) <= index or not texts[index].startswith("（"):
        return False
    texts[-1] = ""  # what the unit tells of its own year may touch on any of them
    if key == "management":  # 规范性文件 and what is checked are told of elsewhere too
        texts[1] = texts[1].rpartition("。")[0].rpartition("。")[0] + "。"
        dropped = draft.figures["normative.made"]
        draft.claims = [claim for claim in draft.claims if f"规范性文件{dropped}件" not in claim[0]]
    rest = "".join(texts[:index] + texts[index + 1 :])
    if key == "platform" and "平台建设" not in texts[index]:
        return False  # without heads, what is said of the website in passing will do
    if key == "safeguards" and any(word in rest for word in ("抽查", "专人", "落实", "部署")):
        return False
    before, texts[index] = texts[index], ""
    _renumber(texts)
    return recorded(draft, "NAR005", key, before, "")


def _renumber(texts: list[str]) -> None:
    """Number the paragraphs that are left."""
    number = 0
    for index, text in enumerate(texts):
        if text.startswith("（") and text[2:3] == "）":
            texts[index] = f"（{'一二三四五'[number]}）{text[3:]}"
            number += 1


def overview_too_long(draft: Draft, random: Random) -> bool:
    """An overview that tells of everything."""
    told = [
        f"围绕{field}，{way}{what}{rest}。"
        for field in (
            "义务教育招生",
            "困难救助",
            "道路整修",
            "春耕备耕",
            "旧房改造",
            "就业帮扶",
            "医疗保障",
            "防汛抗旱",
        )
        for way in ("公布", "张贴", "逐户送达", "在网站发布")
        for what, rest in (
            ("责任单位和咨询电话", "，接受群众询问"),
            ("办理条件、时限和地点", "，随时更新"),
            ("资金去向", "，请村民代表核对"),
        )
    ]
    added = "".join(random.sample(told, 60))
    draft.texts["overview"][_SAFEGUARDS] += added
    return recorded(draft, "NAR006", "overview", "", str(len(added)))


_RESULTS = {
    "assessment": ("把公开工作纳入年度考核，", ""),
    "public_review": ("邀请群众参与社会评议，", ""),
    "accountability": ("，全年未发生责任追究情形", ""),
}


_SAYS = {"assessment": ("考核",), "public_review": ("评议", "意见", "评价"), "accountability": ("追究", "问责")}
"""Words that say something of a result wherever they stand."""


def result_lacking(draft: Draft, random: Random) -> bool:
    """A government that does not report one of the three results of supervision."""
    if not draft.agency.endswith("人民政府"):
        return False
    key = random.choice(list(_RESULTS))
    draft.texts["overview"][-1] = ""  # what the unit tells of its own year may touch on them
    text, (before, after) = draft.texts["overview"][_SAFEGUARDS], _RESULTS[key]
    changed = text.replace(before, after)
    others = "".join("".join(texts) for name, texts in draft.texts.items()).replace(text, changed)
    if before not in text or any(word in others for word in _SAYS[key]):
        return False
    draft.texts["overview"][_SAFEGUARDS] = changed
    return recorded(draft, "NAR007", key, before, after)


_LACKING = tuple(lacking for topic, _ in TOPICS for lacking in topic)
_TIMES = re.compile("[每按月年季周日天期]|三十|提前|限")
_DONE = tuple(remedy for _, topic in TOPICS for remedy in topic if not _TIMES.search(remedy))


def _listed(items: list[str], style: int) -> str:
    if style == 0:
        return "；".join(f"{'一二三四五六'[n]}是{item}" for n, item in enumerate(items)) + "。"
    if style == 1:
        return "".join(f"（{'一二三四五六'[n]}）{item}。" for n, item in enumerate(items))
    return "".join(f"{n + 1}.{item}。" for n, item in enumerate(items))


def problem_without_remedy(draft: Draft, random: Random) -> bool:
    """More problems listed than remedies."""
    problems, remedies = random.sample(_LACKING, random.randint(3, 5)), random.sample(_DONE, 2)
    style = random.randrange(3)
    form = random.randrange(3)
    if form == 0 and style != 1:
        texts = ["（一）主要问题", _listed(problems, style), "（二）改进措施", f"下一步，{_listed(remedies, style)}"]
    elif form == 1:
        texts = [
            f"工作中仍存在一些不足：{_listed(problems, style)}",
            f"针对上述问题，{draft.year + 1}年将采取以下措施：{_listed(remedies, style)}",
        ]
    else:
        texts = [f"存在的主要问题：{_listed(problems, 0)}下一步改进措施：{_listed(remedies, 2)}"]
    draft.texts["problems"] = texts
    return recorded(draft, "NAR008", "report", str(len(problems)), str(len(remedies)))


def problems_vague(draft: Draft, random: Random) -> bool:
    """Problems that any unit could have."""
    vague = random.choice(
        [
            f"{draft.year}年，{draft.we}政府信息公开工作取得了一定成绩，但与群众的期望相比还存在一定差距。",
            "政府信息公开工作虽有进步，但对照上级要求仍有不足，公开水平有待进一步提高。",
            f"{draft.we}政务公开工作还存在一些薄弱环节，工作力度需要加强。",
            "目前，政府信息公开工作中还存在一些问题和不足，需进一步改进。",
        ]
    )
    draft.texts["problems"] = [vague, f"下一步将{'，'.join(random.sample(_DONE, 2))}。"]
    return recorded(draft, "NAR009", "report", "", vague)


def remedies_undated(draft: Draft, random: Random) -> bool:
    """Remedies that may be taken at any time."""
    problems, remedies = random.sample(_LACKING, 2), random.sample(_DONE, 3)
    style = random.choice([0, 2])
    draft.texts["problems"] = random.choice(
        [
            ["（一）主要问题", _listed(problems, style), "（二）改进措施", _listed(remedies, style)],
            [f"（一）存在问题。{'；'.join(problems)}。", f"（二）改进措施。{'；'.join(remedies)}。"],
            [
                f"工作中存在以下不足：{_listed(problems, style)}针对以上问题，重点做好以下工作：{_listed(remedies, style)}"
            ],
        ]
    )
    return recorded(draft, "NAR010", "report", "", "")


def fee_without_cause(draft: Draft, random: Random) -> bool:
    """A fee though there were hardly any applications."""
    received = sum(int(draft.figures[f"applications.{row}.total"]) for row in ("new", "carry_in"))
    if received > 10:
        return False
    amount = random.randint(2, 30) * 100
    said = random.choice(
        [
            f"全年依法收取信息处理费{amount}元。",
            f"{draft.year}年共收取政府信息公开信息处理费{amount}元。",
            f"向申请人收取{amount}元信息处理费。",
        ]
    )
    draft.texts["other"] = [said]
    return recorded(draft, "NAR012", "report", "", str(amount))


def _give_to(draft: Draft, random: Random, row: str, count: int) -> bool:
    """Count ``count`` natural persons' applications that were granted as ended in ``row``."""
    if int(draft.figures[f"applications.granted.{COLUMNS[0]}"]) < count:
        return False
    for column in (COLUMNS[0], "total"):
        for name, change in (("granted", -count), (row, count)):
            cell = f"applications.{name}.{column}"
            draft.figures[cell] = int(draft.figures[cell]) + change
    draft.claims, draft.decoys = [], []
    write(draft, random)
    return True


def fee_notice_unreported(draft: Draft, random: Random) -> bool:
    """Notices of a fee that nobody paid, and no word of a fee."""
    if not _give_to(draft, random, "other_no_fee", 1):
        return False
    draft.texts["other"] = [random.choice(["无。", "没有其他需要报告的事项。", "本年度没有别的事项需要说明。"])]
    return recorded(draft, "NAR013", "report", "0", draft.cells["applications.other_no_fee.total"])


def other_results_many(draft: Draft, random: Random) -> bool:
    """A fifth of all results is 其他处理."""
    total = int(draft.figures["applications.result_total.total"])
    row = "other" if draft.edition == "2019" else "other_other"
    if total < 20 or not _give_to(draft, random, row, total // 5):
        return False
    return recorded(draft, "TAB013", "report", "", draft.cells[f"applications.{row}.total"])


def words_decoy(draft: Draft, random: Random) -> None:
    """All five elements in one sentence without headings, and the results of supervision told in the last section."""
    number = "" if draft.edition == "2019" else "未收取信息处理费。"
    draft.texts["overview"] = [
        f"{draft.year}年，{draft.we}{random.choice(['在公示栏和微信公众号公布惠民信息', '按目录主动公开政府信息'])}，"
        f"依申请公开事项有专人受理，发布前由分管领导{random.choice(['审核', '逐条审查'])}，网站栏目{random.choice(['按季更新', '合并重设'])}，组织培训两期。"
    ]
    draft.texts["other"] = [f"{number}考核结果已在全系统通报，群众满意度调查良好，没有工作人员因信息公开被追责。"]
    draft.claims = []
    draft.decoys.append("elements in one sentence, results of supervision in the last section")


def pairs_decoy(draft: Draft, random: Random) -> None:
    """Each problem with its own remedy, the time given once; generic words before what is concrete."""
    problems, remedies = random.sample(_LACKING, 3), random.sample(_DONE, 3)
    lead = random.choice(
        ["与群众的期望相比还有差距。", f"{draft.we}政府信息公开工作取得了一定成绩，但仍存在不足。", ""]
    )
    pairs = zip("一二三", problems, remedies, strict=True)
    draft.texts["problems"] = [lead, *(f"{mark}是{lack}。下一步将{done}。" for mark, lack, done in pairs)]
    draft.decoys.append("each problem with its own remedy")


def volume_decoy(draft: Draft, random: Random) -> None:
    """A fee by pages though there were hardly any applications."""
    if draft.edition == "2021":
        draft.texts["other"] = [
            f"1件申请涉及材料{random.randint(201, 900)}页，按量收取信息处理费{random.randint(5, 90)}00元。"
        ]
        draft.decoys.append("a fee by pages")


_COMMON: tuple[Plant, ...] = (
    element_missing, result_lacking, problem_without_remedy, problems_vague, remedies_undated, other_results_many,
)  # fmt: skip
NARRATIVE_PLANTS: dict[str, tuple[Plant, ...]] = {
    "2008": (),
    "2014": (),
    "2019": _COMMON,
    "2021": (*_COMMON, overview_too_long, fee_without_cause, fee_notice_unreported),
}
NARRATIVE_DECOYS = (words_decoy, pairs_decoy, volume_decoy)
