"""Who says what: the speaker's phrase, and which saying of a sentence a claim belongs to."""

import pytest

from oversikt.claims import Reader
from oversikt.records import Claim, Report

READER = Reader()


def claims(language: str, text: str) -> list[Claim]:
    return list(READER.read(Report("r", text, None, "2024-05-06", language)).claims)


def sources(language: str, text: str) -> dict[int | None, list[str]]:
    """The names that each claim is ascribed to, by its number."""
    return {c.low: [a.name for a in c.attribution] for c in claims(language, text)}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Ten people were killed, said two members of the council.", "two members of the council"),
        ("en", "Ten people were killed, an eyewitness said.", "eyewitness"),
        ("en", "Ten people were killed, army spokesman Karim al-Basri said.", "Karim al-Basri"),
        ("en", "Ten deaths were counted by officials.", "officials"),
        ("de", "Zehn Menschen wurden getötet, sagte ein Sprecher der örtlichen Polizei.", "Sprecher der örtlichen Polizei"),
        ("es", "Diez personas murieron, según la Fiscalía de la capital.", "Fiscalía de la capital"),
        ("ar", "قتل عشرة أشخاص، قال الجنرال توماس كولنز.", "الجنرال توماس كولنز"),
        ("ar", "قال المتحدث باسم وزارة الصحة علي جابر حميد إن عشرة أشخاص قتلوا.", "المتحدث باسم وزارة الصحة علي جابر حميد"),
        ("ar", "قتل عشرة أشخاص، أفادت الشرطة الصومالية.", "الشرطة الصومالية"),
    ],
)  # fmt: skip
def test_titles_names_and_owners_belong_to_the_phrase(language: str, text: str, name: str) -> None:
    assert [a.name for a in claims(language, text)[0].attribution] == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police said ten people were killed; twelve were killed, doctors told Reuters."),
        ("en", "Ten people were killed, police said. Twelve were killed, doctors told Reuters."),
    ],
)
def test_each_claim_has_the_nearest_speaker(language: str, text: str) -> None:
    assert sources(language, text) == {10: ["Police"], 12: ["Reuters", "doctors"]} or sources(
        language, text
    ) == {10: ["police"], 12: ["Reuters", "doctors"]}


def test_a_medium_that_passes_on_is_the_outer_speaker() -> None:
    assert sources("en", "The ministry said ten people were killed, according to Reuters.") == {
        10: ["Reuters", "ministry"]
    }


def test_a_pronoun_speaks_for_who_spoke_before() -> None:
    text = (
        "Ten people were killed in Mosul, said Colonel Adam Barr.\n\nTwenty were wounded, he said."
    )
    assert sources("en", text)[20] == sources("en", text)[10] == ["Adam Barr"]


def test_the_ministry_is_the_ministry_told_of_in_full() -> None:
    text = "The health ministry said ten people were killed. The ministry said twenty were wounded."
    assert sources("en", text)[20] == sources("en", text)[10] == ["health ministry"]


def test_a_listed_toll_has_the_speaker_before_the_colon() -> None:
    text = "وزارة الصحة تعلن حصيلة الغارات. وجاء في بيانها:\n\nالنبطية: 6 شهداء\nالبقاع: 3 شهداء"
    assert sources("ar", text) == {6: ["وزارة الصحة"], 3: ["وزارة الصحة"]}


def test_a_victim_does_not_speak() -> None:
    text = "وكانت الشبكة أعلنت أمس مقتل الطبيب عمران إسماعيل وإصابة ثلاثة آخرين."
    assert sources("ar", text) == {1: ["الشبكة"], 3: ["الشبكة"]}
