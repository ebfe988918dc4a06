"""An UpSet plot, placed."""

from __future__ import annotations

from wayhome.ui.upset import BESIDE_A_BAR, STEP, WIDTH, upset


def test_each_combination_is_a_row_with_a_dot_for_each_of_its_sets_and_a_gap_for_each_other() -> None:
    plot = upset(["A", "B", "C"], [([0, 2], 4, "four"), ([1], 1, "one")])
    a, b, c = (column.x for column in plot.columns)
    both, one = plot.rows
    assert (both.dots, both.gaps, both.first, both.last) == ([a, c], [b], a, c)
    assert (one.dots, one.gaps, one.says) == ([b], [a, c], "one")
    assert one.y - both.y == STEP


def test_a_bar_is_as_long_as_its_number_and_leaves_room_for_its_words() -> None:
    plot = upset(["A"], [([0], 200, "most"), ([0], 100, "half"), ([0], 1, "hardly any")])
    most, half, hardly = (row.bar for row in plot.rows)
    assert plot.bars + most == WIDTH - BESIDE_A_BAR
    assert abs(2 * half - most) <= 1
    assert hardly >= 1


def test_labels_stand_above_the_rows_and_no_line_from_a_label_crosses_another() -> None:
    plot = upset(list("ABCDEFGH"), [(range(8), 1, "all")])
    assert [column.x for column in plot.columns] == sorted(column.x for column in plot.columns)
    assert [column.y for column in plot.columns] == sorted(column.y for column in plot.columns)
    assert max(column.y for column in plot.columns) < plot.top < plot.rows[0].y < plot.height


def test_of_nothing_there_is_nothing_to_draw() -> None:
    assert upset([], []).rows == []
