"""Lapses of whoever wrote the report: phrases doubled or misspelt, the scope of another level, kinds that nearly make their
total, received with carried over counted in, an overview that could be anybody's."""

from __future__ import annotations

from random import Random

from gknlp.parsing.agencies import government_of
from reports.drafts import Draft
from reports.planting import Plant, recorded

_SCOPES = (("区人民政府", "全区", "全市"), ("县人民政府", "全县", "全市"), ("市人民政府办公室", "全市", "全县"))
_KINDS = ("机构职能类", "政策文件类", "规划计划类", "行政许可类", "安全生产类", "城乡建设类", "教育卫生类")


def _insert(draft: Draft, random: Random, text: str, keys: tuple[str, ...] = ("overview", "problems")) -> None:
    """Put a sentence behind the last paragraph of a section."""
    key = random.choice([key for key in keys if draft.texts.get(key)])
    draft.texts[key][-1] += text


def doubled_phrase(draft: Draft, random: Random) -> bool:
    number = random.randint(11, 90)
    text = random.choice(
        [f"举办了建校{number}周年专场开放日建校{number}周年专场开放日，群众踊跃到场。", f"印发《查阅点工作规程（{number}版）》《查阅点工作规程（{number}版）》。",
         "各科室对照清单，公开内容包括：惠农补贴发放、惠农补贴发放。", "确保上墙的的内容与网上一致。", "对对各科室报送的信息逐条把关。"]
    )  # fmt: skip
    _insert(draft, random, text)
    return recorded(draft, "TXT004", "report", "", text)


def misspelt_phrase(draft: Draft, random: Random) -> bool:
    text = random.choice(
        ["各科室报送信息的质量残差不齐。", "新老经办人员的交接不过顺畅。", "个别科室责任意识不强，仍有待题高。", "按照县里的统一布署，逐项抓好落实。",
         "经办力量簿弱的局面尚未改观。", "干部对信息公开的学习不过深入。", "通过门护网站开设了专栏。", "按步骤健全常效机制。", "各科室齐抓共官的局面还没有形成。"]
    )  # fmt: skip
    _insert(draft, random, text)
    return recorded(draft, "TXT009", "report", "", text)


def odd_scope(draft: Draft, random: Random) -> bool:
    own, other = next(((own, other) for end, own, other in _SCOPES if draft.agency.endswith(end)), ("", ""))
    if not own:
        return False
    draft.texts["overview"][-1] += f"{own}已开办专题讲座，{own}村居均有专人，{own}信息员均已持证上岗。"
    text = random.choice(
        [f"继续加强对{other}信息公开工作的动态管理。", f"按月检查{other}政府网站的更新。", f"统筹推进{other}政务公开。", f"组织{other}信息公开人员跟班学习。"]
    )  # fmt: skip
    _insert(draft, random, text, ("problems",))
    return recorded(draft, "TXT008", "report", own, text)


def kinds_nearly_sum(draft: Draft, random: Random) -> bool:
    kinds = random.sample(_KINDS, random.randint(4, 6))
    numbers = [random.randint(30, 120) for _ in kinds]
    total = sum(numbers) + random.choice([1, 2, 3])
    mark = random.choice(["；", "，", "、"])
    listed = mark.join(f"{kind}信息{number}条" for kind, number in zip(kinds, numbers, strict=True))
    text = random.choice(
        [f"在专栏登载的{total}条信息中，{listed}。", f"专栏共登载信息{total}条：{listed}。", f"专栏共登载信息{total}条，其中：{listed}。"]
    )  # fmt: skip
    _insert(draft, random, text, ("overview",))
    return recorded(draft, "CLM010", "report", str(sum(numbers)), text)


def received_with_carried(draft: Draft, random: Random) -> bool:
    new, carried = (int(draft.figures[f"applications.{key}.total"]) for key in ("new", "carry_in"))
    if not carried or not draft.texts.get("overview"):
        return False
    text = random.choice(
        [f"本年度共收到政府信息公开申请{new + carried}件。", f"全年接到公众提出的政府信息公开申请{new + carried}件。"]
    )
    draft.texts["overview"][-1] += text
    return recorded(draft, "CLM009", "report", str(new), text)


def overview_vague(draft: Draft, random: Random) -> bool:
    first = random.choice(["各级政府", "各级部门", "各地政府"])
    second = random.choice(["部分地区", "一些地方", "许多单位"])
    third = random.choice(["多数部门", "大多数单位", "不少部门"])
    draft.texts["overview"] = [
        f"{first}主动公开群众关心的内容，依申请公开的办理更加规范。{second}还开发了移动应用，公开平台建设日益完善。"
        f"{third}能够做好政府信息管理，及时清理过时的内容，监督保障得到加强，工作考核和社会评议逐步推开，没有出现责任追究的情形。"
        "群众获取信息更加便捷，满意程度稳步上升。"
    ]
    stated = "".join(text for texts in draft.texts.values() for text in texts)
    draft.claims = [claim for claim in draft.claims if claim[0] in stated]
    return recorded(draft, "NAR014", "report", "", draft.texts["overview"][0])


def _of_above(draft: Draft) -> list[str]:
    """What is told of the city that a unit belongs to: not of one that belongs to a province, or to the state."""
    if government_of(draft.agency) in ("state", "province"):
        return []
    return ["在全市政务公开考核中名列前茅。", "按照全市政务公开工作部署调整了栏目。"]


def _listed(random: Random, end: str) -> str:
    """A list that leaves much out."""
    kinds = ("机构职能类", "政策文件类", "规划计划类", "行政许可类")
    counts = [random.randint(41, 150) for _ in kinds]
    parts = "、".join(f"{kind}{count}条" for kind, count in zip(kinds, counts, strict=True))
    return f"专栏登载信息{sum(counts) + random.randint(150, 500)}条，其中{parts}{end}。"


def lapses_decoy(draft: Draft, random: Random) -> None:
    """Words that look doubled, misspelt or of another level, and lists that leave something out, and are not faulty."""
    texts = ["重点建设项目、建设项目均已公示。", "上级单位和上级单位的专家到场指导。", "对外公布署名文章若干。", "流程已经理顺，不过顺畅运转仍要时间。",
             *_of_above(draft), "引进一部设备加强监测。", "达到目的的措施继续保留。",
             _listed(random, "等"), _listed(random, "")]  # fmt: skip
    _insert(draft, random, "".join(random.sample(texts, 4)), ("overview",))
    draft.decoys.append("words that only look like lapses")


_ALL: tuple[Plant, ...] = (doubled_phrase, misspelt_phrase, odd_scope, kinds_nearly_sum)
_FORM: tuple[Plant, ...] = (*_ALL, received_with_carried, overview_vague)
LAPSE_PLANTS: dict[str, tuple[Plant, ...]] = {"2008": _ALL, "2014": _ALL, "2019": _FORM, "2021": _FORM}
LAPSE_DECOYS = (lapses_decoy,)
