"""What sections speak of: problems, remedies, the fee for processing information."""

from __future__ import annotations

import re

from gknlp.language.sentences import topic_sentences
from gknlp.parsing.flow import Flow
from gknlp.types.report import Mention, Section

_BASES = {
    "form_2014": re.compile(r"[〔\[(【]2014[〕\])】] ?32号"),
    "form_2019": re.compile(r"[〔\[(【]2019[〕\])】] ?60号"),
    "form_2021": re.compile(r"[〔\[(【]2021[〕\])】] ?30号"),
    "regulation_2008": re.compile(r"(?:国务院令?|国令) ?(?:〔2007〕|\[2007\])?(?:\(?第)? ?492 ?号|条例》? ?\(第?492号"),
    "regulation_2019": re.compile(
        r"(?:国务院令|国令)(?:\(?第)?711号|第 ?711 ?号|(?:新修[订改]|修[订改]后)的?《?(?:中华人民共和国)?(?:政府信息公开)?条例"
        r"|(?:492号|条例》? ?\()[^。;)]{0,24}2019年(?:4月(?:3日)?)?[^。;)]{0,12}修[订改]|2019年5月15日(?:起|施行)"
    ),
}
"""What reports cite as their basis, by number."""
_FEE = re.compile(r"信息(?:公开)?(?:的)?处理费|处理费用|收费|收取(?:任何)?(?:的)?费用|减免")


def mentions_of(flow: Flow, sections: tuple[Section, ...]) -> tuple[Mention, ...]:
    """Problems and remedies named in 问题及改进; 信息处理费 and the basis cited wherever they are named."""
    result = []
    for section in sections:
        if section.key == "problems" and section.body:
            first, last = section.body[0], section.body[-1]
            begin = flow.starts[first.block] + first.start
            text = flow.text[begin : flow.starts[last.block] + last.end]
            for topic, low, high in topic_sentences(text):
                result.append(Mention(topic, section.key, flow.place(begin + low, begin + high)))
        for place in section.body:
            block = flow.starts[place.block]
            start, end = block + place.start, block + place.end
            if start >= end:
                continue
            for topic, pattern in _BASES.items():
                for found in pattern.finditer(flow.text, start, end):
                    result.append(Mention(topic, section.key, flow.place(found.start(), found.end())))
            for found in _FEE.finditer(flow.text, start, end):
                if section.key in ("other", "fees") or "处理费" in found[0]:
                    result.append(Mention("processing_fee", section.key, flow.place(found.start(), found.end())))
    return tuple(result)
