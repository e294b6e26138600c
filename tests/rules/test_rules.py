"""Every rule on its own breached and clean cases: a short report, changed as ``cases/<CODE>.toml`` says.

``earlier`` are reports of the same unit so many ``years`` before, ``children`` those of the units below it, ``others`` those
of other units, each changed in its own way; ``why_no_last`` says why the year before may not be compared with. The texts of
all are compared, of a report alone none.
"""

import tomllib
from dataclasses import replace

import pytest
from reading import BASES, CASES, document, parsed

from gknlp.auditing import shared
from gknlp.reconciling import reconcile
from gknlp.rules import RULES, rule_of, run
from gknlp.types.audit import Parsed
from gknlp.types.dossier import Kin
from gknlp.types.rule import Outcome

YEARS = {"base-2021": 2023, "base-2019": 2020, "base-2016": 2016}


def cases():
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["cases"]):
            yield pytest.param(path.stem, case, id=f"{path.stem}-{number}-{case['outcome']}")


def text_of(case, change):
    text = BASES[case.get("base", "base-2021")]
    for old, new in change.get("replace", []):
        assert text.count(old), f"not in the base report: {old}"
        text = text.replace(old, new)
    if "years" in change:
        year = int(case.get("year", YEARS[case.get("base", "base-2021")]))
        text = text.replace(f"{year}年", f"{year - change['years']}年")
    return text


def dossier_of(case):
    earlier = tuple(parsed(text_of(case, change)) for change in case.get("earlier", []))
    children = tuple(parsed(text_of(case, change)) for change in case.get("children", []))
    has_last = any(change["years"] == 1 for change in case.get("earlier", []))
    why = case.get("why_no_last", "" if has_last else "没有上年报告")
    dossier = reconcile(parsed(text_of(case, case)), Kin(earlier, why, children, tuple(case.get("absent", []))))
    return replace(dossier, elsewhere=elsewhere(case))


def elsewhere(case):
    texts = [
        text_of(case, case),
        *(text_of(case, change) for key in ("earlier", "others") for change in case.get(key, [])),
    ]
    return shared([Parsed(f"{number}.md", document(text), parsed(text)) for number, text in enumerate(texts)])[0]


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code, case):
    found = list(run(dossier_of(case), (rule_of(code),)))
    subject = case.get("subject")
    if subject:
        found = [entry for entry in found if entry.subject.key == subject]
        assert found, f"no run of {code} on {subject}"
    outcomes = {entry.outcome.value for entry in found}
    if case["outcome"] == "breached":
        broken = next(entry for entry in found if entry.outcome is Outcome.BREACHED)
        for word in case.get("says", []):
            assert word in broken.evidence.message + broken.evidence.explanation
    else:
        assert outcomes <= {case["outcome"]}, [entry.evidence for entry in found if entry.evidence]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_catalogue(rule):
    """Each rule has a page with both examples, a basis in law or form, and a breached and a clean case."""
    assert "违反示例：" in rule.page and "合格示例：" in rule.page and "为什么：" in rule.page
    assert "〔" in rule.basis or "条例" in rule.basis
    data = tomllib.loads((CASES / f"{rule.code}.toml").read_text(encoding="utf-8"))
    assert {"breached", "clean"} <= {case["outcome"] for case in data["cases"]}


@pytest.mark.parametrize("base", BASES)
def test_the_base_reports_are_clean(base):
    assert [
        entry.evidence.message for entry in run(dossier_of({"base": base})) if entry.outcome is Outcome.BREACHED
    ] == []
