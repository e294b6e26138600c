import pytest

from gknlp.readers.page_tables import Sheaf, joined
from gknlp.readers.ruling import Box

HEADER = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def sheaf(page, rows, xs=(80, 200, 280, 360, 440), top=100):
    """A table of single cells on a page."""
    cells = [(Box(r, c, r + 1, c + 1), text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Sheaf(page, page, list(xs), [top + 20.0 * n for n in range(len(rows) + 1)], cells)


def texts(table):
    grid, _ = table.grid()
    return [[cell.text for cell in grid.row(number)] for number in range(grid.rows)]


def joined_texts(*tables):
    return [texts(table) for table in joined(tables)]


def test_a_table_that_goes_on_is_one_with_its_pages():
    [table] = joined(
        [sheaf(2, [HEADER, ["规章", "0", "0", "3"]]), sheaf(3, [["行政规范性文件", "2", "1", "15"]], top=70)]
    )
    assert (table.page, table.last_page) == (2, 3)
    assert texts(table) == [HEADER, ["规章", "0", "0", "3"], ["行政规范性文件", "2", "1", "15"]]


def test_over_three_pages():
    pages = [sheaf(2, [HEADER, ["规章", "0", "0", "3"]]), sheaf(3, [["行政许可", "5", "0", "5"]]), sheaf(4, [["行政处罚", "7", "0", "7"]])]  # fmt: skip
    [table] = joined(pages)
    assert table.last_page == 4 and [row[0] for row in texts(table)] == ["信息内容", "规章", "行政许可", "行政处罚"]


def test_a_repeated_header_is_left_out():
    pages = [
        sheaf(2, [HEADER, ["规章", "0", "0", "3"]]),
        sheaf(3, [HEADER, ["行政规范性文件", "2", "1", "15"]], top=70),
    ]
    assert joined_texts(*pages) == [[HEADER, ["规章", "0", "0", "3"], ["行政规范性文件", "2", "1", "15"]]]


def test_a_repeated_header_of_two_rows_with_merged_cells():
    def page(number, label, figure):
        header = [(Box(0, 0, 2, 1), "项目"), (Box(0, 1, 1, 3), "申请人情况"), (Box(1, 1, 2, 2), "自然人"), (Box(1, 2, 2, 3), "总计")]  # fmt: skip
        row = [(Box(2, 0, 3, 1), label), (Box(2, 1, 3, 2), figure), (Box(2, 2, 3, 3), figure)]
        return Sheaf(number, number, [80, 240, 340, 440], [100, 120, 140, 160], header + row)

    [table] = joined([page(2, "本年新收政府信息公开申请数量", "12"), page(3, "上年结转政府信息公开申请数量", "1")])
    assert texts(table)[2:] == [
        ["本年新收政府信息公开申请数量", "12", "12"],
        ["上年结转政府信息公开申请数量", "1", "1"],
    ]


def test_rows_that_say_the_same_with_figures_are_no_header():
    pages = [sheaf(2, [["规章", "0", "0", "0"], ["其他", "1", "1", "1"]]), sheaf(3, [["规章", "0", "0", "0"], ["其他", "1", "1", "1"]])]  # fmt: skip
    assert len(joined_texts(*pages)[0]) == 4


def test_another_header_stays():
    other = ["信息内容", "本年处理决定数量", "", ""]
    pages = [sheaf(2, [HEADER, ["规章", "0", "0", "3"]]), sheaf(3, [other, ["行政许可", "550", "", ""]])]
    assert joined_texts(*pages)[0][2] == other


def test_a_row_cut_by_the_end_of_the_page_is_one():
    above = [HEADER, ["（二）部分公开（区分处理的，", "2", "0", "2"]]
    below = [["只计这一情形）", "", "", ""], ["（三）不予公开", "1", "0", "1"]]
    assert joined_texts(sheaf(2, above), sheaf(3, below)) == [
        [HEADER, ["（二）部分公开（区分处理的，\n只计这一情形）", "2", "0", "2"], ["（三）不予公开", "1", "0", "1"]]
    ]


def test_figures_below_the_cut_belong_to_the_label_above_it():
    above = [HEADER, ["（二）部分公开（区分处理的，", "", "", ""]]
    assert joined_texts(sheaf(2, above), sheaf(3, [["只计这一情形）", "2", "0", "2"], ["其他处理", "1", "0", "1"]]))[0][
        1
    ] == ["（二）部分公开（区分处理的，\n只计这一情形）", "2", "0", "2"]


@pytest.mark.parametrize("label", ["（三）不予公开", "3.危及“三安全一稳定”", "二、上年结转政府信息公开申请数量"])
def test_a_row_that_begins_with_a_number_is_one_of_its_own(label):
    pages = [
        sheaf(2, [HEADER, ["（二）部分公开", "2", "0", "2"]]),
        sheaf(3, [[label, "", "", ""], ["其他", "1", "0", "1"]]),
    ]
    assert [row[0] for row in joined_texts(*pages)[0]][1:3] == ["（二）部分公开", label]


def test_figures_on_both_sides_are_never_put_together():
    pages = [sheaf(2, [HEADER, ["行政许可", "12", "0", "12"]]), sheaf(3, [["行政处罚", "34", "0", "34"], ["行政强制", "1", "0", "1"]])]  # fmt: skip
    assert joined_texts(*pages)[0][1:3] == [["行政许可", "12", "0", "12"], ["行政处罚", "34", "0", "34"]]


@pytest.mark.parametrize("other", [
    sheaf(3, [["行政许可", "5"]], xs=(80, 200, 300)),
    sheaf(4, [["行政许可", "5", "0", "5"]]),
    sheaf(2, [["行政许可", "5", "0", "5"]], top=400),
])  # fmt: skip
def test_narrower_later_or_lower_tables_stand_for_themselves(other):
    assert len(joined([sheaf(2, [HEADER, ["规章", "0", "0", "3"]]), other])) == 2


def test_a_caption_between_comes_behind_where_the_columns_are_the_same():
    wide = (80, 140, 200, 260, 320, 380, 440)
    rows = [["行政许可", "1", "2", "3", "4", "5"]]
    upper, lower = sheaf(2, rows * 2, xs=wide), sheaf(3, rows, xs=wide)
    assert [type(piece) for piece in joined([upper, "单位：件", lower])] == [Sheaf, str]
    assert len(joined([sheaf(2, [HEADER, HEADER]), "二、其他", sheaf(3, [HEADER])])) == 3


def test_columns_that_only_one_page_parts_are_kept():
    upper = Sheaf(2, 2, [80, 200, 440], [100, 120, 140], [(Box(0, 0, 1, 2), "第二十条第（一）项"), (Box(1, 0, 2, 1), "信息内容"), (Box(1, 1, 2, 2), "数量")])  # fmt: skip
    [table] = joined([upper, sheaf(3, [["规章", "0", "0", "3"]])])
    grid, _ = table.grid()
    assert [(cell.text, cell.column, cell.column_span) for cell in grid.cells] == [
        ("第二十条第（一）项", 0, 4), ("信息内容", 0, 1), ("数量", 1, 3), ("规章", 0, 1), ("0", 1, 1), ("0", 2, 1), ("3", 3, 1),
    ]  # fmt: skip


def test_torn_cells_are_told():
    table = Sheaf(2, 2, [80, 200, 440], [100, 120], [(Box(0, 0, 1, 1, is_torn=True), "规章"), (Box(0, 1, 1, 2), "3")])
    assert table.grid()[1] and not sheaf(2, [HEADER]).grid()[1]
