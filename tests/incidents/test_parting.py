"""What sets two events of one report apart, and what does not."""

from dataclasses import replace

import pytest
from scenes import MOSUL, claim, report

from oversikt.incidents.mentions import gather
from oversikt.incidents.parting import near, within
from oversikt.records import Claim, Place, Report

TOWN = Place("Orsk", "Orsk", 11, "UA", "UA-14", "Donetsk Oblast", 48.0, 37.0, 1)
NEXT = Place("Belsk", "Belsk", 12, "UA", "UA-14", "Donetsk Oblast", 48.1, 37.0, 1)
QUARTER = Place("Lipky", "Lipky", 13, "UA", "UA-14", "Donetsk Oblast", 48.03, 37.0, 1)
VILLAGE = Place("Zarichne", "Zarichne", None, "UA")
PROVINCE = Place("Donetsk", "Donetsk Oblast", 14, "UA", "UA-14", "Donetsk Oblast", 48.0, 37.8, 4)
COUNTRY = Place("Ukraine", "Ukraine", 15, "UA", precision=6)


def dated(one: Claim, day: str, phrase: str) -> Claim:
    return replace(one, date_start=day, date_end=day, date_precision="day", date_phrase=phrase)


def tolls(of: Report, *claims: Claim) -> list[set[tuple[str, int | None]]]:
    """The measures and numbers of each mention; a parted report keeps all its claims."""
    found = gather([of], claims)
    assert sorted(c.id for m in found for c in m.claims) == sorted(c.id for c in claims)
    return sorted(({(c.measure, c.low) for c in m.claims} for m in found), key=str)


def headed(title: str, text: str) -> tuple[Report, Claim]:
    """A report and the claim of its headline: four were killed."""
    of = replace(report("a", text), title=title)
    return of, replace(claim(of, 4, quote=text[:4]), field="title", start=0, end=4, quote=title[:4])


def test_the_headline_s_province_seat_parts_no_sentence_that_tells_its_toll_again() -> None:
    of, head = headed("Four killed in Mosul", "Four were killed and nine hurt in Orsk.")
    far = replace(TOWN, country="IQ", admin1="IQ-NI")
    again = replace(claim(of, 4, quote="Four were killed", place=far), same_as=head.id)
    hurt = claim(of, 9, quote="nine hurt", measure="wounded", place=far)
    assert len(tolls(of, replace(head, place=MOSUL), again, hurt)) == 1


def test_a_first_figure_of_another_town_is_another_event() -> None:
    of = report("a", "Three were killed in Mosul. In Orsk nine were hurt.")
    dead = claim(of, 3, quote="Three were killed", place=MOSUL)
    hurt = claim(of, 9, quote="In Orsk nine were hurt", measure="wounded")
    hurt = replace(hurt, place=replace(TOWN, country="IQ"))
    assert tolls(of, dead, hurt) == [{("killed", 3)}, {("wounded", 9)}]


@pytest.mark.parametrize(("place", "events"), [(NEXT, 2), (QUARTER, 1)])
def test_neighbouring_towns_each_with_a_toll_are_two_and_a_quarter_is_its_town(
    place: Place, events: int
) -> None:
    of = report("a", f"In Orsk 3 people died. In {place.phrase} a shell killed 2 people.")
    one = claim(of, 3, quote="In Orsk 3 people died", place=TOWN)
    two = claim(of, 2, quote=f"In {place.phrase} a shell killed 2", place=place)
    assert len(tolls(of, one, two)) == events


def test_one_person_from_the_next_town_is_one_of_those_told_before() -> None:
    of = report("a", "In Orsk 3 people died. A man from Belsk was killed.")
    one = claim(of, 3, quote="In Orsk 3 people died", place=TOWN)
    assert len(tolls(of, one, claim(of, 1, quote="A man from Belsk", place=NEXT))) == 1


@pytest.mark.parametrize(
    ("number", "day", "events"),
    [(3, "2017-06-01", 2), (2, "2017-06-01", 1), (3, "2017-06-02", 1), (1, "2017-05-30", 1)],
)
def test_another_day_with_another_toll_in_its_own_sentence_is_another_event(
    number: int, day: str, events: int
) -> None:
    text = f"On Friday 2 people died in Orsk. On that day, {number} people died there."
    of = report("a", text)
    one = dated(claim(of, 2, quote="On Friday 2 people died", place=TOWN), "2017-06-02", "Friday")
    two = claim(of, number, quote=f"{number} people died there", place=TOWN)
    assert len(tolls(of, one, dated(two, day, "On that day"))) == events


def test_a_day_that_no_words_of_the_sentence_tell_parts_nothing() -> None:
    of = report("a", "On Friday 2 people died in Orsk. Later 3 people died there.")
    one = dated(claim(of, 2, quote="On Friday 2 people died", place=TOWN), "2017-06-02", "Friday")
    two = dated(claim(of, 3, quote="3 people died there", place=TOWN), "2017-05-30", "Tuesday")
    assert len(tolls(of, one, two)) == 1


def test_wounded_of_two_nights_side_by_side_are_one_event() -> None:
    of = report("a", "On Friday 5 were hurt in Orsk. Late Thursday 4 were hit.")
    one = claim(of, 5, quote="On Friday 5 were hurt", place=TOWN, measure="wounded")
    two = claim(of, 4, quote="Late Thursday 4 were hit", place=TOWN, measure="wounded")
    one, two = dated(one, "2017-06-02", "Friday"), dated(two, "2017-06-01", "Late Thursday")
    assert len(tolls(of, one, two)) == 1


def test_a_village_that_no_list_has_lies_in_its_country_and_beside_no_town() -> None:
    assert within(VILLAGE, COUNTRY)
    assert within(TOWN, PROVINCE)
    assert within(PROVINCE, COUNTRY)
    assert within(replace(VILLAGE, admin1="UA-14"), PROVINCE)
    assert not within(COUNTRY, VILLAGE)
    assert not within(VILLAGE, TOWN)
    assert not within(replace(VILLAGE, admin1="UA-63"), PROVINCE)
    assert not within(replace(VILLAGE, country="NE"), COUNTRY)
    assert near(TOWN, QUARTER)
    assert not near(TOWN, MOSUL)


def test_the_village_of_the_text_goes_before_the_country_of_the_headline() -> None:
    of, head = headed("Four killed in Ukraine", "Four were killed in Zarichne.")
    again = claim(of, 4, quote="Four were killed in Zarichne", place=VILLAGE)
    (one,) = gather([of], [replace(head, place=COUNTRY, confidence=0.99), again])
    assert (one.place, one.spot) == (COUNTRY, VILLAGE)
    (one,) = gather([of], [replace(head, place=PROVINCE, confidence=0.99), again])
    assert one.spot == replace(VILLAGE, admin1="UA-14", admin1_name="Donetsk Oblast")
