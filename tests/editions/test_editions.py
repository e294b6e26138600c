from dataclasses import replace

import pytest

from gknlp.editions import KEYS, due, edition, headers_in, recognise, section_kinds
from gknlp.editions.loading import _check, _expand, _identities
from gknlp.errors import FaultyData
from gknlp.types.edition import Layout
from gknlp.types.expression import Relation


@pytest.mark.parametrize(("year", "key"), [(2011, "2008"), (2013, "2008"), (2014, "2014"), (2018, "2014"), (2019, "2019"),
                                           (2020, "2019"), (2021, "2021"), (2025, "2021")])  # fmt: skip
def test_edition_due(year, key):
    assert due(year).key == key


@pytest.mark.parametrize("key", KEYS)
def test_edition_loads_and_its_relations_name_metrics_it_has(key):
    form = edition(key)
    known = {*form.metrics, *form.sums}
    for identity in form.identities:
        assert set(identity.relation.metrics) <= known
    assert len({identity.key for identity in form.identities}) == len(form.identities)


def test_application_table_is_complete():
    for key, rows in (("2019", 23), ("2021", 25)):
        table = edition(key).table("applications")
        unused = {"2019": {"other_no_correction", "other_no_fee", "other_other"}, "2021": {"other"}}[key]
        assert table.layout is Layout.MATRIX
        assert len([row for row in table.rows if row.key not in unused]) == rows
        assert len(table.columns) == 7


def test_fifteen_cells_of_litigation():
    assert len(edition("2021").table("review").metrics) == 15


@pytest.mark.parametrize("metric", ["rules.made", "normative.in_force", "licence.decisions", "fee.amount", "review.upheld",
                                    "suit_direct.total", "applications.denied_state_secret.natural_person"])  # fmt: skip
def test_metric_keys_of_2021_are_an_interface(metric):
    assert metric in edition("2021").metrics


@pytest.mark.parametrize("metric", ["rules.published", "licence.last_year", "other_service.change", "procurement.amount",
                                    "disclosed.total", "channel.weibo", "press.interviews_chief"])  # fmt: skip
def test_metric_keys_of_2019_are_an_interface(metric):
    assert metric in edition("2019").metrics


def test_sums_without_a_cell():
    form = edition("2021")
    assert len(form.sums["applications.denied.total"].metrics) == 8
    assert form.sums["suit.total"].metrics == ("suit_direct.total", "suit_after_review.total")
    assert form.name_of("applications.denied.total") == "不予公开（总计）"


def test_header_words_decide_not_the_year():
    form, sure = recognise("本年制发件数本年废止件数现行有效件数本年处理决定数量", 2020)
    assert (form.key, sure) == ("2021", True)
    assert recognise("没有表格", 2022)[0].key == "2021"
    assert recognise("没有表格", 2022)[1] is False


@pytest.mark.parametrize(("words", "year", "found"), [
    ("现行有效件数", 2020, ("2019", False)), ("现行有效件数本年收费金额", 2020, ("2021", True)), ("统计指标", 2016, ("2014", True)),
    ("统计指标", 2014, ("2014", True)), ("统计指标", 2013, ("2008", True)), ("统计指标", None, ("2014", True)), ("历年累计", 2016, ("2008", True)),
    ("", None, ("2021", False)), ("", 2009, ("2008", False)), ("本年新制作数量本年新公开数量本年制发件数", 2021, ("2019", True)),
])  # fmt: skip
def test_two_header_words_decide_or_one_of_the_old_forms(words, year, found):
    form, sure = recognise(words, year)
    assert (form.key, sure) == found


def test_a_word_within_a_longer_one_is_not_counted():
    assert headers_in("本年处理决定数量") == (("2021", ("本年处理决定数量",)),)
    assert headers_in("本年处理决定数量、处理决定数量") == (
        ("2019", ("处理决定数量",)),
        ("2021", ("本年处理决定数量",)),
    )
    assert headers_in("没有表格") == ()


@pytest.mark.parametrize("kind", section_kinds(), ids=lambda kind: kind.key)
def test_section_words_know_their_examples(kind):
    for title in kind.hits:
        assert next(other.key for other in section_kinds() if other.fits(title)) == kind.key, title
    for title in kind.misses:
        assert next((other.key for other in section_kinds() if other.fits(title)), "") != kind.key, title


def test_a_relation_needs_one_sign():
    with pytest.raises(FaultyData):
        Relation.parse("a + b")


def test_what_a_relation_is_said_of_is_of_the_form():
    table = edition("2021").table("review")
    with pytest.raises(FaultyData, match="over 写法有误：cells"):
        list(_expand("a = b", table, "cells"))
    entry = {"key": "甲", "table": "none", "force": "must", "relation": "a = b", "meaning": ""}
    with pytest.raises(FaultyData, match="勾稽关系 甲 所指的表不存在：none"):
        list(_identities({"identities": [entry]}, "identities", {"review": table}))
    form = edition("2021")
    unknown = replace(form.identities[0], relation=Relation.parse("a = b"))
    for broken, words in [
        ({"identities": (unknown,)}, f"{unknown.key} 用到不存在的指标：a、b"),
        ({"chains": (replace(unknown, relation=Relation.parse("a = last.review.total")),)}, "不存在的指标：a"),
        ({"deadlines": (replace(form.deadlines[0], levels=("county", "parish")),)}, "不存在的单位类别：parish"),
        ({"sections": form.sections[:1]}, "disclosure 所在部分不存在：disclosure"),
    ]:
        with pytest.raises(FaultyData, match=words):
            _check(replace(form, **broken))
