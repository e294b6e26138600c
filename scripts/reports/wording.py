"""The sentences. All are the project's own; terms of the law and labels of the form are used as they are."""

from __future__ import annotations

from random import Random

from reports.drafts import Draft
from reports.figures import total

TITLES = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "litigation": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}


def _intro(draft: Draft, random: Random) -> str:
    number = "〔2021〕30号" if draft.edition == "2021" else "〔2019〕60号"
    return (
        f"依照《中华人民共和国政府信息公开条例》第五十条和国办公开办函{number}的格式，{draft.agency}编写了{draft.year}年度报告。"
        f"统计期限为{draft.year}年1月1日至12月31日。联系地址为新城路{random.randint(1, 200)}号，邮编{random.randint(100000, 699999)}，"
        f"电话0{random.randint(310, 899)}-{random.randint(2000000, 8999999)}。"
    )


def _received(draft: Draft, random: Random) -> str:
    figures, we = draft.figures, draft.we
    new = int(figures["applications.new.total"])
    if not new:
        draft.claims.append(("未收到政府信息公开申请", "0", "applications.new.total"))
        return f"{draft.year}年，{we}未收到政府信息公开申请。"
    verb = random.choice(["共收到", "新收", "共受理", "累计接收"])
    noun = random.choice(["政府信息公开申请", "依申请公开事项", "信息公开申请"])
    natural = figures["applications.new.natural_person"]
    rest = new - int(natural)
    draft.claims.append((f"{verb}{noun}{new}件", str(new), "applications.new.total"))
    draft.claims.append((f"自然人{natural}件", str(natural), "applications.new.natural_person"))
    draft.claims.append((f"法人或其他组织{rest}件", str(rest), "applications.new.organisations"))
    return f"{draft.year}年，{we}{verb}{noun}{new}件，其中自然人{natural}件，法人或其他组织{rest}件。"


def _handled(draft: Draft, random: Random) -> str:
    figures = draft.figures
    done, out = figures["applications.result_total.total"], figures["applications.carry_out.total"]
    if not int(done):
        return ""
    groups = [
        ("予以公开", "granted", int(figures["applications.granted.total"])),
        ("部分公开", "partial", int(figures["applications.partial.total"])),
        ("不予公开", "denied", total(figures, "denied_")),
        ("无法提供", "unable", total(figures, "unable_")),
        ("不予处理", "refused", total(figures, "refused_")),
        (
            "其他处理",
            "other",
            int(figures["applications.other.total"]) if draft.edition == "2019" else total(figures, "other_"),
        ),
    ]
    if random.random() < 0.3:
        both = groups[0][2] + groups[1][2]
        metric = "applications.granted.total + applications.partial.total"
        draft.claims.append((f"予以公开及部分公开{both}件", str(both), metric))
        parts = [f"予以公开及部分公开{both}件"]
        groups = groups[2:]
    else:
        parts = []
    for name, key, value in groups:
        draft.claims.append((f"{name}{value}件", str(value), f"applications.{key}.total"))
        parts.append(f"{name}{value}件")
    draft.claims.append((f"办结{done}件", str(done), "applications.result_total.total"))
    draft.claims.append((f"结转下年度继续办理{out}件", str(out), "applications.carry_out.total"))
    return f"全年办结{done}件，{'，'.join(parts)}；结转下年度继续办理{out}件。"


def _cases(draft: Draft, random: Random) -> str:
    review = int(draft.figures["review.total"])
    suit = int(draft.figures["suit_direct.total"]) + int(draft.figures["suit_after_review.total"])
    draft.claims.append(("行政复议", str(review), "review.total"))
    draft.claims.append(("行政诉讼", str(suit), "suit.total"))
    if not review and not suit:
        return random.choice(
            ["全年未发生因政府信息公开引起的行政复议和行政诉讼。", "全年无涉及政府信息公开的行政复议、行政诉讼案件。"]
        )
    if not suit:
        return f"因政府信息公开引起的行政复议{review}件，无行政诉讼。"
    return f"因政府信息公开被申请行政复议{review}件、被提起行政诉讼{suit}件。"


def _items(draft: Draft, random: Random) -> str:
    names = random.sample(["政策文件", "规划计划", "财政预决算", "民生保障", "重大项目", "人事信息"], 3)
    counts = [random.randint(5, 90) for _ in range(4)]
    listed = "，".join(f"{name}类{count}条" for name, count in zip(names, counts, strict=False))
    whole = sum(counts)
    draft.decoys.append("shares and parts without a cell")
    return f"全年主动公开政府信息{whole}条（{listed}，其他信息{counts[3]}条），其中第一类占{counts[0] * 100 / whole:.1f}%。"


def compared(draft: Draft, random: Random) -> str:
    """How many applications there were the year before and how much that is more or less; made up where nobody knows."""
    received = ("applications.new.total", "requests.total")
    known = [int(draft.last[metric]) for metric in received if metric in (draft.last or {})] if draft.last else []
    if not known:
        return f"上年收到申请{random.randint(300, 900)}件，同比下降{random.randint(2, 40)}.5%。"
    last, now = known[0], int(next(draft.figures[metric] for metric in received if metric in draft.figures))
    if not last or not now or last == now:
        return f"上年收到申请{last}件。" if last else "上年未收到申请。"
    word = "增长" if now > last else "下降"
    return f"上年收到申请{last}件，同比{word}{abs(now - last) * 100 / last:.1f}%。"


def _overview(draft: Draft, random: Random) -> list[str]:
    figures, last = draft.figures, draft.year - 1
    made = figures["normative.made"]
    metric = "normative.made" if draft.edition == "2021" else "normative.published"
    verb = "制发" if draft.edition == "2021" else "主动公开"
    draft.claims.append((f"{verb}行政规范性文件{made}件", str(made), metric))
    draft.decoys.append("last year's number and a growth rate")
    return [
        f"{draft.year}年，{draft.we}围绕“五公开”要求推进政务公开，12345热线与公开工作衔接顺畅。",
        f"（一）主动公开。{_items(draft, random)}{verb}行政规范性文件{made}件。",
        f"（二）依申请公开。{_received(draft, random)}{_handled(draft, random)}{_cases(draft, random)}"
        f"{compared(draft, random)}",
        f"（三）政府信息管理。对{random.randint(3, 9)}类栏目逐一核对，落实“三审三校”。",
        f"（四）平台建设。更新门户网站栏目，举办{random.choice(['两', '三'])}期公开日活动。",
        f"（五）监督保障。{last}年以来持续开展业务培训，把公开工作纳入年度考核，邀请群众参与社会评议，全年未发生责任追究情形。",
    ]


PROBLEMS = (
    "一是少数栏目的更新不够及时", "二是解读材料的形式较为单一", "三是基层公开力量仍显薄弱", "三是办理流程的衔接有待理顺",
)  # fmt: skip
REMEDIES = (
    "一是建立栏目更新台账，每月通报一次", "二是制作图表和短视频，把政策讲清楚", "三是组织跟班学习，充实基层人员", "三是编写办理手册，统一答复样式",
)  # fmt: skip


FREE_OF_CHARGE = 10
"""Applications of one applicant in a month for which no fee is due."""


def problems(random: Random) -> list[str]:
    """What is lacking and what is done about it."""
    found, done = random.sample(PROBLEMS, 2), random.sample(REMEDIES, 2)
    if random.random() < 0.5:
        return [f"（一）主要问题。{'；'.join(found)}。", f"（二）下一步改进措施。{'；'.join(done)}。"]
    return [f"工作中还有不足：{'；'.join(found)}。", f"针对以上情况，下一步将{'；'.join(done)}。"]


def _other(draft: Draft, random: Random) -> list[str]:
    if draft.edition == "2019":
        return [random.choice(["无。", "没有其他需要报告的事项。"])]
    fee = random.choice(
        ["未收取信息处理费", "没有发生收取信息处理费的情况", f"依法收取信息处理费{random.randint(1, 9)}00元"]
    )
    received = sum(int(draft.figures[f"applications.{row}.total"]) for row in ("new", "carry_in"))
    if fee.startswith("依法收取") and received <= FREE_OF_CHARGE:
        fee = "未收取信息处理费"
    return [f"{draft.year}年{draft.we}{fee}。"]


def write(draft: Draft, random: Random) -> Draft:
    """Fill in titles, texts and tables."""
    draft.tables = {"disclosure", "applications", "review"}
    draft.titles = list(TITLES.items())
    draft.texts = {
        "preamble": [_intro(draft, random)],
        "overview": _overview(draft, random),
        "disclosure": [],
        "applications": [],
        "litigation": [],
        "problems": problems(random),
        "other": _other(draft, random),
    }
    draft.cells = {metric: str(value) for metric, value in draft.figures.items()}
    return draft
