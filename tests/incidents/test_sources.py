"""Independent sources: agencies are heard through every outlet that credits them."""

from dataclasses import replace

import pytest
from scenes import claim, report, says

from oversikt.incidents.mentions import Mention, gather
from oversikt.incidents.sources import independent


def told(name: str, publisher: str, killed: int, hurt: int | None = None, by: str = "") -> Mention:
    """A report of an outlet, which may credit an agency."""
    text = f"{killed} people were killed near the depot, {name} wrote; {hurt} were hurt."
    of = report(name, text, publisher=publisher)
    dead = claim(
        of,
        killed,
        quote=f"{killed} people were killed",
        attribution=says("media", by) if by else (),
    )
    claims = (
        [dead]
        if hurt is None
        else [dead, claim(of, hurt, quote=f"{hurt} were hurt", measure="wounded")]
    )
    return gather([of], claims)[0]


def test_an_agency_and_who_credits_it_are_one_source_in_every_language() -> None:
    scene = [
        told("a", "AFP", 12, 5), told("b", "Rafid", 12, 5, by="فرانس برس"),
        told("c", "Rheinblatt", 12, by="Agence France-Presse"), told("d", "Gulf Wire", 12, 5),
    ]  # fmt: skip
    numbers, reasons = independent(scene, {})
    assert numbers == [0, 0, 0, 1]
    assert len(reasons) == 2


@pytest.mark.parametrize(("killed", "numbers"), [(3, [0, 0]), (4, [0, 1])])
def test_other_figures_under_one_credit_are_another_story(killed: int, numbers: list[int]) -> None:
    scene = [told("a", "One", 3, by="Reuters"), told("b", "Two", killed, 6, by="Reuters")]
    assert independent(scene, {})[0] == numbers


def test_a_by_line_is_a_credit() -> None:
    scene = [told("a", "Nordposten", 5), told("b", "Vestnytt", 5)]
    for one in scene:
        one.report = replace(one.report, text=f"(NTB) {one.report.text}")
    assert independent(scene, {})[0] == [0, 0]
