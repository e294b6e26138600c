"""Corpora in files: what they say comes back, and what is wrong with them is said in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lessons import corpus, written

from gknlp.errors import FaultyData
from gknlp.learning.corpus import corpus_of, dumped, load
from gknlp.learning.tasks import TASKS, task_of
from gknlp.types.learning import Example

ROLE = task_of("role")


def test_what_is_written_comes_back(tmp_path):
    made = corpus()
    path = tmp_path / "甲.jsonl"
    path.write_text(dumped(made), encoding="utf-8")
    read = load(path, made.task)
    assert read.digest == made.digest and read.examples == made.examples


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=30).filter(
                str.strip
            ),
            st.sampled_from(ROLE.keys),
        ),
        min_size=1,
    )
)
def test_any_text_comes_back(tmp_path_factory, rows):
    made = corpus_of(ROLE, [Example(text, (label,)) for text, label in rows])
    path = tmp_path_factory.mktemp("any") / "甲.jsonl"
    path.write_text(dumped(made), encoding="utf-8", newline="")
    read = load(path, ROLE)
    assert [(one.text, one.labels) for one in read.examples] == [(text, (label,)) for text, label in rows]


def test_another_label_is_another_version():
    one, other = (corpus_of(ROLE, [Example("栏目更新不及时", (label,))]) for label in ("problem", "remedy"))
    assert one.digest != other.digest


def test_csv_and_chinese_names(tmp_path):
    path = tmp_path / "甲.csv"
    path.write_text("text,labels,agency,year\n栏目更新不及时,问题,云溪县财政局,2023\n", encoding="utf-8-sig")
    (example,) = load(path, ROLE).examples
    assert (example.labels, example.agency, example.year) == (("problem",), "云溪县财政局", 2023)


FAULTS = [
    ([], "语料是空的"),
    ([{"labels": ["problem"]}], "第1行没有 text"),
    ([{"text": "栏目更新不及时", "labels": ["probelm"]}], "第1行的标签“probelm”不认识，是否指 problem"),
    ([{"text": "栏目更新不及时"}], "第1行没有标签"),
    ([{"text": "栏目更新不及时", "labels": ["problem", "remedy"]}], "第1行有2个标签"),
    ([{"text": "栏目更新不及时", "labels": ["problem"]}, {"text": "一" * 6000, "labels": ["plan"]}], "第2行的 text 有6000字"),
    ([{"text": "栏目更新不及时", "labels": {"problem": 1}}], "第1行的标签应当是文字"),
    ([{"text": "栏目更新不及时", "labels": ["problem"], "year": "去年"}], "第1行的 year 应当是年份"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "says"), FAULTS, ids=[says for _, says in FAULTS])
def test_faults_are_told_with_their_line(tmp_path, rows, says):
    with pytest.raises(FaultyData) as raised:
        load(written(tmp_path / "甲.jsonl", rows), ROLE)
    assert says in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x00\x01\x02" * 50, "不是文本"),
        (b"[1, 2]\n", "应当是一个 JSON 对象"),
        ("一句话\n".encode(), "第1行不是 JSON"),
    ],
)
def test_files_that_are_no_corpus(tmp_path, content, says):
    path = tmp_path / "甲.jsonl"
    path.write_bytes(content)
    with pytest.raises(FaultyData, match=says):
        load(path, ROLE)


def test_gbk_is_read(tmp_path):
    path = tmp_path / "甲.csv"
    path.write_bytes("text,labels\n少数栏目的更新不够及时，群众查找信息不便,problem\n".encode("gbk"))
    assert load(path, ROLE).examples[0].text.startswith("少数栏目")


def test_an_unknown_task_names_the_nearest():
    with pytest.raises(FaultyData, match="是否指 role"):
        task_of("rolle")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_the_sets_have_three_hundred_sentences_a_label(task):
    from gknlp.cli.learn import _ROOT

    made = load(_ROOT / "corpora" / f"{task.key}.jsonl", task)
    counts = {key: sum(key in example.labels for example in made.examples) for key in task.keys}
    assert min(counts.values()) >= (300 if task.unit == "sentence" else 90), counts
    assert all(example.agency and example.year for example in made.examples)
