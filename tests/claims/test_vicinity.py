"""A quarter or village told beside a town is no town of the same name far away."""

import pytest

from oversikt.claims import Reader
from oversikt.records import Report


def places(text: str, language: str, title: str | None = None) -> set[tuple[str, str | None]]:
    """Name and country of the places where a report's harm happened."""
    report = Report("r", text, title=title, language=language, published="2013-06-12")
    claims = Reader().read(report).claims
    return {(c.place.name or "", c.place.country) for c in claims if c.place}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قتل تسعة أشخاص بانفجار في منطقة الكمالية شرقي بغداد."),
        ("en", "Nine people were killed in the Qahira district of north-eastern Baghdad."),
        ("fr", "Neuf personnes ont été tuées à Kamalia, à l'est de Bagdad."),
    ],
)
def test_a_quarter_lies_by_its_town(language: str, text: str) -> None:
    assert {country for _, country in places(text, language)} == {"IQ"}


def test_a_headline_of_the_bare_name_is_of_the_same_quarter() -> None:
    text = "قتل تسعة أشخاص بانفجار عبوة في حي العامرية غربي بغداد."
    found = places(text, "ar", title="مقتل تسعة أشخاص بانفجار في العامرية")
    assert {country for _, country in found} == {"IQ"}


def test_a_town_over_the_border_stays_in_its_country() -> None:
    text = "Nine people were killed in Gaziantep, north of Aleppo."
    assert places(text, "en") == {("Gaziantep", "TR")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Seks mennesker ble drept i Umm al-Maalif sørvest i Bagdad mandag."),
        ("nb", "Ti personer ble drept på et marked i Jadidat al-Shatt ved Baquba."),
        ("en", "Two people were killed in Sulaikh, northern Baghdad, on Tuesday."),
        ("en", "Thirteen people died in Baghdad's Talbiya neighbourhood."),
        ("ar", "قتل خمسة أشخاص في منطقة سبع البور شمالي بغداد."),
        ("fr", "Neuf personnes ont été tuées à Kamalia, dans l'est de Bagdad."),
    ],
)
def test_a_quarter_that_no_list_has_stands_at_its_town(language: str, text: str) -> None:
    [claim] = Reader().read(Report("r", text, language=language, published="2013-06-12")).claims
    place = claim.place
    assert place is not None
    assert not place.listed
    assert place.precision == 2
    assert place.admin1 in ("IQ-BG", "IQ-DI")
    assert place.lat


@pytest.mark.parametrize(
    "text",
    [
        "Two were shot in San Diego. Shelley Zimmerman said one died. Zimmerman told the dead man's wife.",
        "Two men were shot in Dallas on Friday. Malone, 14, was killed.",
    ],
)
def test_a_name_that_a_town_far_away_has_is_no_place(text: str) -> None:
    assert {name for name, _ in places(text, "en")} <= {"San Diego", "Dallas"}


@pytest.mark.parametrize(
    "text",
    [
        "قتل خمسة أشخاص بقصف على المنطقة الصناعية في حلب.",  # "the industrial area" is no name
        "قتل خمسة أشخاص في حلب، بحسب شبكة Paris اليوم.",  # nor is what stands in another script
    ],
)
def test_a_description_and_a_name_in_another_script_are_no_places(text: str) -> None:
    assert places(text, "ar") == {("Aleppo", "SY")}


def test_a_name_in_foreign_letters_does_not_speak_for_itself() -> None:
    text = "قتل خمسة أشخاص بانفجار عبوة في منطقة الحرية."  # Liberdade in Brazil is called so too
    assert "BR" not in {country for _, country in places(text, "ar")}
    assert places("قتل خمسة أشخاص في ساو باولو.", "ar") == {("São Paulo", "BR")}
