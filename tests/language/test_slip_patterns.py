"""Every pattern of slips is run on its own examples, and on those only that say so."""

import pytest

from gknlp.editions import due
from gknlp.language.characters import fold
from gknlp.language.lexicon import misspellings, slip_patterns, with_years
from gknlp.parsing.flow import flow_of
from gknlp.parsing.narrative import narrative_of
from gknlp.parsing.sections import sections_of
from gknlp.parsing.slips import slips_of
from gknlp.parsing.titles import find_titles
from gknlp.types.document import Block, BlockKind, Document
from gknlp.types.report import Masthead


def slips_in(sentence: str, kind: str, agency: str = "云溪县财政局", level: str = "department", year: int = 2023):
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in ("一、总体情况", *sentence.split("\n")))
    flow = flow_of(Document("甲", "plain", blocks))
    titles = find_titles(flow)
    masthead = Masthead("", agency, level, "", year, None)
    found = slips_of(narrative_of(flow, titles), sections_of(flow, titles), due(year), masthead)
    return [flow.document.text(slip.place) for slip in found if slip.kind == kind]


@pytest.mark.parametrize("entry", slip_patterns(), ids=lambda entry: entry.key)
def test_pattern_knows_its_examples(entry):
    assert entry.hits and entry.misses
    for hit in entry.hits:
        sentence, slip = with_years(hit, 2023).split("|")
        assert fold(slip).replace("，", ",") in [
            fold(text).replace("，", ",") for text in slips_in(sentence, entry.kind)
        ], sentence
    for miss in entry.misses:
        assert slips_in(with_years(miss, 2023), entry.kind) == [], miss


def test_each_misspelling_is_listed_once():
    wrong = [form for entry in misspellings() for form in entry.wrong]
    assert len(set(wrong)) == len(wrong) > 60


@pytest.mark.parametrize("entry", misspellings(), ids=lambda entry: entry.right)
def test_misspelling_knows_its_examples(entry):
    assert entry.misses and len(entry.hits) == len(entry.wrong)
    for hit in entry.hits:
        sentence, form = hit.split("|")
        assert slips_in(sentence, "misspelt") == [form], sentence
    for sentence in (*entry.misses, f"我局注意{entry.right}。"):
        assert slips_in(sentence, "misspelt") == [], sentence
