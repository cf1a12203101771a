"""Spellings of one name meet, and different names stay apart."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt import names
from oversikt.errors import PackError


def letters(name: str) -> list[str]:
    return [part.letters for part in names.parts(name)]


def sounds(name: str) -> list[str]:
    return [part.sounds for part in names.parts(name)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),  # hamza
        ("فاطمة", "فاطمه"),  # ta marbuta
        ("ليلى", "ليلي"),  # alef maqsura
        ("مُحَمَّد", "محمد"),  # vowel signs
        ("محمـــد", "محمد"),  # tatweel
        ("عبد الرحمن", "عبدالرحمن"),  # apart or in one word
        ("نور الدين", "نورالدين"),
        ("أبو عمر", "ابوعمر"),
        ("سعيد بن خالد", "سعيد خالد"),  # son of
        ("سعيد الحسن", "سعيد حسن"),  # the article
        ("عبد هللا", "عبد الله"),  # a ligature turned round by a program
        ("Abd al-Rahman", "Abdul Rahman"),
        ("Sa'id", "Said"),
        ("Håkon", "Hakon"),
    ],
)
def test_spellings_of_one_name_have_the_same_letters(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", "Mohammed"),
        ("يوسف خالد", "Youssef Khaled"),
        ("عبد الرحمن", "Abdelrahman"),
        ("صلاح الدين", "Salah Eddin"),
        ("أبو عمر", "Abu Omar"),
        ("شريف", "Cherif"),
        ("علي أبو عمر", "Ali Omar"),  # the kunya that a family may leave away
    ],
)
def test_two_scripts_share_the_sounds_of_a_name(arabic: str, latin: str) -> None:
    assert sounds(arabic) == sounds(latin)


def test_servant_of_stays_a_name_of_its_own_before_a_plain_name() -> None:
    assert len(names.parts("محمد عبد حسن")) == 3
    assert len(names.parts("محمد عبد الحسن")) == 2


def test_parts_have_their_roles_by_place() -> None:
    given_, father, grandfather, family = names.roles("سعيد خالد يوسف حسن")
    assert [p.letters if p else None for p in (given_, father, grandfather, family)] == [
        "سعيد", "خالد", "يوسف", "حسن",
    ]  # fmt: skip
    assert names.roles("Kari Nordmann")[1:3] == (None, None)


@given(st.text(max_size=40))
def test_any_text_has_parts_and_none_of_them_is_empty(text: str) -> None:
    assert all(part.letters and part.sounds for part in names.parts(text))


@given(st.lists(st.sampled_from(["سعيد", "Ali", "أبو", "ال", "abd", "al", "الدين", "بن"])))
def test_words_that_only_join_are_never_lost_with_what_they_join(words: list[str]) -> None:
    assert bool(names.parts(" ".join(words))) == bool(words)


def test_a_page_of_names_that_lacks_a_key_is_refused() -> None:
    page = '[[script]]\nname = "x"\nfrom = "a"\nto = "z"\n'
    plain = tomllib.loads(page)["script"][0]
    with pytest.raises(PackError, match="letters"):
        names._script("languages/xx/names.toml", plain)
