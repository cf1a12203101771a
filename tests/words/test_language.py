"""A language is told by its common words, as soon as one is clear, among packs of its script."""

import pytest

from oversikt.words.language import detect
from oversikt.words.pack import codes, script_of

SENTENCES = {
    "ar": "قال مسؤول محلي إن ثلاثة أشخاص قتلوا في انفجار قرب السوق يوم الاثنين.",
    "de": "Bei einem Anschlag auf einen Markt sind am Montag drei Menschen getötet worden.",
    "en": "The police said that three people were killed when a bomb went off at the market.",
    "es": "La policía dijo que tres personas murieron cuando una bomba estalló en el mercado.",
    "fr": "La police a dit que trois personnes ont été tuées par une bombe dans le marché.",
    "ru": "Полиция сообщила, что три человека погибли, когда на рынке взорвалась бомба.",
    "uk": "Поліція повідомила, що троє людей загинули, коли на ринку вибухнула бомба.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str) -> None:
    assert detect(SENTENCES[code]) == code


def test_what_follows_a_clear_lead_changes_nothing() -> None:
    english = (SENTENCES["en"] + " ") * 5
    assert detect(english + (SENTENCES["es"] + " ") * 60) == "en"


@pytest.mark.parametrize("text", ["", "12 345", "\u3042\u3044\u3046 " * 40])
def test_a_text_of_no_known_words_has_no_language(text: str) -> None:
    assert detect(text) is None


def test_every_pack_names_its_script() -> None:
    assert {script_of(code)[0] for code in codes()} == {"Arab", "Cyrl", "Latn"}


def test_letters_of_one_language_alone_tell_a_text_too_short_for_words() -> None:
    assert detect("Вісім людей вважаються зниклими безвісти.") == "uk"
    assert detect("Убиты двое.") == "ru"
    own = [letter for code in codes() for letter in script_of(code)[1]]
    assert len(own) == len(set(own))
