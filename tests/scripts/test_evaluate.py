import csv
import io

import evaluate
import pytest
from evaluation import export, floors, measures
from evaluation.measures import Failure, Measure
from evaluation.scores import Tally, wilson

UNIT = "甲"
SENTENCES = [
    {"id": "A1", "unit": UNIT, "family": "new", "text": "收到申请3件。", "claims": [{}, {}], "checks": []},
    {"id": "A2", "unit": UNIT, "family": "new", "text": "受理4件。", "claims": [{}], "checks": []},
    {"id": "A3", "unit": UNIT, "family": "decoy_plans", "text": "拟举办5期。", "claims": [], "checks": []},
]


def judge(_, sentence):
    if sentence["id"] == "A2":
        raise ValueError("empty")
    if sentence["id"] == "A3":
        return {"decoy_plans": Tally(false=1)}, ["false 5期 press.conferences (differs)"]
    wrong = ["verdict differs for agrees: 3 applications.new.total", "missed 1件 applications.new.total"]
    return {"new": Tally(right=1, missed=1), measures.VERDICTS: Tally(false=1, missed=1)}, wrong


def measure(name="claims", digest="d1", **scores):
    return Measure(name, digest, {key.replace("_", "/"): value for key, value in scores.items()}, [])


def pinned(digest="d1", **values):
    return {
        "sets": {"claims": {"digest": digest, "floors": {k.replace("_", "/"): v for k, v in values.items()}}},
        "lowered": [],
    }


def test_tallies_give_scores():
    tally = Tally(right=6, false=2, missed=4)
    assert (tally.precision, tally.recall, round(tally.f1, 4)) == (0.75, 0.6, 0.6667)
    assert Tally().f1 == 1.0
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(95, 100)
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)


def test_a_crash_counts_as_a_miss_and_is_listed():
    tallies, failures = measures.tallied(judge, SENTENCES, {UNIT: None}, measures.claim_names)
    assert tallies["new"] == Tally(right=1, missed=2)
    assert [failure for failure in failures if "crash" in failure.found] == [
        Failure("A2", "new", "受理4件。", "", "crash: ValueError: empty")
    ]


def test_a_crash_on_a_decoy_counts_too():
    def crashing(*_):
        raise ValueError

    tallies, _ = measures.tallied(crashing, SENTENCES[2:], {UNIT: None}, measures.claim_names)
    assert measures.scores_of("claims", tallies)["claims/decoy_plans"] == 0
    tallies, _ = measures.tallied(crashing, SENTENCES[2:], {UNIT: None}, measures.check_names)
    assert tallies == {"nothing to check": Tally(missed=1)}


def test_scores_by_family():
    tallies, failures = measures.tallied(judge, SENTENCES, {UNIT: None}, measures.claim_names)
    scores = measures.scores_of("claims", tallies)
    assert scores["claims/recall"] == 1 / 3 and scores["claims/precision"] == 0.5
    assert scores["claims/new"] == 0.5 and scores["claims/decoy_plans"] == 0.5 and scores["claims/verdicts"] == 0
    assert failures[0] == Failure(
        "A1", "new", "收到申请3件。", "3 applications.new.total agrees", "3 applications.new.total differs"
    )
    assert failures[1].expected == "1件 applications.new.total" and failures[1].found == ""


def test_failures_of_checks():
    failure = measures.failure_of(SENTENCES[0], "agrees for differs: growth 增长3%")
    assert (failure.expected, failure.found) == ("growth 增长3% differs", "growth 增长3% agrees")


def test_a_score_at_its_floor_passes():
    assert floors.shortfalls(measure(a_recall=0.93339), pinned(a_recall=0.9333)) == []


def test_a_score_below_its_floor_fails():
    (line,) = floors.shortfalls(measure(a_recall=0.92), pinned(a_recall=0.93))
    assert "a/recall is 0.92, below its floor 0.93" in line


def test_a_changed_set_fails():
    (line,) = floors.shortfalls(measure(digest="d2", a_recall=0.95), pinned(a_recall=0.93))
    assert "the set has changed" in line and "d2" in line


def test_a_score_that_is_gone_or_has_no_floor_fails():
    lines = floors.shortfalls(measure(b_f1=1.0), pinned(a_recall=0.93))
    assert len(lines) == 2
    assert "no floors yet" in floors.shortfalls(measure(name="other"), pinned())[0]


def test_raising_needs_no_reason():
    new = floors.updated(pinned(a_recall=0.9), [measure(digest="d2", a_recall=0.95, b_f1=0.5)], "")
    assert new["sets"]["claims"] == {"digest": "d2", "floors": {"a/recall": 0.95, "b/f1": 0.5}}
    assert new["lowered"] == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_lowering_without_a_reason_is_refused(reason):
    with pytest.raises(floors.Refused, match=r"a/recall 0\.9 -> 0\.8"):
        floors.updated(pinned(a_recall=0.9), [measure(a_recall=0.8)], reason)


def test_dropping_a_floor_without_a_reason_is_refused():
    with pytest.raises(floors.Refused, match="a/recall"):
        floors.updated(pinned(a_recall=0.9), [measure(b_f1=1.0)], "")


def test_lowering_with_a_reason_writes_it_down(tmp_path):
    old = pinned(a_recall=0.9)
    new = floors.updated(old, [measure(a_recall=0.8)], "a label was wrong")
    change = {"set": "claims", "floor": "a/recall", "from": 0.9, "to": 0.8}
    assert new["lowered"] == [{"reason": "a label was wrong", "floors": [change]}]
    assert old["sets"]["claims"]["floors"] == {"a/recall": 0.9}
    floors.save(new, tmp_path / "floors.json")
    assert floors.load(tmp_path / "floors.json") == new


def test_sets_that_were_not_measured_keep_their_floors():
    new = floors.updated(pinned(a_recall=0.9), [measure(name="seeded", recall=1.0)], "")
    assert set(new["sets"]) == {"claims", "seeded"}


def test_the_export_opens_in_excel_and_holds_no_formula():
    failures = [Failure("=1+1", "-x", "+收到", "@a", "正常"), Failure("C1", "new", "一\n二", "", '他说"是"')]
    content = export.table([Measure("claims", "", {}, [], failures)])
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert header == list(export.COLUMNS)
    assert rows[1] == ["claims", "C1", "new", "一\n二", "", '他说"是"']
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def run(monkeypatch, tmp_path, *arguments, scores=None):
    file = tmp_path / "floors.json"
    found = [Measure("claims", "d1", scores or {"recall": 0.9}, ["| table |"], [], "claims: recall 0.9")]
    monkeypatch.setattr(evaluate, "measured", lambda is_full: found)
    monkeypatch.setattr(evaluate, "floors_file", lambda: file)
    monkeypatch.setattr("sys.argv", ["evaluate.py", *arguments])
    with pytest.raises(SystemExit) as stop:
        evaluate.main()
    return stop.value.code, file


def test_the_gate_prints_the_summary_and_keeps_the_floors(monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, tmp_path, "--update-floors")[0] == 0
    capsys.readouterr()
    assert run(monkeypatch, tmp_path, "--gate")[0] == 0
    assert capsys.readouterr().out == "claims: recall 0.9\nall scores are at or above their floors\n"
    assert run(monkeypatch, tmp_path, "--gate", scores={"recall": 0.8})[0] == 1
    code, file = run(monkeypatch, tmp_path, "--update-floors", scores={"recall": 0.8})
    assert "takes --reason" in code and '"recall": 0.9' in file.read_text(encoding="utf-8")
    assert run(monkeypatch, tmp_path, "--update-floors", "--reason", "why", scores={"recall": 0.8})[0] == 0
