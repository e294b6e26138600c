"""Families of wordings of which a rule has to be silent or to speak: ``wordings/<CODE>.toml``.

Each sentence stands alone in a sound report on 2023 of ``agency``: in its overview, as the whole of 问题及改进 (``place``
"problems"), before the first title ("intro") or as its whole overview ("whole"). `|` ends a paragraph.
"""

import tomllib
from pathlib import Path

import pytest
from reading import BASES, parsed

from gknlp.reconciling import reconcile
from gknlp.rules import rule_of, run
from gknlp.types.dossier import Kin
from gknlp.types.rule import Outcome

WORDINGS = Path(__file__).parent / "wordings"


def families():
    for path in sorted(WORDINGS.glob("*.toml")):
        for family in tomllib.loads(path.read_text(encoding="utf-8"))["families"]:
            for kind in ("silent", "speaks"):
                for sentence in family.get(kind, []):
                    yield pytest.param(path.stem, family, sentence, kind, id=f"{path.stem}-{kind}-{sentence[:20]}")


def report_of(family, sentence):
    text = BASES["base-2021"].replace("云溪县财政局", family.get("agency", "云溪县财政局"))
    sentence = sentence.replace("|", "\n\n")
    first, second, rest = "## 一、总体情况\n\n", "## 二、", "## 五、存在的主要问题及改进情况\n\n"
    match family.get("place", "overview"):
        case "overview":
            text = text.replace("（三）监督保障。", f"（三）监督保障。{sentence}", 1)
        case "problems":
            head, _, tail = text.partition(rest)
            text = head + rest + sentence + "\n\n## 六、" + tail.partition("## 六、")[2]
        case "intro":
            text = text.replace(first, f"{sentence}\n\n{first}", 1)
        case "whole":
            head, _, tail = text.partition(first)
            text = head + first + sentence + "\n\n" + second + tail.partition(second)[2]
    return parsed(text)


@pytest.mark.parametrize(("code", "family", "sentence", "kind"), families())
def test_wording(code, family, sentence, kind):
    runs = list(run(reconcile(report_of(family, sentence), Kin((), "没有上年报告")), (rule_of(code),)))
    runs = [entry for entry in runs if family.get("subject", entry.subject.key) == entry.subject.key]
    found = [entry.evidence.message for entry in runs if entry.outcome is Outcome.BREACHED]
    assert bool(found) == (kind == "speaks"), found
    if found and "says" in family:
        assert family["says"] in found[0]
