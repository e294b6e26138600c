"""Text that stands in other reports of a batch: another unit's, or the unit's own of earlier years. The sentences are
invented ones without figures, so that nothing else in the report is touched."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gknlp.parsing.agencies import government_of
from reports.agencies import AGENCIES
from reports.drafts import Draft
from reports.figures import make_figures
from reports.planting import recorded
from reports.planting_years import Batch, BatchPlant
from reports.reuse_plants import RANKS
from reports.reuse_sentences import PLAIN, WORK, filled, invented, passage
from reports.series import drafted
from reports.wording_plans import TOPICS, problems

_COUNTED = [frame for frame in WORK if "{many}" in frame and "{number}" not in frame]
_NAMING = (
    "{agency}{organ}把{field}{doc}送到{place}，请{people}当面提意见。",
    "{agency}会同{dept}{manner}{talk}{field}{doc}，{people}可到{channel}查看。",
    "{place}的{field}{doc}由{agency}{manner}{edit}，{people}在{channel}看得到。",
)
_DATED = [
    "{year}年，{organ}{manner}{edit}{field}{doc}，{people}在{channel}看得到。",
    "{year}年度{field}{doc}由{organ}{check}后{publish}，{people}说好。",
]
_NOT_OF_OLD = {"publish": "公示", "edit": "校对"}
"""Words that do not say what was once set up and is still there: that may be told with its year."""
_PART, _MOST = 300, 900
"""Letters of a passage that makes up half of a section, and of one that is nearly all of it."""


def _source(batch: Batch, random: Random) -> Draft | None:
    """A report of another unit on the year before, written; None where the form of that year is not the national one.
    The unit belongs to no higher government, whose name may stand in any report."""
    last = batch.last
    if last.form is not None or batch.before.form is not None:
        return None
    place, rank = last.agency[:2], RANKS[government_of(last.agency)]
    elsewhere = [entry for entry in AGENCIES if not entry[0].startswith(place)]
    fitting = [entry for entry in elsewhere if RANKS[government_of(entry[0])] >= rank]
    if not fitting:
        return None
    name, we, size = random.choice(fitting)
    year, edition = batch.before.year, batch.before.edition
    return drafted(Draft(name, we, year, edition, make_figures(random, edition, size, None)), random)


def _tell(draft: Draft, sentences: Sequence[str]) -> None:
    """Let part one tell this in place of what no other report tells."""
    draft.texts["overview"][-1] = "".join(sentences)


def _copied(batch: Batch, random: Random, code: str, sentences: Sequence[str], after: str = "") -> bool:
    """The same sentences in part one of the last report and of another unit's earlier one."""
    source = _source(batch, random)
    if source is None:
        return False
    batch.write(random)
    batch.others.append(source)
    for draft in (source, batch.last):
        known = {"agency": source.agency, "place_name": source.agency[:3], "we": "本单位", "scope": "当地"}
        _tell(draft, [filled(text, known, known, lambda gap: False)[0] for text in sentences])
    words = after.format(agency=source.agency) if after else ""
    return recorded(batch.last, code, "overview" if code == "REU001" else "report", source.agency, words)


def section_copied(batch: Batch, random: Random) -> bool:
    """Half of part one is another unit's."""
    return _copied(batch, random, "REU001", passage(PLAIN, random, _PART))


def plan_copied(batch: Batch, random: Random) -> bool:
    """The problems and remedies are another unit's, but for its names."""
    source = _source(batch, random)
    if source is None:
        return False
    batch.write(random)
    plan: list[str] = []
    while sum(map(len, plan)) < _PART // 2:
        plan = problems(random, batch.last.year)
    source.texts["problems"] = [text.replace(str(batch.last.year + 1), str(batch.last.year)) for text in plan]
    batch.last.texts["problems"] = plan
    batch.others.append(source)
    return recorded(batch.last, "REU001", "problems", source.agency, "")


def overview_repeated(batch: Batch, random: Random) -> bool:
    """Nearly all of part one is that of an earlier year."""
    batch.write(random)
    sentences = passage(PLAIN, random, _MOST)
    for draft in (random.choice(batch.drafts[:-1]), batch.last):
        _tell(draft, sentences)
    return recorded(batch.last, "REU002", "overview", "", "")


def _for_years(batch: Batch, random: Random, code: str, is_problem: bool) -> bool:
    """One sentence on what is lacking, or on what will be done, in the reports of three years."""
    if len(batch.drafts) < 3:
        return False
    batch.write(random)
    lacking, remedies = random.choice(TOPICS)
    words = "，".join(lacking[:2] if is_problem else remedies[:2])
    if len(words) < 16:
        return False
    taken = {words}
    for draft in batch.drafts[-3:]:
        fresh = [topic for topic in TOPICS if topic[0] is not lacking and topic[0][0] not in taken]
        other = random.choice(fresh)
        taken.add(other[0][0])
        told = (words, other[1][0]) if is_problem else (other[0][0], words)
        draft.texts["problems"] = [f"工作中还有不足：{told[0]}。", f"下一步将{told[1]}。"]
    return recorded(batch.last, code, "problems", "", words)


def problem_stands(batch: Batch, random: Random) -> bool:
    return _for_years(batch, random, "REU003", True)


def remedy_stands(batch: Batch, random: Random) -> bool:
    return _for_years(batch, random, "REU004", False)


def name_left(batch: Batch, random: Random) -> bool:
    """Another unit's name in what is copied."""
    sentences = [*passage(PLAIN, random, _PART), invented(_NAMING, random.random)]
    random.shuffle(sentences)
    return _copied(batch, random, "REU005", sentences, "{agency}")


def year_left(batch: Batch, random: Random) -> bool:
    """Last year's year in what is copied from the report on it."""
    batch.write(random)
    sentences = passage(PLAIN, random, _PART)
    sentences.insert(
        random.randrange(len(sentences)),
        invented(_DATED, random.random, _NOT_OF_OLD).replace("{year}", str(batch.before.year)),
    )
    for draft, year in ((batch.before, batch.before.year), (batch.last, batch.before.year)):
        _tell(draft, [text.replace("{year}", str(year)) for text in sentences])
    return recorded(batch.last, "REU006", "report", str(batch.last.year), f"{batch.before.year}年")


def numbers_left(batch: Batch, random: Random) -> bool:
    """Numbers of another unit in what is copied."""
    sentences = [*passage(PLAIN, random, _PART // 2), *passage(_COUNTED, random, _PART // 2)]
    return _copied(batch, random, "REU007", sentences)


REUSE_PLANTS: tuple[BatchPlant, ...] = (
    section_copied, plan_copied, overview_repeated, problem_stands, remedy_stands, name_left, year_left, numbers_left,
)  # fmt: skip
"""Each says no where the editions, or the years, are not such that it can be planted."""
