"""Names of victims leave by no door: not in the text, not in parts, not in any format."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from oversikt.errors import UsageError
from oversikt.publish import FORMATS, publish, render
from oversikt.publish.masking import BAR, Mask, person
from oversikt.records import Claim, Incident, Report

PLANTED = (
    "Karim",
    "Haddadin",
    "HADDADIN",
    "Yousef",
    "سالم",
    "الزيداني",
    "الزَّيدانيّ",
    "karim-haddadin",
)


def shown(form: str, made: bytes) -> str:
    """Return all that a file shows, in compressed columns too."""
    if form.endswith("parquet"):
        return str(pq.read_table(io.BytesIO(made)).to_pylist())
    return made.decode()


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_format_shows_a_planted_name(edition: Any, form: str) -> None:
    text = shown(form, render(edition, form))
    assert not [name for name in PLANTED if name in text]


def test_no_published_file_shows_a_planted_name(edition: Any, tmp_path: Path) -> None:
    for path in publish(edition, tmp_path):
        text = shown(path.name, path.read_bytes())
        assert not [name for name in PLANTED if name in text], path.name


def test_covered_claims_still_quote_their_covered_report(edition: Any) -> None:
    for claim in edition.claims.values():
        assert edition.reports[claim.report_id].text[claim.start : claim.end] == claim.quote
    assert BAR in edition.reports["en-1"].text


def one(text: str, *names: str, released: dict[str, str] | None = None) -> Mask:
    """Return a mask of names in one report."""
    spans = tuple((text.index(n), text.index(n) + len(n)) for n in names)
    claim = Claim("c", "r", "text", 0, len(text), text, "killed", "exact", 1, 1, victim_names=spans)
    return Mask([claim], [Report("r", text)], released=released)


@pytest.mark.parametrize(
    ("text", "name", "covered"),
    [
        ("Ola Nordgård døde. Nordgårds mor.", "Ola Nordgård", f"{BAR} døde. {BAR} mor."),
        ("Zoë Ménard died. ZOE MENARD", "Zoë Ménard", f"{BAR} died. {BAR}"),
        ("قتل علي جابر. وعلي وجابر", "علي جابر", f"قتل {BAR}. {BAR} {BAR}"),
        ("قتل أحمد الجبوري، عائلة جبوري", "أحمد الجبوري", f"قتل {BAR}، عائلة {BAR}"),
        ("Abu al-Walid fell; the al-Walid house; al of it", "Abu al-Walid", f"{BAR} fell; the {BAR} house; al of it"),
        ("Іван Коваленко загинув. Коваленку", "Іван Коваленко", f"{BAR} загинув. {BAR}"),
    ],
)  # fmt: skip
def test_names_are_covered_in_every_form(text: str, name: str, covered: str) -> None:
    assert one(text, name).text(text, "r", "text").text.replace(
        f"{BAR} {BAR}", BAR
    ) == covered.replace(f"{BAR} {BAR}", BAR)


def test_two_words_of_a_name_are_covered_in_other_reports_one_word_is_not() -> None:
    mask = one("Ali Hassan Jaber was killed", "Ali Hassan Jaber")
    assert (
        mask.text("Hassan Jaber's shop; Hassan of Basra", "other").text
        == f"{BAR}'s shop; Hassan of Basra"
    )


def test_one_word_of_a_name_is_covered_in_reports_of_the_same_incident() -> None:
    text = "Ali Jaber was killed"
    claim = Claim("c", "r", "text", 0, 20, text, "killed", "exact", 1, 1, victim_names=((0, 9),))
    incident = Incident("i", ("r", "s"), (), {})
    mask = Mask([claim], [Report("r", text), Report("s", "Jaber")], [incident])
    assert mask.text("The family of Jaber", "s").text == f"The family of {BAR}"


def test_a_name_hidden_by_marks_in_between_is_covered() -> None:
    mask = one("Ali Jaber was killed", "Ali Jaber")
    assert mask.text("A\u200dli\u00a0\u202bJa\u0301ber").text == BAR


def test_an_address_that_gives_a_name_away_keeps_its_host_alone() -> None:
    mask = one("علي جابر", "علي جابر")
    address = "https://a.example.org/%D8%B9%D9%84%D9%8A-%D8%AC%D8%A7%D8%A8%D8%B1"
    assert mask.address(address) == f"a.example.org/{BAR}"


def test_a_decision_releases_one_person_in_one_report() -> None:
    text = "Ali Jaber and Omar Saleh were killed"
    mask = one(
        text, "Ali Jaber", "Omar Saleh", released={person("r", "Ali Jaber"): "his mother asked"}
    )
    assert mask.text(text, "r", "text").text == f"Ali Jaber and {BAR} were killed"


def test_a_release_without_a_reason_is_refused() -> None:
    with pytest.raises(UsageError, match="reason"):
        one("Ali Jaber", "Ali Jaber", released={person("r", "Ali Jaber"): " "})


def test_a_report_named_after_a_victim_is_shown_by_a_digest(material: Any) -> None:
    named = "karim haddadin.txt"
    reports = tuple(replace(r, id=named if r.id == "en-1" else r.id) for r in material.reports)
    claims = tuple(
        replace(c, report_id=named if c.report_id == "en-1" else c.report_id)
        for c in material.claims
    )
    incidents = tuple(
        replace(i, reports=tuple(named if r == "en-1" else r for r in i.reports))
        for i in material.incidents
    )
    page = render(type(material)(incidents, claims, reports).seal(), "html").decode()
    assert "haddadin" not in page.casefold()
