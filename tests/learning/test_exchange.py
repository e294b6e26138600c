"""Labelled texts to and from annotation tools."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gknlp.errors import FaultyData
from gknlp.learning.corpus import load
from gknlp.learning.exchange import ENDINGS, WRITERS, examples_of, read, units_of
from gknlp.learning.tasks import TASKS, task_of
from gknlp.types.learning import Annotated, Opinion, Span

ROLE, KIND = task_of("role"), task_of("kind")
TEXT = "公开不够及时。今后按月检查。"
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
TEXTS = st.one_of(
    st.sampled_from(
        [TEXT, "=1+1，公式", "'=引号", "''-1", "\t制表", "@甲\r\n乙", "\ufeff零宽\u200b字", "𠮷野家😀公开"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30),
).filter(lambda text: text.strip())


@st.composite
def opinions(draw, text, task, has_spans):
    if not has_spans:
        most = len(task.keys) if task.is_multiple else 1
        found = draw(st.sets(st.sampled_from(task.keys), max_size=most))
        return Opinion(tuple(key for key in task.keys if key in found))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pieces = [(start, end) for start, end in zip(cuts, cuts[1:], strict=False) if text[start:end].strip()]
    return Opinion((), tuple(Span(start, end, draw(st.sampled_from(task.keys))) for start, end in pieces))


@st.composite
def annotated(draw):
    task, has_spans, entries = draw(st.sampled_from(TASKS)), draw(st.booleans()), []
    for _ in range(draw(st.integers(1, 4))):
        text = draw(TEXTS)
        found = [draw(opinions(text, task, has_spans)) for _ in range(draw(st.integers(1, 2)))]
        year = draw(st.none() | st.integers(1990, 2100))
        entries.append(Annotated(text, tuple(found), draw(WORDS), year, draw(WORDS)))
    return task, entries


def written(tmp_path_factory, name, content):
    path = tmp_path_factory.mktemp("exchange") / f"标注{name}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("format", WRITERS)
@given(data=st.data())
def test_what_is_written_is_read_again(tmp_path_factory, format, data):
    task, entries = data.draw(annotated())
    path = written(tmp_path_factory, ENDINGS[format], WRITERS[format](entries, task))
    found = read(path, task)
    for one, other in zip(entries, found, strict=True):
        assert (one.text, one.opinions) == (other.text, other.opinions)
        assert (one.agency, one.year, one.source) == (other.agency, other.year, other.source)


def test_no_cell_begins_as_a_formula(tmp_path_factory):
    entries = [Annotated("=cmd|' /C calc'!A0", (Opinion(("problem",)),), "@甲局", 2023, "-源")]
    content = WRITERS["csv"](entries, ROLE)
    assert content.startswith("\ufeff") and ",'@甲局," in content and "\n'=cmd" in content and ",'-源," in content
    path = written(tmp_path_factory, ".csv", content)
    assert read(path, ROLE)[0].text == load(path, ROLE).examples[0].text == entries[0].text


def test_doccano_labels_pieces_and_entities(tmp_path_factory):
    lines = [
        {"id": 1, "text": TEXT, "label": [[0, 7, "问题"], [7, 14, "改进措施"]], "Comments": []},
        {"id": 2, "text": TEXT, "entities": [{"id": 9, "label": "problem", "start_offset": 0, "end_offset": 6}]},
        {"id": 3, "text": "全年公开12条。", "label": ["数据"], "meta": {"agency": "云溪县财政局", "year": 2023}},
        {"id": 4, "text": "未标的一句。", "label": []},
    ]
    path = written(tmp_path_factory, ".jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    found = list(examples_of(read(path, ROLE), ROLE, path))
    assert [(example.text, example.labels) for example in found] == [
        ("公开不够及时。", ("problem",)),
        ("今后按月检查。", ("remedy",)),
        ("公开不够及时", ("problem",)),
        ("全年公开12条。", ("figures",)),
    ]
    assert (found[3].agency, found[3].year) == ("云溪县财政局", 2023)


def studio(*annotations, text=TEXT):
    return json.dumps([{"id": 1, "data": {"text": text}, "annotations": list(annotations)}], ensure_ascii=False)


def by(person, kind, **value):
    return {"completed_by": person, "result": [{"from_name": "l", "to_name": "t", "type": kind, "value": value}]}


def test_several_annotations_are_several_annotators(tmp_path_factory):
    cancelled = by(3, "choices", choices=["套话"]) | {"was_cancelled": True}
    content = studio(by(2, "choices", choices=["改进措施"]), by(1, "choices", choices=["problem"]), cancelled)
    path = written(tmp_path_factory, ".json", content)
    entries = read(path, ROLE)
    assert units_of(entries, ROLE) == [[("problem",), ("remedy",)]]
    (example,) = examples_of(entries, ROLE, path)
    assert (example.labels, example.second) == (("problem",), ("remedy",))


def test_a_piece_that_one_annotator_marked_has_no_second_labels(tmp_path_factory):
    content = studio(
        by(1, "labels", start=0, end=7, text="公开不够及时。", labels=["问题"]),
        by(2, "labels", start=7, end=14, text="今后按月检查。", labels=["改进措施"]),
    )
    path = written(tmp_path_factory, ".json", content)
    assert [(one.labels, one.second) for one in examples_of(read(path, ROLE), ROLE, path)] == [
        (("problem",), None),
        (("remedy",), None),
    ]


def test_offsets_in_utf16_units_are_told_by_the_words_of_the_piece(tmp_path_factory):
    text = "😀公开不够及时。"
    path = written(
        tmp_path_factory, ".json", studio(by(1, "labels", start=2, end=6, text="公开不够", labels=["问题"]), text=text)
    )
    assert read(path, ROLE)[0].opinions[0].spans == (Span(1, 5, "problem"),)


PIECE = '{"text": "公开不够及时。", "label": %s}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "是空的"),
        (" \n\n", "是空的"),
        ("[]", "是空的"),
        (PIECE % '[[0, 99, "问题"]]', "第1行的片段[0, 99]不在 text 之内（共7字）"),
        (PIECE % '[[3, 3, "问题"]]', "不在 text 之内"),
        (PIECE % '[[-1, 3, "问题"]]', "写法不对"),
        (PIECE % '[[true, 3, "问题"]]', "写法不对"),
        (PIECE % "[[0, 3]]", "写法不对"),
        (PIECE % '[[0, 3, "问题"], [2, 5, "套话"]]', "重叠"),
        (PIECE % '[[0, 3, "问题"], [0, 3, "套话"]]', "重叠"),
        (PIECE % '["问提"]', "“问提”不认识，是否指 问题？"),
        (PIECE % '[[0, 3, "没有的"]]', "“没有的”不认识"),
        (PIECE % '["没\\n有"]', "“没 有”不认识"),
        (PIECE % '["问题", "套话"]', "有几个标签"),
        (PIECE % '{"a": 1}', "标签应当是文字"),
        ('{"text": 3, "label": []}', "没有 text"),
        ('{"text": "\\ud800公开", "label": []}', "残缺的字符"),
        ('{"text": "公开", "label": "问题", "agency": ["甲"]}', "agency 应当是文字"),
        ('{"text": "公开", "label": "问题", "year": "²"}', "year 应当是年份"),
        ('{"text": "公开", "spans": 3}', "片段应当是列表"),
        ('{"text": "   公开", "spans": [[0, 2, "问题"]]}', "只有空白"),
        ("{不是", "不是 JSON"),
        ('[{"text": "公开"},\n{]', "第2行起不是正确的 JSON"),
        ("[3]", "第1条应当是一个 JSON 对象"),
        ("[" * 100_000, "不是正确的 JSON"),
        ('{"a":' * 100_000, "不是 JSON"),
        ('[{"data": 3}]', "data 应当是 JSON 对象"),
        ('[{"data": {"text": "公开"}, "annotations": 3}]', "annotations 应当是对象的列表"),
        (studio({"result": [3]}), "result 应当是对象的列表"),
        (studio(by(1, "choices")), "choices 没有标签"),
        (studio(by(1, "labels", start=0, end=4, text="别的文字", labels=["问题"])), "原文却是“公开不够”"),
        ("公开".encode("utf-16-le"), "编码不对"),
        (b"\xff\xff\xfe{}", "编码不对"),
        (b'{"text": "\0"}', "编码不对"),
    ],
)
def test_one_line_says_what_is_wrong(tmp_path_factory, content, words):
    path = written(tmp_path_factory, ".jsonl", content)
    with pytest.raises(FaultyData) as caught:
        list(examples_of(read(path, ROLE), ROLE, path))
    line = str(caught.value)
    assert words in line and "\n" not in line and line.startswith(str(path))


def test_a_csv_file_without_columns_is_refused(tmp_path_factory):
    with pytest.raises(FaultyData, match="第一行应当是列名"):
        read(written(tmp_path_factory, ".csv", "甲,乙\n1,2\n"), ROLE)
    with pytest.raises(FaultyData, match="是空的"):
        read(written(tmp_path_factory, ".csv", ""), ROLE)
    with pytest.raises(FaultyData, match="片段"):
        read(written(tmp_path_factory, ".csv", "text,spans\n公开,0-x:problem\n"), ROLE)


def test_a_table_saved_by_excel_in_gb18030_is_read(tmp_path_factory):
    path = written(tmp_path_factory, ".csv", "text,labels,second\r\n公开不够及时。,问题,改进措施\r\n".encode("gb18030"))
    assert read(path, ROLE)[0].opinions == (Opinion(("problem",)), Opinion(("remedy",)))


def test_one_piece_may_have_several_labels_where_the_task_allows(tmp_path_factory):
    path = written(tmp_path_factory, ".jsonl", PIECE % '[[0, 6, "及时性"], [0, 6, "人员"]]')
    (example,) = examples_of(read(path, KIND), KIND, path)
    assert example.labels == ("staff", "timeliness")


def test_what_a_format_cannot_hold_is_said():
    three = Annotated(TEXT, (Opinion(("problem",)), Opinion(("remedy",)), Opinion(("phrase",))), line=4)
    for format in ("doccano", "csv", "jsonl"):
        with pytest.raises(FaultyData, match="第4条有3位标注者"):
            WRITERS[format]([three], ROLE)
    mixed = [Annotated(TEXT, (Opinion(("problem",)),)), Annotated(TEXT, (Opinion((), (Span(0, 3, "remedy"),)),))]
    with pytest.raises(FaultyData, match="doccano"):
        WRITERS["doccano"](mixed, ROLE)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | WORDS,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "text",
                        "label",
                        "labels",
                        "spans",
                        "entities",
                        "second",
                        "data",
                        "annotations",
                        "result",
                        "type",
                        "value",
                        "choices",
                        "start",
                        "end",
                        "agency",
                        "year",
                        "meta",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_whatever_stands_in_a_file_gives_texts_or_one_line(tmp_path_factory, value):
    path = written(tmp_path_factory, ".jsonl", json.dumps(value, ensure_ascii=False))
    try:
        list(examples_of(read(path, KIND), KIND, path))
    except FaultyData as error:
        assert len(str(error).splitlines()) == 1
