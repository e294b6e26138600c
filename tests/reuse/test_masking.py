"""Text as numbers: what is masked, and the way back to the text."""

from hypothesis import given
from hypothesis import strategies as st
from writings import writing

from gknlp.reuse.masking import Masked, masked, masked_text, names_of, rounded


def words(found: Masked) -> str:
    return "".join(map(chr, found.codes.tolist()))


def test_numbers_years_and_the_units_own_names_are_masked():
    one = masked(writing("云溪县财政局", 2022, ("overview", ["2022年，云溪县财政局公开信息1,024条，我局未收到申请"])))
    assert words(one) == "#年@公开信息#条@未收到申请"


def test_the_same_words_of_another_unit_and_year_are_the_same_once_masked():
    one = masked(writing("云溪县财政局", 2022, ("overview", ["2022年云溪县财政局印发方案三份，县政府转发"])))
    other = masked(writing("临江市民政局", 2021, ("overview", ["二〇二一年临江市民政局印发方案12份，市政府转发"])))
    assert words(one) == words(other)


def test_a_title_is_one_mark_and_punctuation_is_left_out():
    assert words(masked_text("按照《关于推进公开的意见》（云政〔2022〕15号），做好工作！")) == "按照§§做好工作"


def test_numbers_of_two_stretches_never_run_together():
    both = masked(writing("云溪县财政局", 2022, ("overview", ["共12"]), ("other", ["34件"])))
    assert words(both).count("#") == 2


def test_the_longest_name_comes_first():
    assert names_of("云溪县财政局")[0] == "云溪县财政局"
    assert {"云溪县", "财政局", "县财政局"} <= set(names_of("云溪县财政局"))


def test_brackets_around_a_passage_belong_to_it():
    text = "共收到（含网络）件"
    assert rounded(text, 4, 7) == (3, 8)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=4))
def test_every_character_leads_back_to_its_own_place(texts):
    found = masked(writing("云溪县财政局", 2022, *(("overview", [text]) for text in texts)))
    starts, ends = found.starts.tolist(), found.ends.tolist()
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert [found.stretch(start) for start in starts] == sorted(found.stretch(start) for start in starts)
