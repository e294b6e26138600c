"""Faults of the text itself: what of the form was left in, wrong years, foreign names, doubled words, lost numbers."""

from __future__ import annotations

from random import Random

from reports.drafts import Draft
from reports.planting import Plant, recorded

NUMBERS = "一二三四五六七八九十"


def _insert(draft: Draft, random: Random, text: str, keys: tuple[str, ...] = ("overview", "problems")) -> None:
    """Put a sentence behind one of the last paragraphs of a section."""
    key = random.choice([key for key in keys if draft.texts.get(key)])
    draft.texts[key][-1] += text


def template_left(draft: Draft, random: Random) -> bool:
    text = random.choice(
        [
            "（文字描述）",
            "（文字描述，收取信息处理费情况在此处报告。）",
            "（此处填写本单位主要做法）",
            "【此处插入图表】",
            "（请在此处填报有关情况）",
        ]
    )
    key = random.choice(["overview", "problems", "other"])
    if random.random() < 0.5:
        draft.texts[key].insert(0, text)
    else:
        draft.texts[key][-1] += text
    return recorded(draft, "SEC006", key, "", text)


def title_altered(draft: Draft, random: Random) -> bool:
    key, title = random.choice(
        [("overview", "概述"), ("overview", "工作开展情况"), ("problems", "存在的问题及改进措施"), ("problems", "主要问题及整改情况"),
         ("other", "其他需要说明的事项"), ("applications", "依申请公开政府信息情况"), ("disclosure", "主动公开工作情况")]
    )  # fmt: skip
    number = next(number for number, (other, _) in enumerate(draft.titles) if other == key)
    before = draft.titles[number][1]
    draft.titles[number] = (key, title)
    return recorded(draft, "SEC007", "report", before, title)


def parts_announced_differ(draft: Draft, random: Random) -> bool:
    titles = [title for _, title in draft.titles]
    if random.random() < 0.5:  # one part is not named
        number = len(titles)
        del titles[random.randrange(1, number - 1)]
        said = f"{'、'.join(titles)}，共{NUMBERS[number - 1]}个部分"
        text = random.choice([f"本报告由{said}组成。", f"报告全文包括{said}。"])
    else:
        number = len(titles) + random.choice([2, 3])
        if number > len(NUMBERS):
            return False
        said = f"{NUMBERS[number - 1]}个部分"
        text = random.choice([f"本报告由{said}组成。", f"全文共分{said}。", f"本年度报告共{said}。"])
    draft.texts["preamble"][0] = text + draft.texts["preamble"][0]
    return recorded(draft, "SEC008", "report", "", text)


def numbers_jump(draft: Draft, random: Random) -> bool:
    forms = [("（{}）", NUMBERS), ("{}.", "123456789"), ("（{}）", "123456789")]
    form, digits = random.choice(forms[:1] if "（" in draft.style.numbering else forms)
    order = random.choice([(0, 1, 3), (0, 1, 1), (0, 2, 3), (0, 1, 2, 4)])
    pieces = ["健全公开台账。", "落实专人负责。", "开展业务自查。", "畅通反馈渠道。"]
    if "（" in draft.style.numbering:
        form, digits = "{}.", "123456789"
    draft.texts["problems"] += [
        form.format(digits[number]) + piece for number, piece in zip(order, pieces, strict=False)
    ]
    return recorded(draft, "SEC004", "problems", "", str(order))


def stale_year(draft: Draft, random: Random) -> bool:
    last, we = draft.year - 1, draft.we
    text = random.choice(
        [f"截至{last}年底，{we}未接到有关投诉。", f"截至{last}年12月31日，查阅点共接待群众{random.randint(5, 90)}人次。",
         f"{last}年，{we}共召开公开工作会议{random.randint(2, 9)}次。", f"{last}年度，{we}没有收到有关信息公开的投诉。"]
    )  # fmt: skip
    _insert(draft, random, text, ("overview",))
    return recorded(draft, "TXT001", "report", str(draft.year), text)


def plan_for_past_year(draft: Draft, random: Random) -> bool:
    we = "我们"
    text = random.choice(
        [f"{draft.year}年，{we}将采取以下措施加以改进：逐项对照，按月通报。", f"{draft.year}年，{draft.agency}将进一步充实人员，做好培训。",
         f"{draft.year - 1}年，{we}将继续完善栏目设置。", f"{draft.year}年将重点做好目录更新。"]
    )  # fmt: skip
    _insert(draft, random, text, ("problems",))
    return recorded(draft, "TXT002", "report", str(draft.year + 1), text)


def foreign_name(draft: Draft, random: Random) -> bool:
    if "镇" in draft.agency or "街道" in draft.agency:
        words = ["我局", "我乡", "我院"]
    elif draft.agency.endswith("局"):
        words = ["我镇", "我乡", "我街道"]
    elif draft.agency.endswith("人民政府"):
        words = ["我镇", "我街道", "我局"]
    else:
        return False
    word = random.choice(words)
    text = random.choice(
        [f"{word}逐条核对栏目内容。", f"对{word}的公开目录作了调整。", f"{word}明确了公开工作的责任人。"]
    )
    _insert(draft, random, text)
    return recorded(draft, "TXT003", "report", draft.we, word)


def named_elsewhere(draft: Draft, random: Random) -> bool:
    """The report names a unit of the same kind in another place as its author."""
    other = {"云溪县": "江口县", "东屏市": "南丰市", "临江市青山区": "临江市红岭区"}
    place = next(
        (place for place in other if draft.agency.startswith(place) and not {"镇", "乡"} & set(draft.agency)), None
    )
    if place is None:
        return False
    name = draft.agency.replace(place, other[place])
    text = random.choice([f"现编制{name}{draft.year}年度报告。", f"如有疑问，请联系{name}办公室。"])
    draft.texts["preamble"][0] += text
    return recorded(draft, "TXT003", "report", draft.agency, name)


def doubled_words(draft: Draft, random: Random) -> bool:
    word = random.choice(["进一步", "不断", "加强", "审核", "推进", "业务培训", "规范"])
    shown = {"进一步": "要求各科室{}充实栏目。", "业务培训": "年内组织了{}和现场观摩。"}.get(
        word, "年内各科室{}公开目录的管理。"
    )
    text = shown.format(word * 2)
    if random.random() < 0.4:
        text = "个别科室报送的信息条目还不够规范完整。栏目需要调整。个别科室报送的信息条目还不够规范完整。"
    _insert(draft, random, text, ("problems",))
    return recorded(draft, "TXT004", "report", word, text)


def number_missing(draft: Draft, random: Random) -> bool:
    text = random.choice(
        ["全年共发放宣传资料份，摆放在服务大厅。", "在政务大厅累计接待群众人次。", "按栏目统计，公开人事信息条、财务信息12条。", "其中线上阅读占%，其余为线下阅读。",
         "全年共报送信息条，均由专人审核。"]
    )  # fmt: skip
    _insert(draft, random, text, ("overview",))
    return recorded(draft, "TXT005", "report", "", text)


def impossible_date(draft: Draft, random: Random) -> bool:
    day = random.choice(["2月30日", "4月31日", "11月31日", "13月5日", "6月31日", "九月三十一日"])
    text = random.choice([f"{draft.year}年{day}召开了工作例会。", f"{day}对栏目作了集中检查。"])
    _insert(draft, random, text, ("overview",))
    return recorded(draft, "TXT006", "report", "", day)


def placeholder_left(draft: Draft, random: Random) -> bool:
    text = random.choice(
        ["全年组织栏目检查XX次。", "自20XX年起建立台账。", "××月××日召开了例会。", "印制宣传册____册，放在大厅。", "设查阅点【】处。",
         f"印发了工作方案（云政办〔{draft.year}〕 号）。", "印发了工作方案（云政办〔20XX〕XX号）。", "接待群众【数字】人次。"]
    )  # fmt: skip
    _insert(draft, random, text, ("overview",))
    return recorded(draft, "TXT007", "report", "", text)


def history_decoy(draft: Draft, random: Random) -> None:
    """Earlier years that are told as such, and next year's plan."""
    year, last = draft.year, draft.year - 1
    texts = [f"{last}年以来，公开栏目逐年充实。", f"{last}年成立了公开工作领导小组。", f"与{last}年底相比，查阅点有所增加。",
             f"《公开工作要点（{last}年版）》已经归档。", f"{year + 1}年将继续充实栏目。", f"{year}年，{draft.we}将公开工作纳入考核。"]  # fmt: skip
    _insert(draft, random, "".join(random.sample(texts, 3)))
    draft.decoys.append("other years that are right")


def wording_decoy(draft: Draft, random: Random) -> None:
    """Words that look doubled, numberless, left open or foreign, and are not."""
    texts = ["各科室逐条逐项核对，一件一件落实。", "充实了信息公开公开栏。", "群众来信、来件和规范性文件均已归档。", "审理某公司诉××县人民政府一案。",
             "12月31日前后，2月29日和6月30日均有专人值守。", "按照上级部门和省、市的要求改进工作。", "对政策采用文字描述和图表解读。", "克服自我局限，多条渠道并用。"]  # fmt: skip
    _insert(draft, random, "".join(random.sample(texts, 4)), ("overview",))
    draft.decoys.append("words that only look faulty")


_ALL: tuple[Plant, ...] = (
    template_left, parts_announced_differ, numbers_jump, stale_year, plan_for_past_year, foreign_name, named_elsewhere,
    doubled_words, number_missing, impossible_date, placeholder_left,
)  # fmt: skip
WORDING_PLANTS: dict[str, tuple[Plant, ...]] = {
    "2008": _ALL,
    "2014": _ALL,
    "2019": (*_ALL, title_altered),
    "2021": (*_ALL, title_altered),
}
WORDING_DECOYS = (history_decoy, wording_decoy)
