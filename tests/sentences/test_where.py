"""Names of places in a sentence: streets, counties, and the states behind towns."""

import pytest

from oversikt.places import Gazetteer
from oversikt.sentences.where import Named, named_in
from oversikt.words.marks import cut, mark
from oversikt.words.pack import load


def named(text: str, code: str = "en") -> list[Named]:
    pack = load(code)
    items = mark(text, cut(text, 0, len(text), pack))
    return named_in(text, items, pack, Gazetteer.load())


@pytest.mark.parametrize(
    ("text", "state", "code"),
    [
        ("Two men died in Roswell, N.M., on Monday.", "N.M", "US-NM"),
        ("Two men died in Florence, Ala., on Monday.", "Ala", "US-AL"),
        ("Two men died in Dayton, OH on Monday.", "OH", "US-OH"),
    ],
)
def test_a_state_keeps_the_words_of_the_text_and_is_told_to_its_town(
    text: str, state: str, code: str
) -> None:
    town, behind = named(text)
    assert (town.state, behind.phrase) == (code, state)
    assert behind.phrase in text


def test_in_a_text_all_in_capitals_no_word_is_a_state() -> None:
    assert all(
        one.state is None for one in named("FIVE DIED IN JAUJA, IN THE DEPARTMENT OF JUNIN.")
    )


def test_a_street_is_part_of_a_town_and_a_county_is_none() -> None:
    street, town = named("Two men died on Basra Street in Mosul.")
    assert (street.phrase, street.part, town.phrase) == ("Basra", True, "Mosul")
    (county,) = named("Two men died in Colbert County.")
    assert (county.phrase, county.shire) == ("Colbert County", True)


def test_whose_a_place_is_is_not_its_name() -> None:
    (town,) = named("قتل شرطيان في هجوم على حاجز للشرطة شمال تكريت.", "ar")
    assert town.phrase == "تكريت"


@pytest.mark.parametrize(
    ("text", "code", "kinds"),
    [
        ("Two men died in Kirkuk province on Monday.", "en", [{"admin1"}]),
        ("Two men died in the province of Kirkuk on Monday.", "en", [{"admin1"}]),
        ("Two men died in Kirkuk, capital of the province.", "en", [set()]),
        ("Two men died in the city of Kirkuk.", "en", [{"city"}]),
        ("Two died in the Deir al-Balah region of Gaza.", "en", [{"admin1"}, set()]),
        ("In der Provinz Kandahar starben zwei Männer.", "de", [{"admin1"}]),
        ("Deux hommes sont morts dans la province de Kandahar.", "fr", [{"admin1"}]),
        ("Dos hombres murieron en la provincia de Alepo.", "es", [{"admin1"}]),
        ("To menn døde i Kandahar-provinsen.", "nb", [{"admin1"}]),
        ("To menn døydde i provinsen Kandahar.", "nn", [{"admin1"}]),
        ("قتل رجلان بمحافظة كركوك يوم الاثنين", "ar", [{"admin1"}]),
        ("قتل رجلان في كركوك يوم الاثنين", "ar", [set()]),
        ("Двое погибли в провинции Кандагар.", "ru", [{"admin1"}]),
        ("Двоє загинули в провінції Кандагар.", "uk", [{"admin1"}]),
    ],
)
def test_words_beside_a_name_tell_its_kind(text: str, code: str, kinds: list[set[str]]) -> None:
    assert [one.kinds for one in named(text, code)] == kinds
