"""Defects with a record of what was changed, and decoys: statements that look wrong and are not."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from reports.drafts import Draft
from reports.figures import COLUMNS, results_of

Plant = Callable[[Draft, Random], bool]


def recorded(draft: Draft, code: str, subject: str, before: str, after: str) -> bool:
    """Say in the draft what was planted."""
    draft.defects.append({"code": code, "subject": subject, "before": before, "after": after})
    return True


def drop(draft: Draft, key: str) -> str:
    """Leave out a section, with what it states; gives its title."""
    dropped, text = dict(draft.titles)[key], "".join(draft.texts[key])
    draft.claims = [claim for claim in draft.claims if claim[0] not in text]
    draft.titles = [title for title in draft.titles if title[0] != key]
    return dropped


def section_missing(draft: Draft, random: Random) -> bool:
    key = random.choice(["problems", "other"])
    return recorded(draft, "SEC001", key, drop(draft, key), "")


def section_empty(draft: Draft, random: Random) -> bool:
    draft.texts["other"] = []
    return recorded(draft, "SEC002", "other", "", "")


def section_out_of_order(draft: Draft, random: Random) -> bool:
    draft.titles[4], draft.titles[5] = draft.titles[5], draft.titles[4]
    return recorded(draft, "SEC003", "report", "problems, other", "other, problems")


def misnumbered(draft: Draft, random: Random) -> bool:
    for number, text in enumerate(draft.texts["overview"]):
        if text.startswith("（四）"):
            draft.texts["overview"][number] = text.replace("（四）", "四、", 1)
            return recorded(draft, "SEC004", "overview", "（四）", "四、")
    return False


def table_missing(draft: Draft, random: Random) -> bool:
    draft.tables.discard("review")
    draft.cells = {metric: text for metric, text in draft.cells.items() if not metric.startswith(("review", "suit"))}
    draft.texts["litigation"] = [random.choice(["全年情况见第一部分。", "无。", "本年度没有此类案件。"])]
    return recorded(draft, "TAB001", "review", "", "")


def cell_blank(draft: Draft, random: Random) -> bool:
    metric = f"applications.{random.choice(results_of(draft.edition))}.{random.choice(COLUMNS)}"
    before, draft.cells[metric] = draft.cells[metric], ""
    return recorded(draft, "TAB002", metric, before, "")


def cell_not_a_number(draft: Draft, random: Random) -> bool:
    metric = random.choice(["review.other", "licence.decisions", "suit_direct.pending", "normative.made"])
    before, draft.cells[metric] = draft.cells[metric], random.choice(["若干", "多件", "见附件", "3.5"])
    return recorded(draft, "TAB003", metric, before, draft.cells[metric])


def identity_broken(draft: Draft, random: Random) -> bool:
    row = random.choice(["new", "granted", "result_total", "unable_not_held"])
    metric = random.choice([f"applications.{row}.total", f"applications.{row}.natural_person", "review.total"])
    before = draft.cells[metric]
    draft.cells[metric] = str(int(before) + random.randint(1, 9))
    return recorded(draft, "TAB010", metric, before, draft.cells[metric])


def change_claim(draft: Draft, random: Random, metrics: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Change one number in the prose, and in what the draft knows of it; gives (metric, before, after)."""
    claims = [claim for claim in draft.claims if claim[2] in metrics and claim[1] in claim[0] and int(claim[1]) > 0]
    if not claims:
        return None
    piece, value, metric = random.choice(claims)
    other = str(int(value) + random.choice([7, 11, 130]))
    for texts in draft.texts.values():
        for index, text in enumerate(texts):
            if piece in text:
                changed = piece.replace(value, other)
                texts[index] = text.replace(piece, changed, 1)
                draft.claims[draft.claims.index((piece, value, metric))] = changed, other, metric
                return metric, value, other
    return None


def claim_differs(draft: Draft, random: Random) -> bool:
    metrics = tuple(
        f"applications.{key}.total" for key in ("granted", "partial", "denied", "unable", "refused", "result_total")
    )
    found = change_claim(draft, random, (*metrics, "applications.new.natural_person"))
    return found is not None and recorded(draft, "CLM001", *found)


def claims_conflict(
    draft: Draft, random: Random, metric: str = "applications.new.total", section: str = "applications"
) -> bool:
    new = int(draft.figures[metric])
    if not new:
        return False
    draft.texts[section].append(f"本年度收到政府信息公开申请{new + 13}件。")
    return recorded(draft, "CLM003", metric, str(new), str(new + 13))


def parts_do_not_sum(draft: Draft, random: Random) -> bool:
    key, index = ("overview", 1) if draft.form is None else ("disclosure", 0)
    head, mark, tail = draft.texts[key][index].partition("其他信息")
    number = tail.partition("条")[0]
    changed = str(int(number) + random.choice([1, 3, 10, 60]))
    draft.texts[key][index] = head + mark + tail.replace(number, changed, 1)
    return recorded(draft, "CLM004", key, number, changed)


def problems_lacking(draft: Draft, random: Random) -> bool:
    remedies = [
        "健全更新台账",
        "充实公开人员",
        "做好业务培训",
        "改造网站检索功能",
        "邀请群众代表参加会议",
        "统一答复样式",
    ]
    told = random.sample(remedies, random.randint(2, 4))
    lead = random.choice(["下一步将", f"{draft.year + 1}年，{draft.we}将", "今后要着力"])
    draft.texts["problems"] = random.choice([
        [f"{lead}{'，'.join(told)}。"], [f"{lead}做好以下工作：{'；'.join(told)}。"], [f"{lead}{text}。" for text in told]
    ])  # fmt: skip
    return recorded(draft, "NAR001", "report", "", "")


def remedies_lacking(draft: Draft, random: Random) -> bool:
    lacking = [
        "少数栏目更新不够及时",
        "解读材料的形式较为单一",
        "新任信息员业务生疏",
        "村级公开栏内容陈旧",
        "答复文书样式不统一",
    ]
    told = random.sample(lacking, random.randint(2, 4))
    draft.texts["problems"] = random.choice([
        [f"{'，'.join(told)}。"], [f"工作中还存在一些不足：{'；'.join(told)}。"], [f"{'。'.join(told)}。"]
    ])  # fmt: skip
    return recorded(draft, "NAR002", "report", "", "")


def fee_lacking(draft: Draft, random: Random) -> bool:
    draft.texts["other"] = [random.choice(["没有需要说明的事项。", "无。", "本年度没有其他需要报告的事项。"])]
    return recorded(draft, "NAR003", "other", "", "")


def carried_decoy(draft: Draft, random: Random) -> None:
    """收到 = new + carry_in: another reading, no fault."""
    whole = int(draft.figures["applications.new.total"]) + int(draft.figures["applications.carry_in.total"])
    if whole and not draft.texts["applications"]:
        draft.texts["applications"] = [f"连同上年结转，{draft.we}共受理政府信息公开申请{whole}件。"]
        draft.decoys.append("received counts those carried over")


def hedged_decoy(draft: Draft, random: Random) -> None:
    """A hedged number inside its band, and a department's share of the whole."""
    new = int(draft.figures["applications.new.total"])
    if new >= 100:
        draft.texts["overview"].append(f"全年共受理政府信息公开申请{new // 100 * 100}余件。" if new % 100 else "")
        draft.decoys.append("hedge inside its band")
    draft.texts["overview"].append("县民政局收到政府信息公开申请2件，均按期答复。" if new > 2 else "")


_COMMON: tuple[Plant, ...] = (
    section_missing, section_empty, section_out_of_order, misnumbered, table_missing, cell_blank, cell_not_a_number,
    identity_broken, claim_differs, claims_conflict, parts_do_not_sum, problems_lacking, remedies_lacking,
)  # fmt: skip
PLANTS: dict[str, tuple[Plant, ...]] = {"2019": _COMMON, "2021": (*_COMMON, fee_lacking)}
DECOYS = (carried_decoy, hedged_decoy)
