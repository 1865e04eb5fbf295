"""What expressions mean, seen from publication on Thursday 3 November 2016 or from the date told before."""

from datetime import date, timedelta

import pytest

from analysis.times import resolver


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on Tuesday.", "2016-11-01"),
        ("He spoke on Thursday.", "2016-11-03"),  # publication day counts
        ("He spoke on Friday.", "2016-10-28"),
        ("He will speak on Friday.", "2016-11-04"),
        ("The hearing is scheduled for Monday.", "2016-11-07"),
        ("They plan to meet on Tuesday.", "2016-11-08"),
        ("The border is closed until Saturday.", "2016-11-05"),
        ("They meet next Tuesday.", "2016-11-08"),
        ("They met last Thursday.", "2016-10-27"),
        ("Prices rose in December.", "2015-12"),
        ("Prices will rise in December.", "2016-12"),
        ("Prices will rise in February.", "2017-02"),
        ("Prices rose in November.", "2016-11"),
        ("It is the first since last December.", "2015-12"),
        ("It was the first since last November.", "2015-11"),
        ("The vote is to be held on January 20.", "2017-01-20"),
        ("The vote was held on January 20.", "2016-01-20"),
        ("It was raised a year ago.", "2015"),
        ("They left two weeks ago.", "2016-10-20"),
        ("They left ten days ago.", "2016-10-24"),
        ("Rents fell last week.", "2016-W43"),
        ("The fair is early next week.", "2016-W45"),
        ("Snow fell last winter.", "2015-WI"),
        ("Fires burned this summer.", "2016-SU"),
        ("It was built in the '80s.", "198"),
        ("He won in '98.", "1998"),
        ("It was sold in the second quarter of 2014.", "2014-Q2"),
        ("They sang on Christmas Eve 2014.", "2014-12-24"),
        ("They met on Easter Sunday 2016.", "2016-03-27"),
        ("They ate on Thanksgiving 2016.", "2016-11-24"),
        ("The plan was signed on 11/13/2015.", "2015-11-13"),
        ("The plan was signed on 13/11/2015.", "2015-11-13"),
        ("The plan was signed on 2/11/2016.", "2016-11-02"),  # the second of November is nearer than 11 February
        ("The plan was signed on 2015-11-13.", "2015-11-13"),
        ("It landed at 06:40 GMT.", "2016-11-03T06:40Z"),
        ("It landed at 6 p.m. EST.", "2016-11-03T18:00-05"),
        ("It lasted from 1876-78 in the end.", "1876"),
        ("It is held each July.", "XXXX-07"),
    ],
)
def test_value(text, value, find):
    assert find(text)[0].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fair took place this weekend.", "2016-W43-WE"),
        ("The fair will open this weekend.", "2016-W44-WE"),
    ],
)
def test_this_weekend_is_the_last_one_where_the_verb_looks_back(text, value, one):
    assert one(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("“[Ten] years ago, a browser was born.”", "2006"),
        ("It landed at 6:40 p.m. (GMT +8).", "2016-11-03T18:40+08"),
        ("It landed at 6:40 p.m. UTC+5:30.", "2016-11-03T18:40+05:30"),
        ("The raid began at 5:34 AM Baghdad time.", "2016-11-03T05:34"),
        ("The raid began at 5 a.m. Eastern time.", "2016-11-03T05:00"),
        ("It is held in memory of the September 11 attacks.", "2001-09-11"),
        ("Troops fired on the crowd on Bloody Sunday.", "XXXX-XX-XX"),
        ("Prices rose in the first three months of 2009.", "P3M"),
        ("The song of this years fair is short.", "2016"),
    ],
)
def test_value_and_text(text, value, find):
    assert find(text)[0].value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The index fell on Tuesday. It ended the day at 8,017.", ["2016-11-01", "2016-11-01"]),
        ("Yesterday three teams won. In the game of Spain there was no goal. It rained. In the last match of the day, "
         "Peru lost.", ["2016-11-02", "2016-11-02"]),
        ("Sales fell 35% in January, compared to the same month a year ago.", ["2016-01", "2015-01"]),
        ("The firm lost $4 million in the fourth quarter of 2005 and $9 million for the entire year.",
         ["2005-Q4", "2005"]),
    ],
)  # fmt: skip
def test_what_is_told_before_is_spoken_of(text, values, find):
    assert [row.value for row in find(text)] == values


def test_the_zone_is_kept_in_words_where_its_distance_is_not_told(one):
    row = one("The raid began at 5:34 AM Baghdad time.")
    assert "Baghdad is kept" in row.reason and row.text.endswith("Baghdad time")


def test_a_heading_says_where_a_history_goes_on(find):
    text = (
        "The war began on 1 March 1861. In April 1862 the fort fell. The army withdrew in May 1863.\n\n"
        "1865: The end\n\nOn 9 April it was over, a peaceful month compared to November and January."
    )
    assert [row.value for row in find(text, None)][3:] == ["1865", "1865-04-09", "1864-11", "1865-01"]


def test_what_a_document_is_read_as_can_be_overridden(document):
    text = "The war began on 1 March 1861. On Tuesday the fort fell."
    made = document(text, "2016-11-03", until="places", clean=False)
    as_news, as_story = (resolver.resolve(made, narrative=told)[1].value for told in (False, True))
    assert (as_news, as_story) == ("2016-11-01", "1861-03-05")


def test_late_tuesday_is_a_day_with_a_modifier(one):
    row = one("The recording was released late Tuesday.")
    assert (row.value, row.modifier, row.granularity) == ("2016-11-01", "END", "day")
    assert (row.begins, row.ends) == ("2016-11-01", "2016-11-02")
    assert row.reason == "Tuesday before publication on Thursday 3 November 2016"


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("It lasted nearly three weeks.", "LESS_THAN"),
        ("It lasted at least three weeks.", "MORE_THAN"),
        ("It lasted about three weeks.", "APPROX"),
        ("It lasted no more than three weeks.", "LESS_THAN"),
        ("It lasted over three weeks.", "MORE_THAN"),
        ("It opened in early 2015.", "START"),
        ("It opened in mid-2015.", "MID"),
        ("It opened at the end of 2015.", "END"),
        ("It will open in 2018 or later.", "AFTER"),
    ],
)
def test_modifiers(text, modifier, one):
    assert one(text).modifier == modifier


@pytest.mark.parametrize(
    ("text", "value", "begins", "ends", "granularity"),
    [
        ("It opened in December 2015.", "2015-12", "2015-12-01", "2016-01-01", "month"),
        ("It opened in 2015.", "2015", "2015-01-01", "2016-01-01", "year"),
        ("It opened in the third quarter of 2015.", "2015-Q3", "2015-07-01", "2015-10-01", "quarter"),
        ("It opened in the 1990s.", "199", "1990-01-01", "2000-01-01", "decade"),
        ("It dates from the 19th century.", "18", "1800-01-01", "1900-01-01", "century"),
        ("They met in the summer of 2015.", "2015-SU", "2015-06-01", "2015-09-01", "season"),
        ("It opened last week.", "2016-W43", "2016-10-24", "2016-10-31", "week"),
        ("It burned Tuesday night.", "2016-11-01TNI", "2016-11-01", "2016-11-02", "part of day"),
    ],
)
def test_partial_dates_are_never_padded(text, value, begins, ends, granularity, one):
    row = one(text)
    assert (row.value, row.begins, row.ends, row.granularity) == (value, begins, ends, granularity)


@pytest.mark.parametrize("text", ["It is now closed.", "It was common in the past.", "It was recently sold."])
def test_references_are_valued_and_never_on_a_calendar(text, one):
    row = one(text)
    assert row.value.endswith("_REF")
    assert (row.begins, row.ends) == (None, None)


def test_two_ends_of_a_range_are_two_dates(find):
    assert [(row.text, row.value) for row in find("The fair ran from 3 to 7 May 2015.")] == [
        ("3", "2015-05-03"), ("7 May 2015", "2015-05-07"),
    ]  # fmt: skip
    assert [(row.text, row.value) for row in find("The fair is open Nov. 3-5.")] == [
        ("Nov. 3", "2016-11-03"), ("5", "2016-11-05"),
    ]  # fmt: skip


def test_later_counts_from_the_date_told_before(find):
    values = [row.value for row in find("The bridge opened on 1 May 2015. It fell three days later.")]
    assert values == ["2015-05-01", "2015-05-04"]


def test_counting_is_no_finer_than_the_date_counted_from(find):
    values = [row.value for row in find("The bridge opened in 2010. It closed two years later.")]
    assert values == ["2010", "2012"]


def test_a_year_ago_is_a_quarter_where_a_report_compares_quarters(find):
    rows = find("In the third quarter the company earned $2 million, up from $1 million a year ago.")
    assert [row.value for row in rows] == ["2016-Q3", "2015-Q3"]


def test_a_story_without_a_publication_date_is_read_against_the_date_told_last(find):
    text = (
        "The war began on 1 March 1861. In April the fort fell. By December 1862 the army had withdrawn. "
        "In February it returned, and on 4 May 1863 it won. The next day the general died."
    )
    assert [row.value for row in find(text, None)] == [
        "1861-03-01", "1861-04", "1862-12", "1863-02", "1863-05-04", "1863-05-05",
    ]  # fmt: skip


def test_without_any_date_nothing_is_invented(find):
    rows = find("He spoke on Tuesday. Prices rose in December. They met yesterday and two years ago.", None)
    assert rows
    assert all(row.begins is None and row.ends is None for row in rows)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was signed on 31 February 2016.", "2016-02"),
        ("It was signed on 14/13/2016.", "2016"),
        ("It was signed on 2016-02-31.", "2016-02"),
    ],
)
def test_impossible_dates_stay_as_far_as_they_are_valid(text, value, one):
    row = one(text)
    assert row.value == value
    assert row.confidence <= 0.3
    assert "no day" in row.reason


def test_a_weekday_that_disagrees_with_its_date_is_told(one):
    row = one("It was signed on Monday, November 1, 2016.")
    assert row.value == "2016-11-01"
    assert row.reason == "as printed, but that day was a Tuesday"
    assert row.confidence < 0.7


@pytest.mark.parametrize(
    ("text", "value", "begins"),
    [
        ("The city fell in 490 BC.", "BC0490", None),
        ("The fleet sailed in August 480 BC.", "BC0480-08", None),
        ("The wall was built in AD 122.", "0122", "0122-01-01"),
        ("The monks left in 793, it says.", "0793", "0793-01-01"),
    ],
)
def test_years_before_1000_and_before_christ(text, value, begins, find):
    row = find(text)[-1]
    assert (row.value, row.begins) == (value, begins)


def test_nearly_three_weeks_into_a_campaign_tells_when_it_began(one):
    row = one("The message comes nearly three weeks into the campaign.")
    assert row.value == "P3W"
    assert resolver.begins_before(row, "2016-11-03") == ("2016-10-13", "2016-10-21")


def test_the_window_of_a_beginning_follows_the_modifier(one):
    def window(text: str) -> tuple[date, date]:
        found = resolver.begins_before(one(text), "2016-11-03")
        assert found is not None
        return date.fromisoformat(found[0]), date.fromisoformat(found[1]) - timedelta(days=1)

    three_weeks_before = date(2016, 10, 13)
    assert window("It comes more than three weeks into the war.")[1] == three_weeks_before
    plain = window("It comes three weeks into the war.")
    assert plain[0] < three_weeks_before < plain[1]
    assert window("It comes about three weeks into the war.")[0] < plain[0]


def test_no_window_without_a_length_or_a_publication_date(one):
    assert resolver.begins_before(one("It lasted several weeks."), "2016-11-03") is None
    assert resolver.begins_before(one("It lasted three weeks."), None) is None
    assert resolver.begins_before(one("It opened in 2015."), "2016-11-03") is None
    assert resolver.begins_before(one("It lasted 9000 years."), "2016-11-03") is None


def test_times_are_found_only_in_the_story(annotate_text):
    article = annotate_text(
        "Breaking News\n\nFlood hits the valley\n\nThe river rose on Tuesday and the road was closed, police said.\n",
        "2016-11-03",
    )
    for row in article.times:
        assert any(s.char_start <= row.char_start and row.char_end <= s.char_end for s in article.sentences)


def test_the_sample_article(shared, annotate_text):
    text = next(shared.glob("000_*.txt")).read_text(encoding="utf-8")
    article = annotate_text(text)
    assert (article.published, article.published_basis) == ("2016-11-03", "inferred")
    found = {(row.text, row.value) for row in article.times}
    assert ("late Tuesday", "2016-11-01") in found
    assert ("last December", "2015-12") in found
    assert ("Wednesday", "2016-11-02") in found
    lasted = next(row for row in article.times if row.value == "P3W")
    assert resolver.begins_before(lasted, article.published) == ("2016-10-13", "2016-10-21")


def test_an_undated_report_is_not_dated_by_a_month_it_mentions(find):
    rows = find("She died in October 2006. He spoke on Thursday. Last week it rained. They left two days ago.", None)
    assert rows[0].value == "2006-10"
    assert [row.begins for row in rows[1:]] == [None, None, None]


def test_a_background_year_does_not_date_an_undated_report(find):
    values = [row.value for row in find("The virus was found in 1986. As of Tuesday January 7, 42 were ill.", None)]
    assert values == ["1986", "XXXX-01-07"]


def test_the_next_day_follows_the_date_told_before(find):
    assert [row.value for row in find("The bridge opened on 1 May 2015. The next day it fell.")][-1] == "2015-05-02"


def test_a_mere_year_does_not_move_a_story(find):
    text = (
        "The war began on 1 March 1861 and the fort fell on 2 April 1861. "
        "Papers opened in 1905 told why. On 4 April the town burned, and in 1862 the army left."
    )
    assert [row.value for row in find(text, None)] == ["1861-03-01", "1861-04-02", "1905", "1861-04-04", "1862"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The port was closed on the 2nd.", "2016-11-02"),
        ("The port will open on the 20th.", "2016-11-20"),
        ("It opened on 14 October and shut on the 17th.", "2016-10-17"),
        ("The union called a strike for Monday.", "2016-11-07"),
        ("A vote is planned for Monday.", "2016-11-07"),
        ("Women marched on International Women's Day.", "2016-03-08"),
        ("The town was bombed on Remembrance Day.", "2015-11-11"),
        ("They fled on the Saturday before Christmas.", "2015-12-25"),
        ("Five weeks ago it rained.", "2016-W39"),
        ("Little snow fell this winter.", "2015-WI"),
        ("Little snow will fall this winter.", "2016-WI"),
    ],
)
def test_days_told_shortly_are_found_by_the_verb_and_the_month_told_before(find, text, value):
    assert value in {row.value for row in find(text)}


def test_a_verb_last_is_no_length(one):
    assert one("The war would last four years.").text == "four years"


def test_an_undated_report_of_a_part_of_a_year_gives_its_months_that_year(find):
    text = "Cases rose in the first three months of 2009. Doctors expect the worst between May and July."
    assert {"2009-05", "2009-07"} <= {row.value for row in find(text, None)}
