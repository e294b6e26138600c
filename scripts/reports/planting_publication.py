"""Defects of the masthead (date, title, period) and of single cells (units, notes, powers), and decoys beside them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from reports.agencies import due, makes_rules, sure_due
from reports.drafts import Draft
from reports.planting import Plant, recorded
from reports.tables import COLUMN_KEYS

_LINES = (
    "发布时间：{day} 10:23", "发布日期：{day}", "来源：{agency} 发布时间：{day} 09:05 浏览次数：37", "信息来源：{agency}  时间：{day}",
    "公开日期：{day}", "【发布时间】{day}", "发布日期：{long}", "[{day}]", "{day} 15:40 来源：{agency} 字体：大 中 小",
)  # fmt: skip
"""How pages state when they were published."""
_SIGNED = ("{agency}\n（{long}）", "成文日期：{day}", "（{long}）", "印发日期：{long}")
_CITED = (
    "依照《关于编制年度报告有关事项的通知》（甲政办函〔{next}〕9号，{long}印发）。", "通知要求于{long}前报送上年报告。", "相关制度自{long}起施行。",
)  # fmt: skip


def _state(draft: Draft, random: Random, day: date, lines: tuple[str, ...] = _LINES) -> None:
    """Put a line with the date below the title."""
    long = f"{day.year}年{day.month}月{day.day}日"
    text = random.choice(lines).format(day=day.isoformat(), long=long, agency=draft.agency, next=draft.year + 1)
    draft.texts["preamble"][:0] = text.split("\n")


def published_late(draft: Draft, random: Random) -> bool:
    last = due(draft.agency, draft.year)
    if last is None:
        return False
    grace = max(0, 7 - last.weekday()) if last.weekday() >= 5 else 0  # nothing says whether a weekend puts it off
    day = last + timedelta(days=grace + random.choice([1, 2, 9, 30, 75, 160]))
    draft.published = day.isoformat()
    _state(draft, random, day)
    return recorded(draft, "PUB001", "report", last.isoformat(), day.isoformat())


def published_before_year_end(draft: Draft, random: Random) -> bool:
    day = date(draft.year, 12, 30) - timedelta(days=random.randint(0, 60))
    draft.published = day.isoformat()
    _state(draft, random, day)
    return recorded(draft, "PUB004", "report", "", day.isoformat())


def title_incomplete(draft: Draft, random: Random) -> bool:
    name = random.choice(["政府信息公开工作年度报告", "政府信息公开年度报告"])
    draft.title = random.choice(
        [name, f"{draft.year}年{name}", f"{draft.agency}{name}", f"{draft.agency}{draft.year}年政务公开年度报告"]
    )
    return recorded(draft, "PUB002", "report", "", draft.title)


def period_differs(draft: Draft, random: Random) -> bool:
    year, found = draft.year, f"{draft.year}年1月1日至12月31日"
    other = random.choice([
        f"{year - 1}年1月1日至12月31日", f"{year - 1}年1月1日起至{year - 1}年12月31日止", f"{year}年1月1日至11月30日", f"{year}年3月1日起至{year}年12月31日止",
        f"{year - 1}年12月1日至{year}年11月30日", f"{year - 1}.1.1-{year - 1}.12.31",
    ])  # fmt: skip
    for number, text in enumerate(draft.texts["preamble"]):
        if found in text:
            draft.texts["preamble"][number] = text.replace(found, other)
            return recorded(draft, "PUB003", "report", found, other)
    return False


def unit_slip(draft: Draft, random: Random) -> bool:
    before, amount = draft.cells["fee.amount"], random.randint(12, 900)
    if random.random() < 0.5:
        draft.cells["fee.amount"], draft.notes["fee.amount"] = str(amount * 1000), "元"
    else:
        draft.cells["fee.amount"] = str(amount * 100_000)
    return recorded(
        draft, "TAB007", "fee.amount", before, draft.cells["fee.amount"] + draft.notes.get("fee.amount", "")
    )


def rules_outside_powers(draft: Draft, random: Random) -> bool:
    if makes_rules(draft.agency):
        return False
    keys = ("made", "repealed", "in_force") if draft.edition == "2021" else ("made", "published", "total")
    value = random.randint(1, 9)
    numbers = random.choice(
        [(0, 0, value), (value, 0, value + 2), (value, value, value)][: 3 if draft.edition == "2019" else 2]
    )
    for key, number in zip(keys, numbers, strict=True):
        draft.cells[f"rules.{key}"] = str(number)
    return recorded(draft, "TAB008", f"rules.{keys[0]}", "0, 0, 0", ", ".join(map(str, numbers)))


def cell_annotated(draft: Draft, random: Random) -> bool:
    metric = random.choice(
        ["normative.made", "licence.decisions", "review.upheld", "review.total", "suit_direct.total"]
    )
    value = int(draft.cells[metric])
    notes = [
        "件",
        *(
            [f"（其中本年修订{random.randint(1, value)}件）", f"（含上年遗留{random.randint(1, value)}件）"]
            if value
            else []
        ),
    ]
    draft.notes[metric] = random.choice(notes)
    return recorded(draft, "TAB009", metric, str(value), str(value) + draft.notes[metric])


def more_published_than_made(draft: Draft, random: Random) -> bool:
    published, before = int(draft.cells["normative.published"]), draft.cells["normative.made"]
    if not published:
        return False
    draft.cells["normative.made"] = str(random.randrange(published))
    return recorded(draft, "TAB012", "published-made/normative", before, draft.cells["normative.made"])


def procurement_contradicts(draft: Draft, random: Random) -> bool:
    metric = random.choice(["procurement.projects", "procurement.amount"])
    other = "procurement.amount" if metric.endswith("projects") else "procurement.projects"
    before, draft.cells[metric] = draft.cells[metric], "0"
    if not float(draft.cells[other]):
        draft.cells[other] = "4" if other.endswith("projects") else "52.15"
    return recorded(draft, "TAB014", metric, before, "0")


def rows_outdated(draft: Draft, random: Random) -> bool:
    """其他处理 in one row, as the form of 2019 had it."""
    for column in COLUMN_KEYS:
        parts = [f"applications.{row}.{column}" for row in ("other_no_correction", "other_no_fee", "other_other")]
        draft.cells[f"applications.other.{column}"] = str(sum(int(draft.cells.pop(part)) for part in parts))
    return recorded(draft, "TAB016", "applications", "", "applications.other")


def in_time_decoy(draft: Draft, random: Random) -> None:
    """The last day, or one before it."""
    last = sure_due(draft.agency, draft.year) or date(draft.year + 1, 1, 31)
    day = last - timedelta(days=random.choice([0, 0, 1, 12]))
    draft.published = day.isoformat()
    _state(draft, random, day)
    draft.decoys.append("published in time")


def cited_decoy(draft: Draft, random: Random) -> None:
    """A date behind the deadline that is another document's."""
    _state(draft, random, date(draft.year + 1, 4, random.randint(2, 28)), _CITED)
    draft.decoys.append("the date of a document cited")


def signed_decoy(draft: Draft, random: Random) -> None:
    """Signed in time; the page says nothing."""
    _state(draft, random, date(draft.year + 1, 1, random.randint(4, 29)), _SIGNED)
    draft.decoys.append("signed in time")


def rules_blank_decoy(draft: Draft, random: Random) -> None:
    """规章 left blank by an agency that may make none."""
    if not makes_rules(draft.agency):
        for metric in draft.cells:
            if metric.startswith("rules."):
                draft.cells[metric] = ""
        draft.decoys.append("no 规章 to report")


_MASTHEAD: tuple[Plant, ...] = (published_late, published_before_year_end, title_incomplete, period_differs)
PUBLICATION_PLANTS: dict[str, tuple[Plant, ...]] = {
    "2008": _MASTHEAD,
    "2014": _MASTHEAD,
    "2019": (*_MASTHEAD, rules_outside_powers, cell_annotated, more_published_than_made, procurement_contradicts),
    "2021": (*_MASTHEAD, unit_slip, rules_outside_powers, cell_annotated, rows_outdated),
}
PUBLICATION_DECOYS = {
    "2008": (in_time_decoy, cited_decoy, signed_decoy),
    "2014": (in_time_decoy, cited_decoy, signed_decoy),
    "2019": (in_time_decoy, cited_decoy, signed_decoy, rules_blank_decoy),
    "2021": (in_time_decoy, cited_decoy, signed_decoy, rules_blank_decoy),
}
