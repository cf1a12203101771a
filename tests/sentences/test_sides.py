"""Who harmed, as a sentence states it."""

import pytest

from oversikt.claims import Reader
from oversikt.records import Report

READER = Reader()


def actors(language: str, text: str) -> set[str | None]:
    """The actors of the claims that a sentence makes."""
    claims = READER.read(Report(id="one", text=text, language=language)).claims
    assert claims
    return {claim.actor for claim in claims}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In Israel two soldiers died."),
        ("de", "In der Türkei starben zwei Soldaten."),
        ("fr", "Aux États-Unis, deux policiers ont été tués."),
        ("es", "En los Estados Unidos murieron dos soldados."),
        ("nb", "I Tyrkia ble to soldater drept."),
        ("ar", "قتل جنديان في إسرائيل."),
    ],
)
def test_a_state_where_something_happened_did_not_do_it(language: str, text: str) -> None:
    assert actors(language, text) == {None}


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("en", "Israel killed two soldiers.", "Israel"),
        ("en", "Two soldiers were killed by Israel.", "Israel"),
        ("fr", "Deux soldats ont été tués par Israël.", "Israël"),
        ("de", "Zwei Soldaten wurden von Israel getötet.", "Israel"),
    ],
)
def test_a_state_that_acts_is_the_actor(language: str, text: str, actor: str) -> None:
    assert actors(language, text) == {actor}
