"""How a comparison of texts is put in Chinese words. All that comes from reports is made safe here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal

from gknlp.types.audit import Failure
from gknlp.types.decimals import plain
from gknlp.types.reuse import Chain, Family, Pair, Passage, Reuse, Share, Stretch, Trace, TraceKind, Writing
from gknlp.writers.words import safe, section_name

TOPICS = {"problem": "问题", "remedy": "措施", "": ""}
NUMBERS = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
UNSURE = "先后不明"
_LONGEST_NAME, _LONGEST_FILE = 60, 120
_MOST_NUMBERS = 8
_MOST_MEMBERS = 12
_ONE = Decimal(1)


def line(text: str) -> str:
    """``text`` on one line."""
    return safe(" ".join(text.split()))


def quote(text: str, most: int) -> str:
    """``text`` on one line in quotation marks, cut after ``most`` characters."""
    whole = line(text)
    return f"“{whole if len(whole) <= most else whole[: most - 1] + '…'}”"


def named(name: str, region: str) -> str:
    """The name of a unit with its place, where it does not have it itself."""
    whole = line(name if not region or region in name else region + name)
    return whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME - 1] + "…"


def agency(writing: Writing) -> str:
    """Who reports."""
    name = writing.agency or writing.unit
    return named(name, writing.region) if name else "（未能认出单位）"


def year(writing: Writing) -> str:
    """On which year."""
    return f"{writing.year}年" if writing.year else "（年度不明）"


def report(writing: Writing) -> str:
    """Who reports on which year."""
    return f"{agency(writing)}{year(writing)}"


def file(writing: Writing) -> str:
    """Its file, the end of the path where it is long."""
    whole = line(writing.file)
    return whole if len(whole) <= _LONGEST_FILE else "…" + whole[1 - _LONGEST_FILE :]


def published(writing: Writing) -> str:
    """When it was published, "" where that is not known."""
    return f"发布于 {writing.published}" if writing.published else ""


def kind(pair: Pair) -> str:
    """Whether the reports are of one unit or of two."""
    if pair.is_of_one_house:
        return "政府与其办公室"
    if not pair.is_of_one_unit:
        told = "跨单位" if pair.later.unit and pair.earlier.unit else "单位不明"
        return f"{told}，先后按留有的名称认定" if pair.is_named else told
    if not pair.later.year or not pair.earlier.year:
        return "本单位（年度不明）"
    return "本单位跨年" if pair.later.year != pair.earlier.year else "本单位同年"


def sides(pair: Pair) -> tuple[str, str]:
    """What to call the two reports."""
    return ("后", "前") if pair.is_ordered else ("甲", "乙")


def whole(share: Decimal) -> str:
    """A share in whole per cent, rounded down: 100% is all of it."""
    return f"{plain((share * 100).quantize(_ONE, ROUND_DOWN))}%"


def section(stretch: Stretch) -> str:
    """The section that a stretch is of."""
    return line(section_name(stretch.section))


def share_words(stretch: Stretch, share: Share, other: str) -> str:
    """How much of a section stands in the report ``other``."""
    return (
        f"{section(stretch)}：掩去数字和名称后 {whole(share.masked)} 也见于{other}（原文 {whole(share.raw)}），"
        f"计入比较 {share.counted} 处"
    )


def where(stretch: Stretch, start: int, end: int) -> str:
    """Which paragraphs of the file, counted from 1."""
    places = stretch.places_of(start, end)
    if not places:
        return ""
    first, last = places[0].block + 1, places[-1].block + 1
    cell = places[0].cell
    if cell is not None:
        return f"第{first}段的表格，第{cell[0] + 1}行第{cell[1] + 1}格" + ("起" if len(places) > 1 else "")
    return f"第{first}段" if first == last else f"第{first}—{last}段"


def later_text(pair: Pair, found: Passage | Trace) -> str:
    """The words in the later report."""
    return pair.later.stretches[found.stretch].text[found.start : found.end]


def earlier_text(pair: Pair, found: Passage | Trace) -> str:
    """The words in the earlier report."""
    return pair.earlier.stretches[found.earlier_stretch].text[found.earlier_start : found.earlier_end]


def trace_words(trace: Trace) -> str:
    """What gives copying away."""
    if trace.kind is TraceKind.NUMBERS:
        numbers = NUMBERS.findall(trace.text)
        listed = "、".join(map(safe, numbers[:_MOST_NUMBERS])) + ("…" if len(numbers) > _MOST_NUMBERS else "")
        return f"{len(numbers)}个数字全部相同（{listed}）" if numbers else "数字全部相同"
    expected = f"（应为‘{line(trace.expected)}’）" if trace.expected else ""
    head = {TraceKind.NAME: "留有他单位名称", TraceKind.YEAR: "留有对方年度", TraceKind.LEVEL: "留有"}[trace.kind]
    return f"{head}‘{line(trace.text)}’{expected}"


def chain_years(chain: Chain) -> str:
    """In the reports of which years a sentence stands."""
    years = "、".join(map(str, chain.years))
    unknown = sum(entry.writing.year is None for entry in chain.appearances)
    parts = [f"{years}年度均有"] if years else []
    return "，".join(parts + ([f"{unknown}份年度不明的报告有"] if unknown else []))


def chain_notes(chain: Chain) -> str:
    """The topic of a sentence, for how long it stands, and how far it stayed the same."""
    followers = chain.appearances[1:]
    same = [entry for entry in followers if entry.is_same]
    count = len(chain.years) or len(chain.appearances)
    unit = "个年度" if chain.years else "份"
    if len(same) == len(followers):
        kept = f"{count}{unit}未变，一字不差"
    else:
        kept = f"沿用{count}{unit}，数字、年份有改动"
        if same:
            kept += f"（{'、'.join(str(entry.writing.year or '？') for entry in same)}年度与前一份一字不差）"
    parts = [TOPICS.get(chain.topic, ""), kept, "" if chain.is_unbroken else "其间有报告没有这句"]
    return "，".join(part for part in parts if part)


def listed(names: Iterable[str], counted: str) -> str:
    """Names, each once, no more than a dozen, and how many there are: ``counted`` is 个单位."""
    single = list(dict.fromkeys(names))
    return "、".join(single[:_MOST_MEMBERS]) + (f"等{len(single)}{counted}" if len(single) > 1 else "")


def first_words(family: Family) -> str:
    """Who had the words first."""
    return f"最早见于{report(family.first)}报告" if family.first else UNSURE


def family_words(family: Family) -> str:
    """Who shares a template."""
    units = listed(map(agency, family.members), "个单位")
    return f"{units}，{len(family.members)}份报告，{first_words(family)}"


def by_kind(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs of two units (or of one that is not known), then those of one unit, each in their order."""
    return [pair for pair in pairs if not pair.is_of_one_unit], [pair for pair in pairs if pair.is_of_one_unit]


def method(reuse: Reuse) -> str:
    """What the shares mean."""
    return (
        "比例指某一部分的文字有多少也见于对方：数字、年份和单位自己的名称以同一记号代替后比较（“原文”为不代替），"
        f"固定格式、报表数字和引用的话、常用套话不计；列出不低于{whole(reuse.minimum)}或有较长相同片段的。"
        "核对以五个字连成的片段（“处”）为单位，片段的字数不计标点，一个数字或名称算一个字。"
        "先后按报告年度、文中留有的对方名称和发布日期判断，判断不了的写“先后不明”；文字相同，不等于断定谁抄谁"
    )


def verdict(reuse: Reuse, failures: Sequence[Failure]) -> str:
    """One line on the whole comparison."""
    others, own = by_kind(reuse.pairs)
    none = "没有可以比对的其他报告" if len(reuse.writings) < 2 else "未发现跨单位雷同"
    parts = [f"{len(reuse.writings)} 份报告", f"跨单位雷同 {len(others)} 对" if others else none]
    unsure, traced = sum(not pair.is_ordered for pair in others), sum(bool(pair.traces) for pair in others)
    notes = [f"{count} 对{what}" for count, what in ((unsure, UNSURE), (traced, "留有痕迹")) if count]
    if notes:
        parts[-1] += f"（其中 {'，'.join(notes)}）"
    for count, what in (
        (len(own), "本单位雷同 {} 对"),
        (len(reuse.chains), "历年沿用 {} 句"),
        (len(reuse.families), "共用模板 {} 组"),
        (len(failures), "{} 个文件未能读取"),
    ):
        if count:
            parts.append(what.format(count))
    return "合计：" + "，".join(parts)
