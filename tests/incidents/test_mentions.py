"""What one report says of one event: its claims gathered, and set apart where its words do so."""

from dataclasses import replace
from datetime import date

import pytest
from scenes import BASRA, MOSUL, claim, report

from oversikt.incidents import link, profiles
from oversikt.incidents.mentions import gather
from oversikt.records import Claim, Report

TEXT = "Three people died in Mosul on Friday, officers said. In Basra {number} died in a blast."


def told(number: str, low: int, **more: object) -> tuple[Report, list[Claim]]:
    of = report("a", TEXT.format(number=number))
    first = claim(of, 3, quote="Three people died in Mosul on Friday", place=MOSUL)
    second = claim(of, low, quote=f"In Basra {number} died", place=BASRA)
    return of, [first, replace(second, **more)]  # type: ignore[arg-type]  # fields of a claim


def test_another_town_with_a_figure_of_its_own_is_another_event() -> None:
    of, claims = told("seven", 7)
    assert [one.place for one in gather([of], claims)] == [MOSUL, BASRA]


def test_a_figure_told_again_under_another_town_is_the_same_event() -> None:
    of, claims = told("three", 3)
    (one,) = gather([of], claims)
    assert one.claims == claims


@pytest.mark.parametrize(("day", "events"), [("2017-06-02", 1), ("2017-05-02", 2)])
def test_another_day_a_fortnight_off_is_another_event(day: str, events: int) -> None:
    of, (first, second) = told("three", 3, place=MOSUL, date_start=day, date_end=day)
    first = replace(first, date_start="2017-06-02", date_end="2017-06-02")
    assert len(gather([of], [first, second])) == events


def test_a_day_within_a_longer_time_is_the_mentions() -> None:
    of, (first, second) = told(
        "three", 3, place=MOSUL, date_start="2017-06-09", date_end="2017-06-09"
    )
    first = replace(first, confidence=0.95, date_start="2017-06-01", date_end="2017-06-30")
    (one,) = gather([of], [first, second])
    assert one.first == one.last == date(2017, 6, 9).toordinal()


def test_what_was_not_read_as_an_incident_opens_no_mention() -> None:
    of, (first, second) = told("seven", 7, scope="period")
    (one,) = gather([of], [first, second])
    assert one.claims == [first]


@pytest.mark.parametrize(
    ("text", "published", "moments"),
    [
        ("A shell fell on 3 May 2017.", "2017-06-02", ["2017-05-03"]),
        ("A shell fell on the market.", "2017-06-02", ["2017-06-01", "2017-06-02"]),
        ("A shell fell on 3 May.", None, []),
    ],
)
def test_a_report_may_tell_of_the_days_it_names_or_of_its_own_and_the_one_before(
    text: str, published: str | None, moments: list[str]
) -> None:
    of = replace(report("a", text), published=published)
    (one,) = gather([of], [claim(of, 2)])
    assert [date.fromordinal(day).isoformat() for day in sorted(one.moments)] == moments


def test_a_lone_surrogate_in_a_name_stops_no_linking() -> None:
    text = "Three people died at the Zanjili poultry market in Mosul."
    scene = [report("a\ud800", text, publisher="P\udfff"), report("b", text, publisher="Q")]
    claims = [claim(of, 3, place=MOSUL) for of in scene]
    (one,) = link(scene, claims, profile=profiles.load("minmax"))
    assert set(one.reports) == {"a\ud800", "b"}


def test_the_least_and_greatest_toll_are_of_no_part_and_of_no_rumour() -> None:
    of = report("a", "They told of 91, 29 and 3 dead, and feared 200.")
    most = claim(of, 91, quote="91")
    part = claim(of, 3, quote="3 dead", part_of=most.id)
    feared = claim(of, 200, quote="200", modality="forecast")
    (one,) = gather([of], [most, claim(of, 29, quote="29"), part, feared])
    assert (one.least("killed"), one.greatest("killed")) == (29, 91)
