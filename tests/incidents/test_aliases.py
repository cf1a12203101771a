"""One name for agencies and sides, whatever the language."""

import pytest

from oversikt.incidents.aliases import agency_of, side_of, signed


@pytest.mark.parametrize("name", ["AFP", "Agence France-Presse", "وكالة فرانس برس", "Франс Пресс"])
def test_an_agency_is_one_in_every_language(name: str) -> None:
    assert agency_of(name) == "afp"


@pytest.mark.parametrize("name", ["Reading Eagle", "Tap", "Hospital", "the police"])
def test_no_other_name_is_an_agency(name: str) -> None:
    assert agency_of(name) is None


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        ("Russian forces", "russia"),
        ("російські війська", "russia"),
        ("росіяни", "russia"),
        ("russische Truppen", "russia"),
        ("القوات الروسية", "russia"),
        ("ejército israelí", "israel"),
        ("قوات الدعم السريع", "rsf"),
        ("Houthi fighters", "houthis"),
        ("gunmen", None),
        ("hommes armés", None),
        ("suicide bomber", None),
        ("this man", None),
    ],
)
def test_sides_are_one_in_every_language_and_gunmen_are_none(actor: str, side: str | None) -> None:
    assert side_of(actor) == side


def test_a_by_line_in_brackets_credits_an_agency_at_either_end_only() -> None:
    assert signed("(NTB) Fem mennesker ble drept.") == "ntb"
    assert signed("GAO, 20 mar (EFE).- Cinco personas murieron.") == "efe"
    assert signed("Fünf Menschen starben. " * 9 + "(dpa)") == "dpa"
    assert signed("Two died (aged 7). " * 9 + "(AFP) " + "Nobody was hurt. " * 9) is None
    assert signed("Two people died.") is None
