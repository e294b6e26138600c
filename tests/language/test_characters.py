from hypothesis import given
from hypothesis import strategies as st

from gknlp.language.characters import bare_label, fold, label, squeeze


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


def test_full_width_becomes_plain():
    assert fold("１，２３４（件）％") == "1，234(件)%"


def test_radicals_of_pdf_fonts_become_characters():
    assert fold("⼈⺠政府⻚") == "人民政府页"


@given(st.text(alphabet="甲乙 \u3000\n1"))
def test_squeezing_tells_where_each_character_was(text):
    squeezed, origin = squeeze(text)
    assert all(text[origin[index]] == character for index, character in enumerate(squeezed))


def test_labels_lose_numbering_and_punctuation():
    assert label("3.危及“三安全一稳定”") == "危及三安全一稳定"
    assert label("（七）总计") == "总计"
    assert label("商业\n企业") == "商业企业"
    assert bare_label("（二） 部分公开（区分处理的，只计这一情形）") == "部分公开"
