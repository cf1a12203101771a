"""The report's other places decide what a name means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.places.context import Context, apart, gathered, place, resolve, unlisted
from oversikt.places.gazetteer import Gazetteer
from oversikt.places.index import Entry


def _country(name: str, context: Context, language: str = "en") -> str | None:
    entry = resolve(Gazetteer.load().lookup(name, language), context)
    return entry.country if entry else None


def test_a_country_beside_the_name_outweighs_everything() -> None:
    assert _country("Tripoli", Context(parents=("LB",))) == "LB"
    assert _country("Tripoli", Context()) == "LY"


def test_the_country_that_the_report_tells_of_is_preferred() -> None:
    assert _country("Suárez", Context(countries={"CO": 3}, phrase="Suárez"), "es") == "CO"
    assert _country("Tripoli", Context(countries={"LB": 4})) == "LB"


def test_a_small_town_without_context_is_refused() -> None:
    hamlet = Entry("Anah", "city", "IQ", population=900)
    assert resolve((hamlet,), Context(phrase="Anah")) is None
    assert resolve((hamlet,), Context(countries={"IQ": 1}, phrase="Anah")) == hamlet
    assert resolve((), Context()) is None


def test_a_town_is_meant_rather_than_its_province_unless_words_say_so() -> None:
    idlib = Gazetteer.load().find("Idlib")
    town = resolve(idlib, Context(phrase="Idlib"))
    province = resolve(idlib, Context(phrase="Idlib", kinds=frozenset({"admin1"})))
    assert town is not None
    assert province is not None
    assert (town.kind, province.kind) == ("city", "admin1")


def test_names_that_share_a_country_speak_for_it_together() -> None:
    gazetteer = Gazetteer.load()
    names = ("Antioquia", "Anorí", "Valdivia")
    context = gathered([(n, gazetteer.lookup(n, "es")) for n in names])
    assert context.country == "CO"


def test_towns_of_one_province_speak_for_each_other() -> None:
    gazetteer = Gazetteer.load()
    names = {n: gazetteer.lookup(n, "en") for n in ("Springfield", "Chicopee", "Holyoke")}
    alone = resolve(names["Springfield"], Context(countries={"US": 1}, phrase="Springfield"))
    beside = resolve(names["Springfield"], replace(gathered(names.items()), phrase="Springfield"))
    assert alone is not None
    assert beside is not None
    assert alone.admin1 != "US-MA"
    assert beside.admin1 == "US-MA"


def test_nationalities_speak_for_their_country() -> None:
    assert gathered([], ["IQ", "IQ", "SY"]).country == "IQ"
    assert gathered([], ["IQ", "SY"]).country is None


@pytest.mark.parametrize(
    ("kind", "precision"),
    [
        ("city", 1),
        ("site", 1),
        ("district", 3),
        ("admin1", 4),
        ("region", 5),
        ("country", 6),
        ("water", 7),
    ],
)
def test_the_kind_of_place_gives_its_precision(kind: str, precision: int) -> None:
    entry = Entry("X", kind)  # type: ignore[arg-type]  # the table holds every kind
    assert place(entry, "x").precision == precision
    assert place(entry, "near x", 2).precision == 2


def test_an_unlisted_village_keeps_its_words_and_its_reports_country() -> None:
    found = unlisted("Kafr Xyz", Context(countries={"SY": 2.0}))
    assert (found.name, found.country, found.lat, found.precision) == ("Kafr Xyz", "SY", None, None)
    beside = unlisted("Kafr Xyz", Context(countries={"IQ": 2.0}, parents=("SY-ID",)))
    assert (beside.country, beside.admin1) == ("SY", "SY-ID")


@given(st.permutations(Gazetteer.load().find("Tripoli")))
def test_the_order_of_candidates_decides_nothing(candidates: list[Entry]) -> None:
    assert resolve(candidates, Context()) == resolve(Gazetteer.load().find("Tripoli"), Context())


def test_a_name_that_nothing_leads_does_not_speak_for_itself() -> None:
    hamlet = Entry("Anah", "city", "PH", population=20_000)
    report = gathered([("Anah", (hamlet,))])
    heard = Context(countries=report.countries, voices=report.voices, phrase="Anah", led=False)
    assert resolve((hamlet,), heard) is None
    assert resolve((hamlet,), report) == hamlet


def test_letters_tell_names_apart_that_folding_makes_one() -> None:
    town, province = (
        Entry("Münster", "city", "DE", population=270_000),
        Entry("Munster", "admin1", "IE", population=1_300_000),
    )
    assert resolve((town, province), Context(phrase="Münster")) == town


def test_a_name_that_a_town_has_today_is_not_what_a_larger_town_was_once_called() -> None:
    present = Entry("Sloviansk", "city", "UA", population=105_000)
    once = Entry("Nikopol", "city", "UA", population=106_000)
    abroad = Entry("Nikopol", "city", "BG", population=200_000)
    far_larger = Entry("Odesa", "city", "UA", population=9_000_000)
    told = Context(countries={"UA": 2}, phrase="Слов'янськ")
    assert resolve((once, present, abroad), told) == present
    assert resolve((once, present, far_larger), told) == far_larger
    assert resolve((once, abroad), told) == once
    assert resolve((replace(once, own=True), present), told) == replace(once, own=True)


def test_a_place_far_from_the_town_in_another_country_is_not_the_one_beside_it() -> None:
    baghdad = [Entry("Baghdad", "city", "IQ", lat=33.3, lon=44.4)]
    kamalia = Entry("Kamalia", "city", "PK", lat=30.7, lon=72.6)
    across = Entry("Sumar", "city", "IR", lat=33.9, lon=45.6)
    at_home = Entry("Rutba", "city", "IQ", lat=33.0, lon=40.3)
    unknown = Entry("Kamalia", "city", "PK")
    assert apart([kamalia], baghdad)
    for other in (across, at_home, unknown):
        assert not apart([kamalia, other], baghdad)
    assert not apart([kamalia], [])
