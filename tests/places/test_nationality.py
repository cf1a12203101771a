"""Words for peoples tell their country in nine languages."""

import pytest

from oversikt.places.nationality import nationality


@pytest.mark.parametrize(
    ("word", "language", "country"),
    [
        ("Iraqis", "en", "IQ"),
        ("irakiske", "nb", "IQ"),
        ("irakiske", "nn", "IQ"),
        ("irakischen", "de", "IQ"),
        ("irakienne", "fr", "IQ"),
        ("iraquíes", "es", "IQ"),
        ("іракської", "uk", "IQ"),
        ("иракских", "ru", "IQ"),
        ("العراقية", "ar", "IQ"),
        ("والسوريين", "ar", "SY"),
        ("syrere", "nb", "SY"),
        ("українців", "uk", "UA"),
        ("колумбийские", "ru", "CO"),
        ("maler", "nb", None),
        ("Iraq", "en", None),
        ("Iraqi", None, None),
    ],
)
def test_a_word_for_a_people_tells_its_country(
    word: str, language: str | None, country: str | None
) -> None:
    assert nationality(word, language) == country
