from gknlp.parsing.panels import panels
from gknlp.types.document import Cell, Grid


def grid(*rows):
    cells = tuple(Cell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    return Grid(cells, len(rows), len(rows[0]))


def texts(part):
    return [[cell.text for cell in part.row(number)] for number in range(part.rows)]


def test_a_header_that_comes_twice_cuts_the_grid():
    head = ["统计指标", "单位", "统计数"]
    left, right = panels(grid([*head, *head], ["收到申请数", "件", "3", "行政复议数量", "件", "1"]))
    assert texts(left) == [head, ["收到申请数", "件", "3"]] and texts(right) == [head, ["行政复议数量", "件", "1"]]
    assert [cell.column for cell in right.row(1)] == [3, 4, 5]


def test_other_grids_stay_whole():
    for rows in (
        [["统计指标", "单位", "统计数"], ["收到申请数", "件", "3"]],
        [["指标名称", "2016年度", "历年累计", "备注"], ["收到申请数", "0", "0", ""]],
        [["1", "0", "1", "0"], ["", "", "", ""]],
    ):
        assert panels(grid(*rows)) == (grid(*rows),)
