"""Days that a text names: found in several languages, and never made of other numbers."""

from datetime import date

import pytest

from oversikt.incidents.almanac import day_of_year, named, weekday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The market was hit on November 29.", {1129}),
        ("on 29 Nov, a day of rain", {1129}),
        ("el 29 de noviembre murieron dos", {1129}),
        ("Angrepet kom 3. juni ved broen", {603}),
        ("غارة على السوق 29 تشرين الثاني", {1129}),
        ("قصف السوق في 5 يونيو", {605}),
        ("Twelve people were hurt at 29 Main Street.", set()),
        ("In November 2024 nothing happened.", set()),
    ],
)
def test_a_day_and_its_month_are_one_day_of_the_year(text: str, days: set[int]) -> None:
    assert named(text).days == days


def test_figures_may_mean_either_order() -> None:
    assert named("5/11/2024").days == {511, 1105}
    assert named("29/11").days == {1129}
    assert named("10:30, 4.5 km, 45/60").days == set()


def test_weekdays_are_numbered_from_monday() -> None:
    assert named("Friday's prayer").weekdays == {5}
    assert named("يوم الجمعة").weekdays == {5}
    assert named("no day at all").weekdays == set()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It fell on 29 November 2024.", {date(2024, 11, 29)}),
        ("November 29, 2024, at noon", {date(2024, 11, 29)}),
        ("el 29 de noviembre de 2024", {date(2024, 11, 29)}),
        ("يوم 6 آب 2022", {date(2022, 8, 6)}),
        ("28.10.2022", {date(2022, 10, 28)}),
        ("10/28/2022", {date(2022, 10, 28)}),
        ("2022-10-28T09:30:00Z", {date(2022, 10, 28)}),
        ("29 November, and in 2024", {date(2024, 11, 29)}),
        ("on 29 November", set()),
        ("31 February 2022", set()),
        ("call 22-10-28", set()),
    ],
)
def test_a_date_with_its_year_is_one_day(text: str, dates: set[date]) -> None:
    assert named(text).dates == {day.toordinal() for day in dates}


def test_a_date_is_a_day_of_the_year_too() -> None:
    assert named("29 November 2024").days == {1129}
    day = date(2024, 11, 29).toordinal()
    assert day_of_year(day) == 1129
    assert weekday(day) == 5


def test_endless_digits_are_no_day() -> None:
    assert named("1" * 10_000 + " November").days == frozenset()
