"""The sentences of reports before 2019. All are the project's own; labels of the tables are used as they are."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from reports.drafts import Draft, Style
from reports.wording import compared
from reports.wording_plans import problems

TITLES = {
    "overview": ("概述", "总体情况", "政府信息公开工作概述"),
    "disclosure": ("主动公开政府信息情况", "主动公开政府信息的情况", "政府信息主动公开情况"),
    "response": ("回应解读情况", "政策解读和回应关切情况"),
    "applications": ("依申请公开政府信息情况", "依申请公开政府信息办理情况", "政府信息依申请公开工作情况"),
    "fees": ("政府信息公开的收费及减免情况", "政府信息公开收费及减免情况"),
    "litigation": ("因政府信息公开申请行政复议、提起行政诉讼情况", "因政府信息公开申请行政复议、提起行政诉讼的情况"),
    "problems": ("存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在问题及改进措施"),
    "other": ("其他需要报告的事项", "其他需要说明的事项"),
    "annex": ("附表", "政府信息公开情况统计表"),
}
NUMBERINGS = ("{}、", "{}、", "第{}部分 ", "（{}）")
SAID = {
    "disclosed.total": ("主动公开政府信息{}条",),
    "channel.website": ("政府网站公开政府信息{}条", "政府门户网站公开政府信息{}条"),
    "channel.gazette": ("政府公报公开政府信息{}条",),
    "channel.weibo": ("政务微博公开政府信息{}条", "政务微博发布信息{}条"),
    "channel.wechat": ("政务微信公开政府信息{}条", "微信公众号发布信息{}条"),
    "press.conferences": ("举办新闻发布会{}次",),
    "press.interviews": ("政府网站在线访谈{}次",),
    "press.interpretations": ("发布政策解读稿件{}篇",),
    "requests.in_person": ("当面申请{}件",),
    "requests.fax": ("传真申请{}件",),
    "requests.email": ("电子邮件申请{}件",),
    "requests.online": ("网络申请{}件", "网上申请{}件"),
    "requests.letter": ("信函申请{}件",),
    "requests.letter_or_fax": ("信函、传真申请{}件",),
    "requests.other": ("其他形式申请{}件",),
    "processed.on_time": ("按时办结{}件",),
    "processed.delayed": ("延期办结{}件",),
    "answers.already_public": ("属于已主动公开范围{}件",),
    "answers.granted": ("同意公开{}件", "同意公开答复{}件"),
    "answers.partial": ("同意部分公开{}件", "同意部分公开答复{}件"),
    "answers.denied": ("不同意公开{}件", "不予公开{}件"),
    "answers.not_ours": ("不属于本行政机关公开{}件",),
    "answers.not_existing": ("申请信息不存在{}件",),
    "answers.correction": ("告知作出更改补充{}件",),
    "answers.other_ways": ("告知通过其他途径办理{}件",),
    "answers.other": ("其他类型答复{}件",),
}
"""How the figure of a line is stated."""


def _said(draft: Draft, random: Random, metrics: Iterable[str]) -> str:
    """The figures of those lines that the table has, one after another."""
    pieces = []
    for metric in metrics:
        if metric in draft.figures:
            value = str(draft.figures[metric])
            pieces.append(random.choice(SAID[metric]).format(value))
            draft.claims.append((pieces[-1], value, metric))
    return "，".join(pieces)


_INTROS = (
    "按照《中华人民共和国政府信息公开条例》的规定，{agency}编写了{year}年度的报告。",
    "根据《政府信息公开条例》第三十二条，现公布{agency}{year}年政府信息公开工作年度报告。",
    "为便于公众了解{agency}{year}年的公开工作，特编写本报告。",
)


def _intro(draft: Draft, random: Random) -> str:
    named = "、".join(title for _, title in draft.titles)
    listed = f"全文由{named}组成。" if random.random() < 0.5 else ""
    first = random.choice(_INTROS).format(agency=draft.agency, year=draft.year)
    return (
        f"{first}{listed}"
        f"所列数据的统计期限为{draft.year}年1月1日至12月31日。联系地址为南门街{random.randint(1, 200)}号，"
        f"邮编{random.randint(100000, 699999)}，电话0{random.randint(310, 899)}-{random.randint(2000000, 8999999)}。"
    )


_LEADS = (
    "{year}年，{we}把政府信息公开列入重要日程，由办公室牵头，{n}个科室分工办理。",
    "{year}年，{we}认真贯彻《政府信息公开条例》，稳步推进各项公开工作。",
    "一年来，{we}按照条例和上级的部署，做到应公开的及时公开。",
)
_TOLD = (
    ("组织领导。调整了领导小组，明确了{n}个责任科室。", "组织领导。由一名领导分管，配备{n}名工作人员。",
     "组织机构。办公室负责日常事务，各科室设信息员。"),
    ("制度建设。修订保密审查、责任追究等两项制度。", "制度建设。完善主动公开、依申请公开和保密审查制度。",
     "制度建设。印发公开指南和目录，每年更新。"),
    ("业务培训。以会代训，讲解条例和网站后台的操作。", "业务培训。邀请专家授课，逐条讲解条例要点。",
     "队伍建设。选派信息员参加上级培训。"),
    ("公开载体。充实门户网站栏目，在档案馆、图书馆设查阅点，接待群众{many}人次。", "公开载体。开通公众留言，办理群众来信{n}封。",
     "公开渠道。用好网站、公开栏和广播，方便群众查询。"),
)  # fmt: skip


def _overview(draft: Draft, random: Random) -> list[str]:
    draft.decoys.append("numbers without a cell, last year's among them")
    below = ("1.", "2.", "3.", "4.") if draft.style.numbering == "（{}）" else ("（一）", "（二）", "（三）", "（四）")
    told = [random.choice(forms).format(n=random.randint(2, 9), many=random.randint(10, 99)) for forms in _TOLD]
    lead = random.choice(_LEADS).format(year=draft.year, we=draft.we, n=random.randint(2, 9))
    return [lead, *(mark + text for mark, text in zip(below, told, strict=True))]


def _disclosure(draft: Draft, random: Random) -> list[str]:
    names = random.sample(["机构职能", "政策文件", "规划计划", "财政信息", "民生保障", "人事信息"], 3)
    whole = int(draft.figures["disclosed.total"])
    cuts = sorted(random.randint(0, whole) for _ in names)
    counts = [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]
    listed = "，".join(f"{name}类{count}条" for name, count in zip(names, counts, strict=False))
    ways = _said(draft, random, ("channel.website", "channel.gazette", "channel.weibo", "channel.wechat"))
    return [
        f"全年共{_said(draft, random, ('disclosed.total',))}（{listed}，其他信息{counts[3]}条）。",
        f"从公开的方式看，{ways}。",
    ]


def _response(draft: Draft, random: Random) -> list[str]:
    said = _said(draft, random, ("press.conferences", "press.interviews", "press.interpretations"))
    return [f"围绕群众关心的事项做好解读，{said}。"]


def _applications(draft: Draft, random: Random) -> list[str]:
    requests = str(draft.figures["requests.total"])
    if requests == "0":
        draft.claims.append(("未收到政府信息公开申请", "0", "requests.total"))
        return [f"{draft.year}年，{draft.we}未收到政府信息公开申请。"]
    piece = f"{random.choice(['共受理', '共收到', '受理'])}政府信息公开申请{requests}件"
    draft.claims.append((piece, requests, "requests.total"))
    ways = _said(draft, random, (metric for metric in SAID if metric.startswith("requests.")))
    texts = [f"{draft.year}年，{draft.we}{piece}，其中{ways}。"]
    if "processed.total" in draft.figures:
        texts.append(f"从申请的办理时限看，{_said(draft, random, ('processed.on_time', 'processed.delayed'))}。")
    answers = _said(draft, random, (metric for metric in SAID if metric.startswith("answers.")))
    return [*texts, f"对申请的答复中，{answers}。", compared(draft, random)]


def _fees(draft: Draft, random: Random) -> list[str]:
    charged = str(draft.figures.get("charged.amount", 0))
    if float(charged):
        return [f"按规定标准收取检索、复制、邮寄等费用{charged}万元，没有减免的情形。"]
    return [f"{draft.we}没有向申请人收取费用，也没有减免的情形。"]


def _litigation(draft: Draft, random: Random) -> list[str]:
    review, suit = str(draft.figures["reviews.total"]), str(draft.figures["suits.total"])
    draft.claims += [("行政复议", review, "reviews.total"), ("行政诉讼", suit, "suits.total")]
    if review == suit == "0":
        return ["全年未发生因政府信息公开申请行政复议、提起行政诉讼的情况。"]
    return [f"全年因政府信息公开被申请行政复议{review}件，被提起行政诉讼{suit}件。"]


def _other(draft: Draft, random: Random) -> list[str]:
    return [random.choice(["无其他需要报告的事项。", "没有需要另行说明的事项。"])]


_TEXTS = {
    "overview": _overview,
    "disclosure": _disclosure,
    "response": _response,
    "applications": _applications,
    "fees": _fees,
    "litigation": _litigation,
    "problems": lambda draft, random: problems(random, draft.year),
    "other": _other,
    "annex": lambda *_: [],
}


def style_of(random: Random) -> Style:
    """One of the usual ways to set such a report."""
    return Style(
        numbering=random.choice(NUMBERINGS),
        has_units=random.random() < 0.8,
        is_double=random.random() < 0.4,
        nothing=random.choice(("——", "—", "")),
    )


def write_older(draft: Draft, random: Random, has_table: bool) -> Draft:
    """Fill in titles, texts and the table of indicators, or no table where the unit only tells of its work."""
    assert draft.form is not None
    draft.style = style_of(random)
    left_out = {"response"} if "press.conferences" not in draft.figures else set()
    if not has_table:
        left_out.add("annex")
    draft.titles = [(key, random.choice(words)) for key, words in TITLES.items() if key not in left_out]
    draft.texts = {"preamble": [_intro(draft, random)]} | {key: _TEXTS[key](draft, random) for key, _ in draft.titles}
    if has_table:
        draft.tables = {"indicators"}
        draft.cells = {metric: str(value) for metric, value in draft.figures.items()}
    return draft
