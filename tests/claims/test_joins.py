"""Figures of one report that contain one another, or tell the same again."""

import pytest

from oversikt.claims import Reader
from oversikt.records import Claim, Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    """One reader for all: its gazetteer is loaded once."""
    return Reader()


def read(reader: Reader, text: str, published: str = "2024-05-14") -> tuple[Claim, ...]:
    """Return the claims of an English text."""
    return reader.read(Report(id="r", text=text, language="en", published=published)).claims


def wholes(claims: tuple[Claim, ...]) -> list[int | None]:
    """Return for every claim the number of the claim that contains it."""
    low = {claim.id: claim.low for claim in claims}
    return [low[claim.part_of] if claim.part_of else None for claim in claims]


def test_the_dead_and_the_wounded_that_add_up_are_parts_of_the_casualties(reader: Reader) -> None:
    text = "The mission counted 950 civilian casualties in April, with 258 killed and 692 wounded."
    assert wholes(read(reader, text)) == [None, 950, 950]


def test_figures_of_the_next_sentences_that_add_up_are_parts(reader: Reader) -> None:
    text = "Twelve people were wounded. Eight were hurt in the market. Four were hurt in a bus."
    assert wholes(read(reader, text)) == [None, 12, 12]


def test_what_does_not_add_up_stands_by_itself(reader: Reader) -> None:
    text = "Twelve people were wounded in Kyiv. Seven people were wounded in Odesa."
    assert wholes(read(reader, text)) == [None, None]


def test_a_place_shares_in_a_total_over_time(reader: Reader) -> None:
    text = "In April 41 civilians were killed in Iraq. In Baghdad 23 people were killed."
    assert wholes(read(reader, text)) == [None, 41]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Over 7,000 people were killed in Gaza.", "period"),
        ("On Monday 7 people were killed in Gaza.", "incident"),
        ("A bomb killed 21 people in Idlib in December 2023.", "incident"),
        ("In April 21 people were killed in Idlib.", "period"),
        ("Some 700,000 displaced live in camps.", "stock"),
    ],
)
def test_size_and_age_tell_totals_from_events(reader: Reader, text: str, scope: str) -> None:
    assert [claim.scope for claim in read(reader, text)] == [scope]


def test_the_month_of_an_older_attack_is_no_day_of_the_lead(reader: Reader) -> None:
    text = "Militants killed 17 villagers in Beni. In December a similar attack killed 26 people in Beni."
    lead, older = read(reader, text)
    assert lead.date_start is None
    assert str(older.date_start) == "2023-12-01"
