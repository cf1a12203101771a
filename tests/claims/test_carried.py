"""What a sentence tells on of those harmed in the sentence before it."""

import pytest

from oversikt.claims import Reader
from oversikt.records import Claim, Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    """One reader for all: its gazetteer is loaded once."""
    return Reader()


def read(reader: Reader, language: str, text: str) -> tuple[Claim, ...]:
    """Return the claims of a text."""
    return reader.read(Report(id="r", text=text, language=language)).claims


def test_of_them_and_a_copula_carry_the_harm_before(reader: Reader) -> None:
    one, two = read(reader, "es", "Hallaron 20 cuerpos en una fosa. Ayer eran 16.")
    assert (one.measure, two.measure, two.low) == ("bodies_found", "bodies_found", 16)
    whole, part = read(reader, "uk", "Загинули 12 людей. З них троє – діти.")
    assert (part.measure, part.low, part.part_of) == ("killed", 3, whole.id)


def test_two_harms_before_carry_nothing(reader: Reader) -> None:
    text = "Three people were killed and five wounded. Two victims were cousins."
    assert len(read(reader, "en", text)) == 2


def test_a_sentence_far_below_carries_nothing(reader: Reader) -> None:
    text = "Hallaron 20 cuerpos en una fosa. La lluvia siguió todo el día. Ayer eran 16."
    assert len(read(reader, "es", text)) == 1


def test_a_drill_harms_nobody(reader: Reader) -> None:
    text = "Dos pistoleros mataron a tres personas en el simulacro. Los figurantes rieron."
    assert read(reader, "es", text) == ()


def test_one_word_of_rehearsing_makes_no_drill(reader: Reader) -> None:
    text = "Two soldiers were killed when a rebel bomb hit them after a drill."
    assert [c.low for c in read(reader, "en", text)] == [2]


def test_a_clause_without_a_verb_has_the_harm_before_it(reader: Reader) -> None:
    text = "Cuatro civiles murieron en Alepo; en Idlib, dos soldados."
    assert [(c.low, c.measure) for c in read(reader, "es", text)] == [(4, "killed"), (2, "killed")]
    text = "Three people were killed in Kyiv, a city of three million people."
    assert [c.low for c in read(reader, "en", text)] == [3]


def test_attackers_who_flee_are_no_displaced_people(reader: Reader) -> None:
    assert read(reader, "es", "Dos pistoleros huyeron en una moto.") == ()
