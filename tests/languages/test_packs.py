"""Every language pack keeps the format that ``languages/README.md`` tells."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import oversikt
from oversikt.records import MEASURES
from oversikt.words.lexicon import expand
from oversikt.words.pack import compile_pack
from oversikt.words.tokens import fold

PACKS = Path(oversikt.__file__).parent / "languages"
CODES = sorted(p.parent.name for p in PACKS.glob("*/pack.toml"))
GOLD = sorted(p.parent.name for p in PACKS.glob("*/gold.toml"))
CLAIM_KEYS = {
    "measure", "quantifier", "low", "high", "victim_status", "quote", "date_start", "date_end",
    "date_precision", "date_phrase", "place", "country", "attribution", "scope", "modality",
    "part_of", "same_as", "cause", "actor", "sex", "age_group", "affiliation", "unit", "field",
}  # fmt: skip
QUANTIFIERS = {
    "exact", "at_least", "more_than", "at_most", "fewer_than", "about", "range", "magnitude",
    "uncounted", "none",
}  # fmt: skip
MEASURED = set(MEASURES)


def table(code: str, name: str) -> dict[str, Any]:
    return tomllib.loads((PACKS / code / f"{name}.toml").read_text(encoding="utf-8"))


def lists_of(content: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield every list of words of a pack with its path."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield from lists_of(value, f"{path}[{key}]")
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield f"{path}.{key}", value


@pytest.mark.parametrize("code", CODES)
def test_a_pack_compiles_and_knows_words_of_harm(code: str) -> None:
    pack = compile_pack(resources.files("oversikt.languages") / code)
    assert pack.code == code
    assert len(pack.alarm) > 50


@pytest.mark.parametrize("code", CODES)
def test_no_entry_stands_twice_in_a_list(code: str) -> None:
    twice = {
        path: [word for word, n in Counter(words).items() if n > 1]
        for path, words in lists_of(table(code, "pack"))
    }
    assert {path: words for path, words in twice.items() if words} == {}


@pytest.mark.parametrize("code", CODES)
def test_every_entry_is_a_word_without_loose_braces_or_blanks(code: str) -> None:
    content = table(code, "pack")
    endings = content.get("endings", {})
    for path, words in lists_of(content):
        if path.startswith(("[endings]", "[language]")):
            continue
        for word in words:
            for form in expand(word, endings):
                assert form.strip(), (path, word)
                assert not set("{}<>") & set(form), (path, word)


@pytest.mark.parametrize("code", CODES)
def test_number_words_have_values_and_digits_have_signs(code: str) -> None:
    numbers = table(code, "numbers")
    assert set(numbers) <= {
        "joiners", "units", "hundreds", "multipliers", "ordinals", "fractions", "digits",
    }  # fmt: skip
    assert set(numbers["units"].values()) >= set(range(2, 20))
    assert {1000, 1_000_000} <= set(numbers["multipliers"].values())
    assert len(numbers["digits"]["decimal"]) == 1
    assert all(len(sign) == 1 for sign in numbers["digits"]["group"])


@pytest.mark.parametrize("code", CODES)
def test_the_calendar_has_every_month_and_weekday(code: str) -> None:
    calendar = table(code, "calendar")
    assert set(calendar["months"].values()) == set(range(1, 13))
    assert set(calendar["weekdays"].values()) == set(range(7))
    assert all(name == name.lower() for names in calendar.values() for name in names)


@pytest.mark.parametrize("code", GOLD)
def test_gold_has_120_sentences_each_shown_once(code: str) -> None:
    gold = table(code, "gold")["gold"]
    assert len(gold) >= 120
    told = Counter((one["shows"], one["text"]) for one in gold)
    assert [pair for pair, n in told.items() if n > 1] == []


@pytest.mark.parametrize("code", GOLD)
def test_gold_keeps_its_format(code: str) -> None:
    for one in table(code, "gold")["gold"]:
        assert set(one) <= {"shows", "text", "title", "published", "claims"}, one["shows"]
        if "published" in one:
            date.fromisoformat(one["published"])
        for position, claim in enumerate(one["claims"]):
            where = (one["shows"], claim)
            assert set(claim) <= CLAIM_KEYS, where
            assert claim["measure"] in MEASURED, where
            assert claim["quantifier"] in QUANTIFIERS, where
            field = one["title"] if claim.get("field") == "title" else one["text"]
            assert claim["quote"] in field, where
            for link in ("part_of", "same_as"):
                assert claim.get(link, -1) != position, where
                assert claim.get(link, 0) < len(one["claims"]), where


def test_months_of_arabic_are_read_in_both_systems_and_together() -> None:
    months = table("ar", "calendar")["months"]
    for name in ("تموز", "يوليو", "تموز/يوليو", "يوليو/تموز", "يوليو (تموز)"):
        assert months[name] == 7


def test_words_broken_up_against_filters_fold_to_the_plain_word() -> None:
    for broken in ("قصـ.ـف", "قصـــف", "قصـ ـف", "قصـ.ف"):
        assert fold(broken) == "قصف"
