"""Days told without a year: found in several languages, and never made of other numbers."""

import pytest

from oversikt.incidents.almanac import days_named, weekdays_named


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
    assert days_named(text) == days


def test_figures_may_mean_either_order() -> None:
    assert days_named("5/11/2024") == {511, 1105}
    assert days_named("29/11") == {1129}
    assert days_named("10:30, 4.5 km, 45/60") == set()


def test_weekdays_are_numbered_from_monday() -> None:
    assert weekdays_named("Friday's prayer") == {5}
    assert weekdays_named("يوم الجمعة") == {5}
    assert weekdays_named("no day at all") == set()
