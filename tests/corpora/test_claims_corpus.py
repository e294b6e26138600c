"""The labelled set corpora/claims: its offsets, metrics and verdicts, recomputed here without the tool's own reading."""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gknlp.editions import edition

FOLDER = Path(__file__).resolve().parents[2] / "corpora" / "claims"
UNITS = tomllib.loads((FOLDER / "tables.toml").read_text(encoding="utf-8"))["units"]
ROWS = [json.loads(line) for line in (FOLDER / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
SECTIONS = {"overview", "applications", "litigation", "disclosure", "problems", "other"}
VERDICTS = {"agrees", "agrees_otherwise", "differs", "cannot_tell"}
MONEY = {"元": 1, "万元": 10**4, "亿元": 10**8}
DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
    | {"〇": 0, "两": 2}
)
POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "万": 10**4, "亿": 10**8}
NUMERAL = re.compile(f"[{''.join(DIGITS)}{''.join(POWERS)}]+")
ABSENCE = re.compile("未|无|没有|零|不")
HEDGES = {
    "about": re.compile("约|左右|上下"),
    "at_least": re.compile("余|多|超过|突破|逾|以上"),
    "below": re.compile("近|不足|不到"),
}


@cache
def metrics(key):
    return frozenset(edition(key).metrics) | frozenset(edition(key).sums)


def cell(metric, figures, key):
    """The figure of ``metric``, or None where the report has none."""
    if metric in figures:
        return Decimal(figures[metric])
    sums = edition(key).sums
    if metric not in sums:
        return None
    terms = [cell(term, figures, key) for term in sums[metric].metrics]
    assert all(sign > 0 for sign, _ in sums[metric].terms)
    return None if None in terms else sum(terms)


def names(expression):
    return re.findall(r"[a-z_]+(?:\.[a-z_]+)+", expression)


def amount(expression, figures, key):
    """The value of ``a.b + c.d - 3``, or None."""
    total, sign = Decimal(0), 1
    for token in expression.split():
        if token in "+-":
            sign = 1 if token == "+" else -1
            continue
        value = cell(token, figures, key) if names(token) else Decimal(token)
        if value is None:
            return None
        total += sign * value
    return total


def step(value):
    """One unit of the last digit of ``value`` that is not zero: 7700 has 100, 1.6 has 0.1."""
    digits, exponent = value.as_tuple()[1:]
    while digits and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return Decimal(1).scaleb(exponent)


def fits(value, bound, words, truth):
    if bound == "exact":
        return truth == value
    if bound == "about":
        return abs(truth - value) <= value / 10
    if bound == "below":
        return truth < value and ("近" not in words or truth >= value * 9 / 10)
    return value <= truth and ("以上" in words or truth < value + step(value))


def figures_of(unit, period):
    if period in ("last", str(unit["year"] - 1)):
        return unit.get("last")
    return None if period else unit["figures"]


def verdict(claim, row):
    unit = UNITS[row["unit"]]
    figures = figures_of(unit, claim["period"])
    if claim["scope"] or not figures:
        return "cannot_tell"
    words = row["text"][claim["start"] : claim["end"]]
    known = True
    for number, reading in enumerate(claim["readings"]):
        truth = amount(reading, figures, unit["edition"])
        if truth is None:
            known = False
            continue
        value = Decimal(claim["value"])
        if claim["unit"] in MONEY:
            # Compared in the unit that is written, so that a hedge means the digits written.
            truth = truth * MONEY[unit["units"][names(reading)[0]]] / MONEY[claim["unit"]]
        if fits(value, claim["bound"], words, truth):
            return "agrees_otherwise" if number else "agrees"
    return "differs" if known else "cannot_tell"


def near(exact, stated):
    value = Decimal(stated)
    return abs(exact - value) <= Decimal(5).scaleb(value.as_tuple().exponent - 1)


def outcome(check, row):
    unit = UNITS[row["unit"]]
    key, kind = unit["edition"], check["kind"]
    if kind == "parts":
        if "parts" not in check:
            return "cannot_tell"
        return "agrees" if sum(map(Decimal, check["parts"])) == Decimal(check["stated"]) else "differs"
    if kind in ("share", "rate"):
        pairs = [[amount(of[side], unit["figures"], key) for side in ("part", "whole")] for of in check["of"]]
        pairs = [(part, whole) for part, whole in pairs if part is not None and whole]
        if not pairs:
            return "cannot_tell"
        return "agrees" if any(near(part * 100 / whole, check["stated"]) for part, whole in pairs) else "differs"
    now, then = (amount(check["metric"], figures, key) for figures in (unit["figures"], unit.get("last", {})))
    if now is None or then is None:
        return "cannot_tell"
    if kind == "direction":
        return "agrees" if check["stated"] == ("up" if now > then else "down" if now < then else "flat") else "differs"
    change = abs(now - then)
    good = near(change * 100 / then, check["stated"]) if check["unit"] == "%" else change == Decimal(check["stated"])
    return "agrees" if good else "differs"


def chinese(text):
    if not set(text) & set(POWERS):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = part = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif POWERS[c] < 10**4:
            part, digit = part + (digit or 1) * POWERS[c], 0
        else:
            total, part, digit = (total + ((part + digit) or 1) * POWERS[c]), 0, 0
    return Decimal(total + part + digit)


def number_in(words, unit):
    """The value that stands in the span, read by a rule of its own; None where there is no number."""
    plain = re.sub(r"[\s,，余多]", "", unicodedata.normalize("NFKC", words))
    found = re.search(r"\d+(?:\.\d+)?", plain)
    if found:
        value, rest = Decimal(found[0]), plain[found.end() :]
        return value * (1 if unit in MONEY else POWERS.get(rest[:1], 1))
    found = NUMERAL.search(plain)
    return chinese(found[0]) if found else None


def ids(row):
    return row["id"]


def test_size_and_spread():
    assert len(ROWS) >= 450
    assert sum(not row["claims"] and not row["checks"] for row in ROWS) >= 120
    for field in ("id", "text"):
        assert [value for value, count in Counter(row[field] for row in ROWS).items() if count > 1] == []
    assert {row["unit"] for row in ROWS} == set(UNITS)
    assert {unit["edition"] for unit in UNITS.values()} == {"2008", "2014", "2019", "2021"}
    assert [family for family, count in Counter(row["family"] for row in ROWS).items() if count < 8] == []
    assert len({row["family"] for row in ROWS}) >= 40


def test_a_fair_part_of_the_claims_differs():
    verdicts = Counter(claim["verdict"] for row in ROWS for claim in row["claims"])
    assert set(verdicts) == VERDICTS
    assert 0.14 <= verdicts["differs"] / verdicts.total() <= 0.2


def test_long_sentences_are_long():
    long = [row for row in ROWS if row["family"] == "long"]
    assert all(len(row["text"]) >= 200 and len(row["claims"]) >= 10 for row in long)


def test_decoys_state_nothing():
    assert [
        row["id"] for row in ROWS if row["family"].startswith("decoy") and (row["claims"] or not row["traps"])
    ] == []


@pytest.mark.parametrize("name", UNITS)
def test_figures_are_of_the_edition_and_its_identities_hold(name):
    unit = UNITS[name]
    form = edition(unit["edition"])
    assert {*unit["figures"], *unit.get("last", {})} <= metrics(form.key)
    assert set(unit.get("units", {}).values()) <= set(MONEY)
    last = unit.get("last", {})
    provincial = any(metric.endswith(".cumulative") for metric in unit["figures"])
    held = 0
    for figures in ({**unit["figures"], **{f"last.{metric}": value for metric, value in last.items()}}, last):
        for identity in form.identities:
            # A report has either the national table of indicators or a provincial one.
            if (identity.table == "provincial") is not provincial or any(other in figures for other in identity.unless):
                continue
            left, right = (
                amount(str(side), figures, form.key) for side in (identity.relation.left, identity.relation.right)
            )
            if left is None or right is None:
                continue
            assert {"=": left == right, ">=": left >= right, "<=": left <= right}[identity.relation.sign], identity.key
            held += 1
    assert held >= 10


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_labels(row):
    text, key = row["text"], UNITS[row["unit"]]["edition"]
    assert row["section"] in SECTIONS
    for claim in row["claims"]:
        words = text[claim["start"] : claim["end"]]
        assert words and words == words.strip()
        assert claim["readings"] and len(set(claim["readings"])) == len(claim["readings"])
        assert {name for reading in claim["readings"] for name in names(reading)} <= metrics(key)
        assert claim["period"] in ("", "last", "part") or re.fullmatch(r"20\d\d", claim["period"])
        assert not claim["scope"] or claim["scope"] in text
        assert [bound for bound, hedge in HEDGES.items() if hedge.search(words)] == (
            [] if claim["bound"] == "exact" else [claim["bound"]]
        )
        stated = number_in(words, claim["unit"])
        if stated is None:
            assert ABSENCE.search(words) and claim["value"] == "0" and not claim["unit"]
        else:
            assert stated == abs(Decimal(claim["value"])), words
        assert claim["unit"] in re.sub(r"[余多]", "", words)
        assert claim["verdict"] == verdict(claim, row), words
    spans = sorted((mark["start"], mark["end"]) for mark in row["claims"])
    assert all(a == b or a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("row", [row for row in ROWS if row["checks"]], ids=ids)
def test_checks(row):
    for check in row["checks"]:
        words = row["text"][check["start"] : check["end"]]
        assert words and words == words.strip()
        assert check["kind"] in ("parts", "share", "growth", "direction", "rate")
        if check["kind"] == "direction":
            assert re.search(
                "增|升|多|涨|长" if check["stated"] == "up" else "降|减|少|落" if check["stated"] == "down" else "持平",
                words,
            )
        elif re.search(r"\d", words):
            assert number_in(words, "") == Decimal(check["stated"])
        else:
            assert chinese(NUMERAL.search(words.replace("百分之", ""))[0]) == Decimal(check["stated"].split(".")[0])
        for part in check.get("parts", ()):
            assert part in row["text"]
        used = [of[side] for of in check.get("of", ()) for side in ("part", "whole")] + [check.get("metric", "")]
        assert {name for item in used for name in names(item)} <= metrics(UNITS[row["unit"]]["edition"])
        assert check["verdict"] == outcome(check, row), words
