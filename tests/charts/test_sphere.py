"""Circles, sectors and views on the globe."""

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.sphere import best_view, circle, destination, pixel, sector, way

lats, lons = st.floats(-70, 70), st.floats(-180, 180)
points = st.lists(st.tuples(lats, lons), min_size=1, max_size=25)


@given(lats, lons, st.floats(0, 360), st.floats(1, 500))
def test_a_destination_is_as_far_as_asked(lat, lon, bearing, distance):
    end = destination(lat, lon, bearing, distance)
    wrapped = (end[1] + 180) % 360 - 180
    assert great_circle((lat, lon), (end[0], wrapped)).km == pytest.approx(distance, rel=1e-3)


def test_bearings_run_clockwise_from_north():
    assert destination(48, 13, 0, 100)[0] > 48.8
    assert destination(48, 13, 90, 100)[1] > 14.3


def test_a_circle_is_closed_and_keeps_its_radius():
    ring = circle(36.3, 43.1, 24)
    assert ring[0] == ring[-1]
    assert all(great_circle((36.3, 43.1), (lat, lon)).km == pytest.approx(24, abs=0.05) for lon, lat in ring)


def test_a_circle_across_the_180th_meridian_stays_in_one_piece():
    lons_of = [lon for lon, _ in circle(-17, 179.9, 50)]
    assert max(lons_of) - min(lons_of) < 2


def test_a_sector_lies_between_its_radii_within_its_spread():
    ring = sector(36.34, 43.12, 0, 45, 50, 70)
    distances = [great_circle((36.34, 43.12), (lat, lon)).km for lon, lat in ring]
    assert min(distances) == pytest.approx(50, abs=0.1) and max(distances) == pytest.approx(70, abs=0.1)
    assert all(lat > 36.34 for _, lat in ring) and max(abs(lon - 43.12) for lon, _ in ring) < 0.5
    assert ring[0] == ring[-1]


@given(points)
def test_every_mark_that_is_not_left_out_lies_in_the_view(marks):
    view = best_view(marks, [1.0] * len(marks), 700, 400)
    if view.zoom <= 0:  # a map cannot zoom out beyond the whole world
        return
    for index, (lat, lon) in enumerate(marks):
        if index not in view.outside:
            x, y = pixel(lat, lon, view)
            assert abs(x) <= 350.1 and abs(y) <= 200.1


def test_the_view_leaves_the_padding_it_was_asked_for():
    view = best_view([(48.0, 12.0), (48.1, 18.0)], [1, 1], 700, 400, pad_px=46)
    assert abs(pixel(48.0, 12.0, view)[0]) == pytest.approx(350 - 46, abs=0.5)


def test_one_far_off_mark_does_not_shrink_the_others_to_a_dot():
    danube = [(48.6, 13.5), (48.3, 14.3), (48.2, 16.4)]
    view = best_view([*danube, (-33.9, 151.2)], [30, 30, 30, 2], 700, 400)
    assert view.outside == (3,) and view.zoom > 5


def test_a_far_off_mark_that_carries_the_story_stays_in_view():
    assert best_view([(48.6, 13.5), (48.3, 14.3), (-33.9, 151.2)], [1, 1, 1], 700, 400).outside == ()


def test_marks_on_both_sides_of_the_180th_meridian_are_neighbours():
    view = best_view([(-17.7, 178.0), (-13.8, -172.0)], [1, 1], 700, 400)
    assert abs(view.lon) > 175 and view.zoom > 3


def test_the_way_from_one_point_to_another_is_the_inverse_of_going_there():
    km, bearing = way(48.57, 13.46, *destination(48.57, 13.46, 350.0, 940.0))
    assert (km, bearing) == (pytest.approx(940.0), pytest.approx(350.0))
    assert way(10, 20, 10, 20)[0] == 0
