import pytest
from hypothesis import given
from hypothesis import strategies as st

from gknlp.errors import UnreadableDocument
from gknlp.readers import read_bytes
from gknlp.types.document import BlockKind

BODY = "<p>一、总体情况</p><p>2023年，<span>收到申请1</span><span>2件</span>，均已\n    办结。</p>" * 4


def page(body: str, head: str = "<meta charset='utf-8'>") -> bytes:
    links = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(30))
    top = f"<div><ul>{links}</ul></div>"
    return f"<!doctype html><html><head>{head}</head><body>{top}<div class='x'>{body}</div><div>主办：某办 备案号</div></body></html>".encode()


def texts(document):
    return [block.text for block in document.blocks if block.kind is not BlockKind.GRID]


def test_report_is_found_inside_navigation():
    found = texts(read_bytes(page(BODY), "甲.html"))
    assert found[:2] == ["一、总体情况", "2023年，收到申请12件，均已办结。"]
    assert not any("栏目" in text or "备案号" in text for text in found)


def test_wrong_charset_declaration():
    content = page(BODY, "<meta charset='gb2312'>")
    assert texts(read_bytes(content, "甲.html"))[0] == "一、总体情况"


def test_gb18030_page():
    content = page(BODY, "<meta charset='gb2312'>").decode().encode("gb18030")
    assert texts(read_bytes(content, "甲.html"))[0] == "一、总体情况"


def test_merged_cells():
    table = "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>&nbsp;</td></tr></table>"
    [grid] = [block.grid for block in read_bytes(page(BODY + table), "甲.html").blocks if block.grid]
    assert [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]
    assert grid.matrix()[1][0].text == "甲"


def test_layout_table_is_read_as_text():
    table = "<table><tr><td><table><tr><td>规章</td><td>0</td></tr></table></td></tr></table>"
    document = read_bytes(page(BODY + table), "甲.html")
    [grid] = [block.grid for block in document.blocks if block.grid]
    assert [cell.text for cell in grid.cells] == ["规章", "0"]


def test_scripts_and_hidden_text_are_left_out():
    extra = "<script>alert('公开')</script><p style='display:none'>隐藏</p>"
    assert not any("alert" in text or "隐藏" in text for text in texts(read_bytes(page(BODY + extra), "甲.html")))


def test_xhtml_that_declares_its_encoding():
    content = b"<?xml version='1.0' encoding='utf-8'?>" + page(BODY)
    assert texts(read_bytes(content, "甲.html"))[0] == "一、总体情况"


def test_metadata():
    head = "<meta charset='utf-8'><title>某局2023年政府信息公开工作年度报告</title><meta name='PubDate' content='2024-01-20'>"
    assert dict(read_bytes(page(BODY, head), "甲.html").metadata)["published"] == "2024-01-20"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("发布时间：2024-02-05 10:23 来源：云溪县财政局", "published"), ("【发布时间】2024-02-05 浏览次数：3", "published"), ("来源：云溪县财政局 2024-02-05 10:23 字体：大", "published"),
        ("成文日期：2024-02-05 来源：县财政局", "signed"), ("更新时间：2024-02-05 来源：县财政局", ""), ("今天是 2024-02-05 10:23 来源：本站", ""),
    ],
)  # fmt: skip
def test_the_line_above_the_text_tells_the_dates(line, name):
    told = dict(
        read_bytes(page(f"<h1>云溪县财政局2023年政府信息公开工作年度报告</h1><p>{line}</p>" + BODY), "甲.html").metadata
    )
    assert {key for key in ("published", "signed") if told.get(key, "").startswith("2024-02-05")} == (
        {name} if name else set()
    )


def test_huge_spans_are_cut():
    table = "<table><tr><td colspan=99999999 rowspan=99999999>甲</td><td>1</td></tr></table>"
    assert read_bytes(page(BODY + table), "甲.html").blocks


@given(st.integers(0, 600), st.integers(0, 255))
def test_broken_pages_are_read_or_refused(cut, byte):
    content = page(BODY)[:cut] + bytes([byte]) + b"<table><tr><td rowspan=x>"
    try:
        read_bytes(content, "甲.html")
    except UnreadableDocument as error:
        assert "甲.html" in str(error)


def test_struck_text_is_left_out_and_superscripts_stand_apart():
    row = "<tr><td>行政许可</td><td>{}</td></tr>"
    cells = (
        "22<sup>1</sup>",
        "<del>35</del>22",
        "<s>3</s>22",
        "<span style='text-decoration: line-through'>5</span>22",
    )
    body = "<h2>一、总体情况</h2><table>" + "".join(map(row.format, cells)) + "</table>"
    body += "<p>二、收到申请<strike>35</strike>49件，办结<b style='text-decoration:line-through'>9</b>50件。</p>"
    document = read_bytes(page(body), "a.html")
    grid = next(block.grid for block in document.blocks if block.grid)
    assert [cell.text for cell in grid.cells if cell.column] == ["22¹", "22", "22", "22"]
    assert document.blocks[-1].text == "二、收到申请49件，办结50件。"


def test_all_lines_of_a_title():
    body = "<h1>云溪县财政局<br>2023年<br>政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>公开信息，收到申请。</p>"
    assert [block.text for block in read_bytes(page(body), "a.html").blocks[:2]] == ["云溪县财政局", "2023年"]
