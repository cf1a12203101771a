"""Names of places are found in the forms that nine languages give them."""

import pytest

from oversikt.places.gazetteer import Gazetteer
from oversikt.places.index import Entry
from oversikt.places.inflection import tables

_MATCHES = [
    ("en", "killed in Tal Afar , Nineveh", 2, 4, "Tal Afar"),
    ("en", "Mosul's hospital", 0, 1, "Mosul"),
    ("en", "in al-Bab today", 1, 2, "Al-Bab"),
    ("en", "in Tuz Khurmatu", 1, 3, "Tuz Khurmatu"),
    ("nb", "Mosuls gater", 0, 1, "Mosul"),
    ("nb", "i Gazastripen", 1, 2, "Gaza Strip"),
    ("nn", "i Noreg", 1, 2, "Norway"),
    ("de", "Bagdads Zentrum", 0, 1, "Baghdad"),
    ("de", "in Charkiw", 1, 2, "Kharkiv"),
    ("fr", "dans la bande de Gaza", 2, 5, "Gaza Strip"),
    ("fr", "au Nord - Kivu", 1, 4, "North Kivu"),
    ("es", "en la franja de Gaza", 2, 5, "Gaza Strip"),
    ("es", "en Alepo", 1, 2, "Aleppo"),
    ("uk", "у Києві", 1, 2, "Kyiv"),
    ("uk", "на Донеччині", 1, 2, "Donetsk Oblast"),
    ("uk", "в Донецькій області", 1, 3, "Donetsk Oblast"),
    ("uk", "біля Харкова", 1, 2, "Kharkiv"),
    ("uk", "Авдіївці", 0, 1, "Avdiivka"),
    ("ru", "в Мосуле", 1, 2, "Mosul"),
    ("ru", "в Белгородской области", 1, 3, "Belgorod Oblast"),
    ("ru", "из Нагорного Карабаха", 1, 3, "Nagorno-Karabakh"),
    ("ru", "в багдадской больнице", 1, 2, "Baghdad"),
    ("ar", "في الموصل", 1, 2, "Mosul"),
    ("ar", "قصف وبغداد", 1, 2, "Baghdad"),
    ("ar", "قتل بالفلوجة", 1, 2, "Fallujah"),
    ("ar", "في دير الزور", 1, 3, "Deir ez-Zor"),
]


@pytest.mark.parametrize(("language", "sentence", "start", "end", "name"), _MATCHES)
def test_names_are_found_in_their_forms(
    language: str, sentence: str, start: int, end: int, name: str
) -> None:
    found = Gazetteer.load().match(sentence.split(), start, language)
    assert found is not None
    assert found[0] == end
    assert name in {entry.name for entry in found[1]}


@pytest.mark.parametrize(
    ("language", "sentence", "start"),
    [
        ("en", "Best of all", 0),
        ("en", "Police said", 0),
        ("en", "mosul", 0),
        ("nb", "Mars var kald", 0),
        ("de", "Kinder starben", 0),
        ("ar", "وكان القتلى", 0),
        ("ar", "السوري قال", 0),
        ("uk", "Мир настане", 0),
        ("en", ", and", 0),
    ],
)
def test_common_words_are_no_places(language: str, sentence: str, start: int) -> None:
    assert Gazetteer.load().match(sentence.split(), start, language) is None


def test_a_guarded_word_is_a_place_after_the_word_for_its_kind() -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.match(["the", "town", "of", "Best"], 3, "en") is not None
    assert gazetteer.match(["منطقة", "القلعة"], 1, "ar") is None  # a village in Iran has the name


@pytest.mark.parametrize(
    ("phrase", "language", "name", "kind"),
    [
        ("Gulran-distriktet", "nb", "Gulran", "district"),
        ("محافظة تعز", "ar", "Taiz", "admin1"),
        ("مدينة دير الزور", "ar", "Deir ez-Zor", "city"),
        ("ولاية النيجر", "ar", "Niger State", "admin1"),
        ("Al-Nuseirat", "en", "Nuseirat", "site"),
    ],
)
def test_words_for_the_kind_choose_the_kind(
    phrase: str, language: str, name: str, kind: str
) -> None:
    found = Gazetteer.load().lookup(phrase, language)
    assert (name, kind) in {(entry.name, entry.kind) for entry in found}


def test_unknown_languages_and_phrases_find_nothing() -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.lookup("Xqzzt") == ()
    assert gazetteer.lookup("") == ()
    found = gazetteer.match(["Mosul"], 0, "xx")
    assert found is not None


@pytest.mark.parametrize(
    ("short", "code"),
    [("OH", "US-OH"), ("Ala", "US-AL"), ("NM", "US-NM"), ("WVa", "US-WV"), ("DC", "US-DC")],
)
def test_a_state_is_known_by_its_short_form(short: str, code: str) -> None:
    found = Gazetteer.load().division(short)
    assert found is not None
    assert (found.kind, found.admin1) == ("admin1", code)


@pytest.mark.parametrize("word", ["oh", "ala", "XX", "Police", ""])
def test_no_other_word_is_a_state(word: str) -> None:
    assert Gazetteer.load().division(word) is None


def test_towns_bear_geonames_ids_and_provinces() -> None:
    mosul = next(e for e in Gazetteer.load().find("Mosul") if e.kind == "city")
    assert (mosul.geonames_id, mosul.country, mosul.admin1) == (99072, "IQ", "IQ-NI")
    assert mosul.admin1_name == "Nineveh"


def test_every_language_has_a_table_of_endings() -> None:
    assert set(tables()) == {"en", "nb", "nn", "de", "fr", "es", "uk", "ru", "ar"}


def of_two_words(text: str, language: str) -> tuple[Entry, ...]:
    """What a text of two words is a place of, once it is matched whole."""
    found = Gazetteer.load().match(text.split(), 0, language)
    assert found is not None
    assert found[0] == 2
    return found[1]


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("uk", "Уманському районі", "Uman"),
        ("uk", "Хустського району", "Khust"),
        ("ru", "Клинском районе", "Klin"),
    ],
)
def test_a_district_is_known_by_the_adjective_of_its_town(
    language: str, text: str, town: str
) -> None:
    found = of_two_words(text, language)
    assert {(e.name, e.kind, e.geonames_id) for e in found} >= {(town, "district", None)}


@pytest.mark.parametrize(
    ("language", "text", "district", "admin1"),
    [
        ("uk", "Куп’янському районі", "Kupiansk Raion", "UA-63"),
        ("uk", "Василівського району", "Vasylivka Raion", "UA-23"),
        ("uk", "Криворізький район", "Kryvyi Rih Raion", "UA-12"),
        ("ru", "Волновахском районе", "Volnovakha Raion", "UA-14"),
        ("ru", "Шебекинском округе", "Shebekino District", "RU-BEL"),
    ],
)
def test_a_listed_district_goes_before_the_town_that_its_adjective_may_be_of(
    language: str, text: str, district: str, admin1: str
) -> None:
    found = of_two_words(text, language)
    assert {(e.name, e.kind, e.admin1) for e in found} >= {(district, "district", admin1)}
