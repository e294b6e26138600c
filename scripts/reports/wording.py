"""The sentences. All are the project's own; terms of the law and labels of the form are used as they are."""

from __future__ import annotations

from random import Random

from reports.drafts import Draft
from reports.figures import total
from reports.wording_plans import problems
from reports.wording_work import LEADS, MANAGEMENT, PLATFORMS, SUPERVISION

TITLES = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "litigation": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
_INTROS = (
    "依照《中华人民共和国政府信息公开条例》第五十条和国办公开办函{number}的格式，{agency}编写了{year}年度报告。统计期限为{period}。",
    "根据《政府信息公开条例》（国务院令第711号）和国办公开办函{number}，现公布{agency}{year}年政府信息公开工作年度报告。"
    "所列数据的统计期限为{period}。",
    "本报告按照国办公开办函{number}的要求编制，数据统计期限为{period}。",
    "按照《政府信息公开条例》的规定，{agency}汇集{year}年的公开工作，编写本报告。统计期限：{period}。",
)
_CONTACTS = (
    "联系地址为新城路{house}号，邮编{post}，电话0{area}-{phone}。",
    "对本报告有疑问的，可以致电0{area}-{phone}。",
    "如需了解详情，请与{agency}联系（地址：新城路{house}号；电话：0{area}-{phone}）。",
    "",
)


def _intro(draft: Draft, random: Random) -> str:
    words = {
        "number": "〔2021〕30号" if draft.edition == "2021" else "〔2019〕60号", "agency": draft.agency, "year": draft.year,
        "period": f"{draft.year}年1月1日至12月31日", "house": random.randint(1, 200), "post": random.randint(100000, 699999),
        "area": random.randint(310, 899), "phone": random.randint(2000000, 8999999),
    }  # fmt: skip
    return (random.choice(_INTROS) + random.choice(_CONTACTS)).format(**words)


_NONE_RECEIVED = (
    "{year}年，{we}未收到政府信息公开申请。", "全年没有收到政府信息公开申请。", "{year}年度{we}没有收到政府信息公开申请。",
    "本年度未收到政府信息公开申请，也没有上年结转的申请。",
)  # fmt: skip
_RECEIVED = (
    "{year}年，{we}{verb}{noun}{new}件，其中自然人{natural}件，法人或其他组织{rest}件。",
    "全年{verb}{noun}{new}件。按申请人分，自然人{natural}件，法人或其他组织{rest}件。",
    "{year}年度{verb}{noun}{new}件，其中自然人{natural}件、法人或其他组织{rest}件。",
    "{we}全年{verb}{noun}{new}件，自然人{natural}件，法人或其他组织{rest}件。",
)


def _received(draft: Draft, random: Random) -> str:
    figures = draft.figures
    new = int(figures["applications.new.total"])
    if not new:
        carried = int(figures["applications.carry_in.total"])
        text = random.choice(_NONE_RECEIVED[: 3 if carried else 4]).format(year=draft.year, we=draft.we)
        said = "未收到政府信息公开申请" if "未收到" in text else "没有收到政府信息公开申请"
        draft.claims.append((said, "0", "applications.new.total"))
        return text
    verb = random.choice(["共收到", "新收", "共受理", "累计接收", "收到"])
    noun = random.choice(["政府信息公开申请", "依申请公开事项", "信息公开申请"])
    natural = figures["applications.new.natural_person"]
    rest = new - int(natural)
    draft.claims.append((f"{verb}{noun}{new}件", str(new), "applications.new.total"))
    draft.claims.append((f"自然人{natural}件", str(natural), "applications.new.natural_person"))
    draft.claims.append((f"法人或其他组织{rest}件", str(rest), "applications.new.organisations"))
    return random.choice(_RECEIVED).format(
        year=draft.year, we=draft.we, verb=verb, noun=noun, new=new, natural=natural, rest=rest
    )


_DONE = (
    "全年办结{done}件，{parts}；结转下年度继续办理{out}件。",
    "共办结{done}件，其中{parts}，结转下年度继续办理{out}件。",
    "从办理结果看，{parts}，合计办结{done}件；结转下年度继续办理{out}件。",
)


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
    mark = random.choice(["，", "、"])
    return random.choice(_DONE).format(done=done, parts=mark.join(parts), out=out)


_NO_CASES = (
    "全年未发生因政府信息公开引起的行政复议和行政诉讼。", "全年无涉及政府信息公开的行政复议、行政诉讼案件。",
    "没有发生政府信息公开行政复议、行政诉讼案件。",
)  # fmt: skip


def _cases(draft: Draft, random: Random) -> str:
    review = int(draft.figures["review.total"])
    suit = int(draft.figures["suit_direct.total"]) + int(draft.figures["suit_after_review.total"])
    draft.claims.append(("行政复议", str(review), "review.total"))
    draft.claims.append(("行政诉讼", str(suit), "suit.total"))
    if not review and not suit:
        return random.choice(_NO_CASES)
    if not suit:
        return f"因政府信息公开引起的行政复议{review}件，无行政诉讼。"
    return random.choice([
        f"因政府信息公开被申请行政复议{review}件、被提起行政诉讼{suit}件。", f"全年政府信息公开行政复议{review}件，行政诉讼{suit}件。"
    ])  # fmt: skip


def _items(draft: Draft, random: Random) -> str:
    names = random.sample(["政策文件", "规划计划", "财政预决算", "民生保障", "重大项目", "人事信息", "应急管理"], 3)
    counts = [random.randint(5, 90) for _ in range(4)]
    listed = "，".join(f"{name}类{count}条" for name, count in zip(names, counts, strict=False))
    whole, share = sum(counts), f"{counts[0] * 100 / sum(counts):.1f}%"
    draft.decoys.append("shares and parts without a cell")
    return random.choice([
        f"全年主动公开政府信息{whole}条（{listed}，其他信息{counts[3]}条），其中第一类占{share}。",
        f"{draft.year}年主动公开政府信息{whole}条，其中{listed}，其他信息{counts[3]}条。",
        f"通过门户网站等渠道主动公开政府信息共{whole}条，包括{listed}，其他信息{counts[3]}条。",
    ])  # fmt: skip


def compared(draft: Draft, random: Random) -> str:
    """How many applications there were the year before and how much that is more or less; made up where nobody knows."""
    received = ("applications.new.total", "requests.total")
    known = [int(draft.last[metric]) for metric in received if metric in (draft.last or {})] if draft.last else []
    if not known:
        return f"上年收到申请{random.randint(300, 900)}件，同比下降{random.randint(2, 40)}.5%。"
    last, now = known[0], int(next(draft.figures[metric] for metric in received if metric in draft.figures))
    if not last or not now or last == now:
        return f"上年收到申请{last}件。" if last else "上年未收到申请。"
    word, share = "增长" if now > last else "下降", f"{abs(now - last) * 100 / last:.1f}"
    return random.choice([
        f"上年收到申请{last}件，本年收到申请{now}件，{word}{share}%。", f"收到申请{now}件，较上年的{last}件{word}{share}%。",
        f"与上年的{last}件相比，本年收到申请{now}件，{word}{share}%。",
    ])  # fmt: skip


HEADS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
_MARKS = ("（{mark}）{head}。", "（{mark}）{head}。", "（{mark}）{head}情况。", "（{mark}）", "")
"""How the paragraphs of the overview begin."""


def _overview(draft: Draft, random: Random) -> list[str]:
    figures = draft.figures
    made = figures["normative.made"]
    metric = "normative.made" if draft.edition == "2021" else "normative.published"
    verb = "制发" if draft.edition == "2021" else "主动公开"
    draft.claims.append((f"{verb}行政规范性文件{made}件", str(made), metric))
    draft.decoys.append("last year's number and a growth rate")
    texts = (
        f"{_items(draft, random)}{verb}行政规范性文件{made}件。",
        f"{_received(draft, random)}{_handled(draft, random)}{_cases(draft, random)}{compared(draft, random)}",
        random.choice(MANAGEMENT).format(number=random.randint(3, 9)),
        random.choice(PLATFORMS).format(number=random.choice(["两", "三"])),
        random.choice(SUPERVISION).format(last=draft.year - 1, year=draft.year),
    )
    form = random.choice(_MARKS)
    marks = (form.format(mark=mark, head=head) for mark, head in zip("一二三四五", HEADS, strict=True))
    lead = random.choice(LEADS).format(year=draft.year, we=draft.we)
    return [lead, *(mark + text for mark, text in zip(marks, texts, strict=True))]


FREE_OF_CHARGE = 10
"""Applications of one applicant in a month for which no fee is due."""
_NO_FEE = (
    "{year}年{we}未收取信息处理费。", "{year}年{we}没有发生收取信息处理费的情况。", "本年度没有收取政府信息公开信息处理费。", "信息处理费收取金额为0元。",
    "{year}年未收取信息处理费，没有其他需要报告的事项。",
)  # fmt: skip


def _other(draft: Draft, random: Random) -> list[str]:
    if draft.edition == "2019":
        return [random.choice(["无。", "没有其他需要报告的事项。", "本年度没有需要另行报告的事项。"])]
    received = sum(int(draft.figures[f"applications.{row}.total"]) for row in ("new", "carry_in"))
    if received > FREE_OF_CHARGE and random.random() < 0.3:
        return [f"{draft.year}年{draft.we}依法收取信息处理费{random.randint(1, 9)}00元。"]
    return [random.choice(_NO_FEE).format(year=draft.year, we=draft.we)]


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
        "problems": problems(random, draft.year),
        "other": _other(draft, random),
    }
    draft.cells = {metric: str(value) for metric, value in draft.figures.items()}
    return draft
