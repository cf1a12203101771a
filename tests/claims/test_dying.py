"""A death that came after the deed is dated by the deed, where the report tells its day."""

from functools import cache

import pytest

from oversikt.claims import Reader
from oversikt.records import Report

MONDAY, THURSDAY = "2024-03-11", "2024-03-14"


@cache
def reader() -> Reader:
    return Reader()


def days(text: str, code: str = "en") -> dict[str, str | None]:
    """Return the first day of each measure that a report of Friday 15 March 2024 claims."""
    claims = reader().read(Report("r", text, None, "2024-03-15", code)).claims
    return {claim.measure: claim.date_start for claim in claims}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A man was shot on Monday. Ali Haddad, 23, died at Harbour Hospital on Thursday."),
        ("en", "A woman was hurt in a bombing on Monday. She succumbed to her injuries on Thursday."),
        ("nb", "En mann ble skutt mandag. Han døde av skadene torsdag."),
        ("de", "Am Montag wurde ein Mann angeschossen. Er erlag am Donnerstag seinen Verletzungen."),
        ("uk", "У понеділок поранено чоловіка. Він помер у лікарні у четвер."),
    ],
)  # fmt: skip
def test_who_dies_of_wounds_is_counted_to_the_deed(code: str, text: str) -> None:
    assert days(text, code)["killed"] == MONDAY


def test_a_day_told_from_the_deed_goes_before_that_of_the_death() -> None:
    told = days("A boy who was shot near the school died Thursday, three days after the attack.")
    assert told["killed"] == MONDAY


def test_the_day_of_the_death_stays_where_no_other_is_told() -> None:
    assert days("A man who was shot died at Harbour Hospital on Thursday.")["killed"] == THURSDAY


def test_of_two_days_told_before_none_is_chosen() -> None:
    text = (
        "A man was shot on Monday. A woman was shot on Tuesday. "
        "Ali Haddad, 23, died at Harbour Hospital on Thursday."
    )
    assert days(text)["killed"] == THURSDAY


def test_a_death_at_once_keeps_its_day() -> None:
    text = "A man was shot on Monday. On Thursday three people died in another shooting."
    assert days(text)["killed"] == THURSDAY


@pytest.mark.parametrize(
    ("language", "text", "later"),
    [
        ("en", "A man wounded in Sunday's blast in Orsk has died of his wounds.", True),
        ("en", "Fourth victim dies after shooting in Orsk", True),
        ("en", "A fourth person has died after a shooting in Orsk.", True),
        ("en", "A man died in a blast in Orsk on Sunday.", False),
        ("en", "Four people were killed in Orsk.", False),
        ("uk", "У лікарні помер чоловік, поранений під час удару по Харкову.", True),
        ("uk", "У Харкові загинув чоловік.", False),
        ("es", "Muere un segundo herido del atentado en Cali.", True),
        ("fr", "Un blessé est mort à l'hôpital après l'attaque de Gao.", True),
    ],
)
def test_a_death_of_wounds_adds_to_a_toll(language: str, text: str, later: bool) -> None:
    found = Reader().read(Report("a", text, None, "2025-03-11", language)).claims
    assert {c.died_later for c in found if c.measure == "killed"} == {later}
