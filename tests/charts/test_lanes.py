"""Labels and marks of one row never touch."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.lanes import GAP_PX, Extent, pack, place_label

lefts = st.floats(0, 700, allow_nan=False)
widths = st.floats(0, 300, allow_nan=False)
extents = st.lists(st.builds(lambda left, width: Extent(left, left + width), lefts, widths), max_size=60)


@given(extents)
def test_items_of_one_row_are_a_gap_apart(items):
    rows = pack(items)
    for row in set(rows):
        members = sorted(item for item, number in zip(items, rows, strict=True) if number == row)
        for before, after in zip(members, members[1:], strict=False):
            assert after.left >= before.right + GAP_PX


@given(extents)
def test_rows_are_used_from_the_first_on_without_holes(items):
    assert set(pack(items)) == set(range(max(pack(items), default=-1) + 1))


def test_items_that_follow_each_other_share_a_row():
    assert pack([Extent(0, 10), Extent(5, 20), Extent(30, 40)]) == [0, 1, 0]


def test_a_label_goes_to_the_left_where_the_right_edge_is_near():
    assert place_label(Extent(100, 110), 80, 700).side == "right"
    near = place_label(Extent(690, 700), 80, 700)
    assert (near.side, near.extent.right) == ("left", 700)


@given(lefts, widths, st.floats(1, 2000, allow_nan=False))
def test_the_extent_holds_mark_and_label_and_stays_in_the_figure(left, width, label_px):
    mark = Extent(left, min(left + width, 700.0))
    placed = place_label(mark, label_px, 700)
    assert placed.extent.left <= mark.left and placed.extent.right >= mark.right
    assert placed.extent.left >= 0 and placed.extent.right <= max(700, mark.right)
    assert placed.label_px <= label_px


def test_a_label_goes_below_a_mark_that_leaves_no_room_beside_it():
    placed = place_label(Extent(60, 690), 120, 700)
    assert (placed.side, placed.label_at, placed.label_px, placed.half_rows) == ("below", 60, 120, 3)
    assert place_label(Extent(650, 690), 660, 700).label_at == 40


@given(extents, st.data())
def test_no_row_of_a_tall_item_is_shared_with_one_that_overlaps(items, data):
    heights = data.draw(st.lists(st.integers(1, 2), min_size=len(items), max_size=len(items)))
    rows = pack(items, heights=heights)
    covered: dict[int, list[Extent]] = {}
    for item, row, height in zip(items, rows, heights, strict=True):
        for taken in range(row, row + height):
            covered.setdefault(taken, []).append(item)
    for members in covered.values():
        members.sort()
        for before, after in zip(members, members[1:], strict=False):
            assert after.left >= before.right + GAP_PX
