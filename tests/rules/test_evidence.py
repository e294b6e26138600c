"""What each rule says of its own cases, word for word: ``evidence/<CODE>.txt``, written by ``pytest tests/rules --rewrite``.

A line a run: ``!`` breached (message, values, what stands at its places, explanation), ``?`` not assessable, ``=`` clean.
"""

import tomllib
from pathlib import Path

import pytest
from reading import CASES, document
from test_rules import dossier_of, run, text_of

from gknlp.rules import RULES
from gknlp.types.rule import Outcome

EVIDENCE = Path(__file__).parent / "evidence"
FEW = 6


def said(entry, source):
    """The lines on a run that is not clean."""
    subject = f"{entry.subject.key}（{entry.subject.name}）"
    if entry.outcome is Outcome.NOT_ASSESSABLE:
        return [f"? {subject} {entry.reason}"]
    evidence = entry.evidence
    values = "；".join(f"{name}：{value}" for name, value in evidence.values)
    places = "｜".join(" ".join(source.text(place).split())[:60] for place in evidence.places)
    lines = [
        f"! {subject}{'（存疑）' if entry.doubtful else ''} {evidence.message}",
        values,
        places,
        evidence.explanation,
    ]
    return [lines[0], *(f"  {line}" for line in lines[1:] if line)]


def told(rule, case):
    """The lines on all runs of ``rule`` in a case."""
    runs = list(run(dossier_of(case), (rule,)))
    clean = [entry.subject.key for entry in runs if entry.outcome is Outcome.CLEAN]
    if clean:
        yield f"= {len(clean)}：{' '.join(clean[:FEW])}{' …' if len(clean) > FEW else ''}"
    for entry in runs:
        if entry.outcome is not Outcome.CLEAN:
            yield from said(entry, document(text_of(case, case)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_it_says(rule, request):
    cases = tomllib.loads((CASES / f"{rule.code}.toml").read_text(encoding="utf-8"))["cases"]
    parts = ["\n".join((f"# {number} {case['outcome']}", *told(rule, case))) for number, case in enumerate(cases)]
    text = "\n\n".join(parts) + "\n"
    path = EVIDENCE / f"{rule.code}.txt"
    if request.config.getoption("--rewrite"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
