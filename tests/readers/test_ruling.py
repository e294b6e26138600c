import pytest

from gknlp.readers.ruling import Box, Line, bar, frames, merged, strokes


def level(at, start=80, end=440):
    return Line(True, at, start, end)


def upright(at, start=100, end=160):
    return Line(False, at, start, end)


def lattice(xs=(80, 200, 280, 440), ys=(100, 120, 140, 160)):
    return [level(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]


def boxes(lines, is_scan=False):
    return [[(b.row, b.column, b.row_end, b.column_end) for b in frame.boxes] for frame in frames(lines, is_scan)]


def test_every_place_between_lines_is_a_cell():
    [frame] = frames(lattice())
    assert (frame.xs, frame.ys) == ([80, 200, 280, 440], [100, 120, 140, 160])
    assert len(frame.boxes) == 9 and not any(box.is_torn for box in frame.boxes)


def test_a_point_belongs_to_the_cell_around_it():
    [frame] = frames(lattice())
    assert frame.boxes[frame.at(210, 130)] == Box(1, 1, 2, 2)
    assert frame.at(79, 130) is None and frame.at(210, 161) is None


def test_a_label_over_many_rows_is_one_cell():
    lines = [level(y, 80 if n in (0, 22) else 120, 440) for n, y in enumerate(range(100, 541, 20))]
    lines += [upright(x, 100, 540) for x in (80, 120, 440)]
    assert boxes(lines) == [[(0, 0, 22, 1), *((n, 1, n + 1, 2) for n in range(22))]]


def test_a_header_over_many_columns_is_one_cell():
    lines = [level(y) for y in (100, 120, 140)] + [upright(x, 100, 140) for x in (80, 440)]
    lines += [upright(x, 120, 140) for x in (200, 300)]
    assert boxes(lines) == [[(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 2, 2), (1, 2, 2, 3)]]


@pytest.mark.parametrize("apart", [0.5, 1.2, 2.4])
def test_double_borders_are_one(apart):
    doubled = [Line(line.is_level, line.at + apart, line.start, line.end) for line in lattice()]
    assert len(boxes([*lattice(), *doubled])[0]) == 9


def test_borders_drawn_cell_by_cell_are_one_table():
    xs, ys = (80, 200, 280, 440), (100, 120, 140, 160)
    pieces = [level(y, a, b) for y in ys for a, b in zip(xs, xs[1:], strict=False)]
    pieces += [upright(x, a, b) for x in xs for a, b in zip(ys, ys[1:], strict=False)]
    assert len(boxes(pieces)[0]) == 9


def test_dashes_are_one_line():
    assert merged([level(100, x, x + 2) for x in range(80, 440, 4)]) == [level(100, 80, 438)]


def test_distant_pieces_are_not_joined():
    assert len(merged([level(100, 80, 200), level(100, 230, 440)])) == 2


def test_marks_shorter_than_a_cell_are_no_lines():
    assert merged([level(100, 80, 85)]) == []


def test_outer_sides_that_are_not_drawn_are_added():
    lines = [level(y) for y in (100, 120, 140, 160)] + [upright(200), upright(280)]
    [frame] = frames(lines)
    assert (frame.xs, len(frame.boxes)) == ([80, 200, 280, 440], 9)


def test_an_open_end_at_the_foot_of_a_page_is_closed():
    lines = [level(100), level(120), *(upright(x, 100, 150) for x in (80, 200, 440))]
    assert frames(lines)[0].ys == [100, 120, 150]


def test_two_tables_on_a_page_come_from_top_to_bottom():
    below = [Line(x.is_level, x.at + (200 if x.is_level else 0), x.start + (0 if x.is_level else 200), x.end + (0 if x.is_level else 200)) for x in lattice()]  # fmt: skip
    assert [frame.ys[0] for frame in frames([*below, *lattice()])] == [100, 300]


def test_a_missing_piece_of_a_line_tears_the_cells_around_it():
    lines = [level(100), level(140), upright(80, 100, 140), upright(440, 100, 140), upright(200, 120, 140), level(120, 80, 200)]  # fmt: skip
    [frame] = frames(lines)
    assert any(box.is_torn for box in frame.boxes)
    covered = [(r, c) for box in frame.boxes for r in range(box.row, box.row_end) for c in range(box.column, box.column_end)]  # fmt: skip
    assert sorted(covered) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_frame_around_text_and_underlines_are_no_tables():
    box = [level(100), level(160), upright(80), upright(440)]
    assert frames(box) == [] and frames([level(100), level(130)]) == [] and frames([]) == []


def test_small_drawings_are_no_tables():
    assert frames(lattice((80, 90, 100, 110), (100, 104, 108, 112))) == []


def test_pages_of_drawings_are_left_out():
    assert frames([level(n / 10, n % 7, n % 7 + 30) for n in range(20_000)]) == []


def test_strokes_of_large_type_in_a_scan_part_no_cells():
    stroke = [upright(150, 104, 116), level(110, 146, 156)]
    assert boxes([*lattice(), *stroke], is_scan=True) == boxes(lattice(), is_scan=True)


@pytest.mark.parametrize("points, expected", [
    ([(80, 100), (440, 100)], [level(100)]),
    ([(80, 100), (80, 160)], [upright(80)]),
    ([(80, 100), (440, 160)], []),
    ([(80, 100), (440, 100), (440, 160)], [level(100), upright(440)]),
])  # fmt: skip
def test_strokes_are_level_or_upright(points, expected):
    assert list(strokes(points)) == expected


@pytest.mark.parametrize("points, expected", [
    ([(80, 99.5), (440, 99.5), (440, 100.5), (80, 100.5)], [level(100)]),
    ([(79.5, 100), (80.5, 100), (80.5, 160), (79.5, 160)], [upright(80)]),
    ([(80, 100), (440, 100), (440, 160), (80, 160)], []),
])  # fmt: skip
def test_thin_fills_are_lines_and_backgrounds_are_none(points, expected):
    assert list(bar(points)) == expected


def test_a_low_row_that_the_end_of_a_page_has_left_alone_is_a_table():
    assert len(boxes(lattice((80, 190, 300, 410, 520), (700, 709)))[0]) == 4
