"""Sections whose titles are lost or altered: told by their tables, their sub-titles, their place and what they speak of.

The catalogue of titles comes first; what is found here carries a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gknlp.language.sentences import topic_sentences
from gknlp.parsing.flow import Flow
from gknlp.parsing.reading import Reading
from gknlp.parsing.titles import Title
from gknlp.types.document import Doubt
from gknlp.types.edition import Edition, Force, SectionForm
from gknlp.types.report import Section

_SUBTITLE = re.compile(
    r"(?:^|\n) *(\(?[一1]\)?[、. ]?(?:存在的?)?(?:主要)?(?:问题|不足|存在问题)(?:和不足)?) *(?=\n|$)"
)
_LONGEST = {
    "preamble": 1200,
    "disclosure": 4000,
    "applications": 2000,
    "litigation": 1500,
    "problems": 3000,
    "other": 2000,
}
"""Characters of prose beyond which a section is likely to hold another whose title was not seen; the longest of 24 real
reports have 241, 640, 92, 736 and 112 in the forms of 2019 and 2021."""


def recovered(flow: Flow, edition: Edition, titles: Sequence[Title], reading: Reading) -> list[Title]:
    """``titles`` with those of prescribed sections that have none, where something else tells their place."""
    result = list(titles)
    for form in edition.sections:
        if form.force is not Force.MUST or any(title.key == form.key for title in result):
            continue
        low, high = _between(flow, edition, result, form)
        found = _by_table(flow, edition, form, reading, low, high) or _by_subtitle(flow, form, result, reading)
        if found is not None:
            result.append(found)
        else:
            result = [
                _by_content(flow, form, title, result) if low <= title.start < high else title for title in result
            ]
        result.sort(key=lambda title: title.start)
    return result


def _between(flow: Flow, edition: Edition, titles: Sequence[Title], form: SectionForm) -> tuple[int, int]:
    """From where to where a section can begin: after those that come before it in the form, before those that follow."""
    number = {other.key: other.number for other in edition.sections}
    before = [title.end for title in titles if number.get(title.key, 99) < form.number]
    after = [title.start for title in titles if number.get(title.key, 0) > form.number]
    return max(before, default=0), min(after, default=len(flow.text))


def _by_table(flow: Flow, edition: Edition, form: SectionForm, reading: Reading, low: int, high: int) -> Title | None:
    for table in edition.tables:
        if table.section == form.key and table.key in reading.places:
            place = reading.places[table.key][0]
            offset = flow.starts[place.block] + place.start
            if low <= offset <= high:
                doubt = f"没有“{form.title}”的标题，按其中的表认定"
                return Title(offset, offset, None, form.title, form.key, doubt=doubt)
    return None


def _by_subtitle(flow: Flow, form: SectionForm, titles: Sequence[Title], reading: Reading) -> Title | None:
    found = _SUBTITLE.search(flow.text) if form.key == "problems" and (titles or reading.places) else None
    if found is None:
        return None
    doubt = f"没有“{form.title}”的大标题，按其下的小标题认定"
    return Title(found.start(1), found.start(1), None, form.title, form.key, doubt=doubt)


def _by_content(flow: Flow, form: SectionForm, title: Title, titles: Sequence[Title]) -> Title:
    """``title``, under the key of ``form`` where it names no kind of section and what stands below it fits the form."""
    if title.key != "additional" or any(other.key == form.key for other in titles):
        return title
    end = next((other.start for other in titles if other.start > title.start), len(flow.text))
    if form.key == "problems":
        topics = {topic for topic, _, _ in topic_sentences(flow.text[title.end : end])}
        fits = set(form.topics) <= topics
    else:  # the last part is whatever else there is to say
        fits = form.key == "other" and title.number == form.number and title is titles[-1]
    if not fits:
        return title
    doubt = f"标题“{title.text}”不是规定的措辞，按次序和内容认定为“{form.title}”"
    return replace(title, key=form.key, doubt=doubt)


def doubtful_sections(edition: Edition, sections: Sequence[Section]) -> list[Doubt]:
    """A doubt for each section that is longer than such sections are, and for each that is missing where no title, or
    one of these, may have hidden it."""
    found = {section.key for section in sections}
    missing = [form for form in edition.sections if form.force is Force.MUST and form.key not in found]
    long = [section for section in sections if section.length > _LONGEST.get(section.key, section.length)]
    doubts = [
        Doubt(f"{_called(section)}长达{section.length}字，其中可能有没认出的标题，请与原件核对", section.place)
        for section in long
    ]
    if missing and (long or found <= {"preamble"}):
        why = "所在文字过长" if long else "全文没有认出部分标题"
        names = "、".join(f"“{form.title}”" for form in missing)
        doubts.append(Doubt(f"未认出{names}（{why}），请与原件核对", sections=tuple(form.key for form in missing)))
    return doubts


def _called(section: Section) -> str:
    return f"“{section.title}”部分" if section.title else "第一个标题之前的文字"
