"""A round-up's total is a total, in every language that tells one."""

import pytest

from oversikt.claims import Reader
from oversikt.records import Report

ROUNDUPS = {
    "en": ("Attacks in Iraq kill seven", "Four people were killed by a bomb in Mosul on Friday. In Basra gunmen killed two policemen."),
    "de": ("Sieben Tote bei Anschlägen im Irak", "In Mossul starben am Freitag vier Menschen durch eine Bombe. In Basra töteten Bewaffnete zwei Polizisten."),
    "es": ("Siete muertos en ataques en Irak", "Una bomba mató el viernes a cuatro personas en Mosul. En Basora hombres armados mataron a dos policías."),
    "fr": ("Irak : sept morts dans des attaques", "Quatre personnes ont été tuées vendredi par une bombe à Mossoul. À Bassora, des hommes armés ont tué deux policiers."),
    "nb": ("Sju drept i angrep i Irak", "Fire mennesker ble drept av en bombe i Mosul fredag. I Basra drepte bevæpnede menn to politimenn."),
}  # fmt: skip


def scopes(title: str, text: str, language: str) -> dict[int | None, str]:
    of = Report("a", text, title, "2017-06-03", language)
    return {c.low: c.scope for c in Reader().read(of).claims if c.measure == "killed"}


@pytest.mark.parametrize("language", ROUNDUPS)
def test_a_countrys_figure_that_holds_those_of_its_towns_is_a_total(language: str) -> None:
    found = scopes(*ROUNDUPS[language], language)
    assert found == {7: "period", 4: "incident", 2: "incident"}


@pytest.mark.parametrize(
    "text",
    [
        "Seven people were killed by a bomb in Mosul on Friday. In Basra gunmen killed two policemen. In Kirkuk a mine killed three.",
        "Nine people were killed by a bomb in Mosul on Friday. In Basra gunmen killed two policemen.",
        "The bomb went off in Mosul on Friday and killed four at once.",
    ],
)  # fmt: skip
def test_a_headline_that_one_town_s_toll_fills_is_no_total(text: str) -> None:
    assert scopes("Bomb kills seven in Iraq", text, "en")[7] == "incident"
