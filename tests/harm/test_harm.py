"""Which people a word of harm is about, and which it is not."""

from functools import cache

import pytest

from oversikt.claims import Reader
from oversikt.records import Report


@cache
def reader() -> Reader:
    return Reader()


def told(text: str, code: str = "nb") -> list[tuple[str, int | None]]:
    """Return measure and low number of a report's claims."""
    claims = reader().read(Report("r", text, None, "2017-06-07", code)).claims
    return [(claim.measure, claim.low) for claim in claims]


@pytest.mark.parametrize(
    "text",
    [
        "To angripere mistet også livet.",
        "I angrepet mistet to angripere livet.",
        "Angrepet kostet to angripere livet.",
        "Angrepet krevde to liv.",
        "I angrepet gikk to liv tapt.",
    ],
)
def test_the_parts_of_a_verb_may_stand_apart(text: str) -> None:
    assert told(text) == [("killed", 2)]


def test_a_verb_with_another_tail_or_none_harms_nobody() -> None:
    assert told("To spillere mistet ballen. Livet går videre.") == []
    assert told("Angrepet krevde to timers innsats.") == []


def test_only_the_armed_fall() -> None:
    assert told("Fire soldater falt ved fronten.") == [("killed", 4)]
    assert told("Fire kunder falt ved kassen.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ulven ble skutt klokken to.",
        "Bjørnen drepte 19 lam.",
        "Bonden mistet mange sauer, og to ble drept i natt.",
        "Den skutte bjørnen ble vist fram for hundre personer.",
    ],
)
def test_animals_are_no_people(text: str) -> None:
    assert told(text) == []
