"""The tables of indicators before 2019, line by line, and figures for them in which every identity holds.

The national table of 2014, all of it or its first seven parts, and the forms of a province with the sum of all years.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from reports.figures import Figures, near


@dataclass(frozen=True)
class Line:
    """A line of a table: its words, its unit, and the metric, "" for a heading."""

    label: str
    unit: str = ""
    key: str = ""


@dataclass(frozen=True)
class Form:
    """A table of indicators. ``columns`` are what the metric of a line ends in for each column of figures."""

    name: str
    heads: tuple[str, str]
    columns: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The metrics of its lines."""
        return tuple(line.key for line in self.lines if line.key)

    def parts(self, total: str) -> tuple[str, ...]:
        """The lines that add up to the line ``total``."""
        return tuple(key for key in PARTS[total] if key in self.keys)


PARTS = {
    "requests.total": {"requests.in_person": 9, "requests.fax": 1, "requests.email": 3, "requests.online": 9,
                       "requests.letter": 5, "requests.letter_or_fax": 5, "requests.other": 1},
    "processed.total": {"processed.on_time": 20, "processed.delayed": 1},
    "answers.total": {"answers.already_public": 5, "answers.granted": 9, "answers.partial": 3, "answers.denied": 4,
                      "answers.other": 2, "answers.not_ours": 3, "answers.not_existing": 3, "answers.correction": 1,
                      "answers.other_ways": 1},
    "answers.denied": {"denied.secret": 1, "denied.commercial": 1, "denied.privacy": 2, "denied.safety": 1,
                       "denied.not_information": 3, "denied.law": 2},
    "reviews.total": {"reviews.upheld": 4, "reviews.corrected": 1, "reviews.other": 1},
    "suits.total": {"suits.upheld": 4, "suits.corrected": 1, "suits.other": 1},
    "staff.total": {"staff.full_time": 1, "staff.part_time": 5},
}  # fmt: skip
"""Total -> its parts, of which a form has some, with how often each is met; a part that is a total comes before its own."""
CHANNELS = {"channel.gazette": 1, "channel.website": 20, "channel.weibo": 3, "channel.wechat": 5, "channel.other": 2}
"""How much is published in each way."""
WITHIN = {
    "disclosed.normative": "disclosed.total",
    "press.conferences_chief": "press.conferences",
    "press.interviews_chief": "press.interviews",
}
"""Lines that are part of another."""
AMOUNTS = {"charged.amount": 2, "institution.budget": 1}
"""Lines in 万元, with so many decimals."""


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(*(piece.strip() for piece in line.split("|"))) for line in text.strip().splitlines())


_NATIONAL = _lines("""
一、主动公开情况
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条|disclosed.total
其中：主动公开规范性文件数|条|disclosed.normative
制发规范性文件总数|件|issued.normative
（二）通过不同渠道和方式公开政府信息的情况
1.政府公报公开政府信息数|条|channel.gazette
2.政府网站公开政府信息数|条|channel.website
3.政务微博公开政府信息数|条|channel.weibo
4.政务微信公开政府信息数|条|channel.wechat
5.其他方式公开政府信息数|条|channel.other
二、回应解读情况
（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）|次|response.hot_topics
（二）通过不同渠道和方式回应解读的情况
1.参加或举办新闻发布会总次数|次|press.conferences
其中：主要负责同志参加新闻发布会次数|次|press.conferences_chief
2.政府网站在线访谈次数|次|press.interviews
其中：主要负责同志参加政府网站在线访谈次数|次|press.interviews_chief
3.政策解读稿件发布数|篇|press.interpretations
4.微博微信回应事件数|次|press.social_media
5.其他方式回应事件数|次|press.other_events
三、依申请公开情况
（一）收到申请数|件|requests.total
1.当面申请数|件|requests.in_person
2.传真申请数|件|requests.fax
3.网络申请数|件|requests.online
4.信函申请数|件|requests.letter
（二）申请办结数|件|processed.total
1.按时办结数|件|processed.on_time
2.延期办结数|件|processed.delayed
（三）申请答复数|件|answers.total
1.属于已主动公开范围数|件|answers.already_public
2.同意公开答复数|件|answers.granted
3.同意部分公开答复数|件|answers.partial
4.不同意公开答复数|件|answers.denied
其中：1.涉及国家秘密|件|denied.secret
2.涉及商业秘密|件|denied.commercial
3.涉及个人隐私|件|denied.privacy
4.危及国家安全、公共安全、经济安全和社会稳定|件|denied.safety
5.不是《条例》所指政府信息|件|denied.not_information
6.法律法规规定的其他情形|件|denied.law
5.不属于本行政机关公开数|件|answers.not_ours
6.申请信息不存在数|件|answers.not_existing
7.告知作出更改补充数|件|answers.correction
8.告知通过其他途径办理数|件|answers.other_ways
四、行政复议数量|件|reviews.total
（一）维持具体行政行为数|件|reviews.upheld
（二）被依法纠错数|件|reviews.corrected
（三）其他情形数|件|reviews.other
五、行政诉讼数量|件|suits.total
（一）维持具体行政行为或者驳回原告诉讼请求数|件|suits.upheld
（二）被依法纠错数|件|suits.corrected
（三）其他情形数|件|suits.other
六、举报投诉数量|件|complaints.total
七、依申请公开信息收取的费用|万元|charged.amount
八、机构建设和保障经费情况
（一）政府信息公开工作专门机构数|个|institution.offices
（二）设置政府信息公开查阅点数|个|institution.reading_points
（三）从事政府信息公开工作人员数|人|staff.total
1.专职人员数（不包括政府公报及政府网站工作人员数）|人|staff.full_time
2.兼职人员数|人|staff.part_time
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元|institution.budget
九、政府信息公开会议和培训情况
（一）召开政府信息公开工作会议或专题会议数|次|training.meetings
（二）举办各类培训班数|次|training.courses
（三）接受培训人员数|人次|training.participants
""")
_LAST_OF_SEVEN = next(number for number, line in enumerate(_NATIONAL) if line.key == "charged.amount")
_FUJIAN_2011 = _lines("""
主动公开信息数|条|disclosed.total
其中：1.网站公开|条|channel.website
2.政府公报公开|条|channel.gazette
受理依申请公开信息总数|条|requests.total
其中：1.当面申请数|条|requests.in_person
2.传真申请数|条|requests.fax
3.电子邮件申请数|条|requests.email
4.网上申请数|条|requests.online
5.信函申请数|条|requests.letter
6.其它形式申请数|条|requests.other
对申请的答复数|条|answers.total
其中：1.同意公开答复数|条|answers.granted
2.同意部分公开答复数|条|answers.partial
3.否决公开答复数|条|answers.denied
行政复议数|条|reviews.total
行政诉讼数|条|suits.total
行政申诉数|条|complaints.total
""")
_FUJIAN_2016 = _lines("""
主动公开文件数|条|disclosed.total
其中：1、政府网站公开数|条|channel.website
2、政府公报公开数|条|channel.gazette
受理依申请公开信息总数|条|requests.total
其中：1、当面申请数|条|requests.in_person
2、网上申请数|条|requests.online
3、信函、传真申请数|条|requests.letter_or_fax
对申请的答复总数|条|answers.total
其中：1、同意公开答复数|条|answers.granted
2、同意部分公开答复数|条|answers.partial
3、不予公开答复数|条|answers.denied
4、其他类型答复数|条|answers.other
政府信息公开收费减免金额|元|waived.amount
接受行政诉讼、举报数|件|accusations.total
行政复议数|件|reviews.total
行政诉讼数|件|suits.total
""")
_WITHOUT_WAIVED = tuple(line for line in _FUJIAN_2016 if line.key != "waived.amount")
_PROVINCIAL = ("指标名称", "计量单位"), {"": "{year}年度", ".cumulative": "历年累计"}

NATIONAL = Form("national", ("统计指标", "单位"), {"": "统计数"}, _NATIONAL)
NATIONAL_SHORT = Form("national-short", ("统计指标", "单位"), {"": "统计数"}, _NATIONAL[: _LAST_OF_SEVEN + 1])
FUJIAN_2011 = Form("fujian-2011", *_PROVINCIAL, _FUJIAN_2011)
FUJIAN_2016 = Form("fujian-2016", *_PROVINCIAL, _FUJIAN_2016)
FUJIAN_2017 = Form("fujian-2017", *_PROVINCIAL, _WITHOUT_WAIVED)


def provincial(year: int) -> Form:
    """The province's form for a year."""
    return FUJIAN_2011 if year < 2016 else FUJIAN_2016 if year == 2016 else FUJIAN_2017


def indicator_figures(random: Random, form: Form, size: int, last: Figures | None) -> Figures:
    """The figures of a year by metric; ``size`` is about the number of applications, ``last`` last year's figures."""
    year = _year(random, form, size, last)
    if ".cumulative" not in form.columns:
        return year
    earlier = _year(random, form, 3 * size, None)
    if last is not None and "disclosed.total.cumulative" in last:
        earlier = _carried(form, last)
    return year | {f"{key}.cumulative": int(earlier[key]) + int(year[key]) for key in form.keys}


def _carried(form: Form, last: Figures) -> Figures:
    """The sums of all years of the year before; what its form told in lines that this one lacks goes to the last part."""
    earlier: Figures = {key: last.get(f"{key}.cumulative", 0) for key in form.keys}
    for total in PARTS:
        parts = form.parts(total)
        if total in form.keys and parts:
            others = sum(int(earlier[part]) for part in parts[:-1])
            earlier[parts[-1]] = int(earlier[total]) - others
    return earlier


def _year(random: Random, form: Form, size: int, last: Figures | None) -> Figures:
    requests = round(near(random, last, "requests.total", size * random.uniform(0.5, 1.5)))
    processed = requests - random.randint(0, requests // 15)
    figures: Figures = {key: round(near(random, last, key, random.randint(0, 4 + size // 10))) for key in form.keys}
    figures |= {"requests.total": requests, "processed.total": processed, "answers.total": processed}
    figures |= {
        key: round(near(random, last, key, random.randint(0, size // 8)))
        for key in ("reviews.total", "suits.total", "complaints.total")
    }
    figures |= _channels(random, form, size, last)
    for key, whole in WITHIN.items():
        most = int(figures.get(whole, 0)) // 2
        figures[key] = min(round(near(random, last, key, random.randint(0, most))), most)
    for total, weights in PARTS.items():
        parts = form.parts(total)
        if parts:
            drawn = Counter(random.choices(parts, [weights[part] for part in parts], k=int(figures[total])))
            figures |= {part: drawn[part] for part in parts}
    figures |= {key: f"{random.choice((0, random.uniform(0, 60))):.{decimals}f}" for key, decimals in AMOUNTS.items()}
    return {key: figures[key] for key in form.keys}


def _channels(random: Random, form: Form, size: int, last: Figures | None) -> Figures:
    """What was published in each way, and in all: in the national table what is published in two ways counts once."""
    ways = {
        key: round(near(random, last, key, random.randint(0, (size + 6) * weight)))
        for key, weight in CHANNELS.items()
        if key in form.keys
    }
    most, whole = max(ways.values()), sum(ways.values())
    return ways | {"disclosed.total": whole if ".cumulative" in form.columns else random.randint(most, whole)}
