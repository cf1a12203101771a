"""The sentences that tell of harm are the same whether a text is cut whole or where it rings."""

from hypothesis import given
from hypothesis import strategies as st

from oversikt.claims.pack import load
from oversikt.claims.spots import listened, parts, ringing
from oversikt.records import Report

PIECES = st.sampled_from(
    ["Three were killed", "The road is open", "Mr", ". ", "? ", "\n", "\n\n", " \n \n", " ", "1",
     "up nine percent", "a wounded man", "(", "\u2028", "\ufeff"]
)  # fmt: skip


@given(st.lists(PIECES).map("".join), st.none() | st.just("Two killed"))
def test_what_rings_is_what_tells(text: str, title: str | None) -> None:
    pack = load("en")
    fields = listened(Report("r", text, title), pack)
    whole = [spot for part in parts(fields, pack) for spot in part if spot.tells]
    rings = [spot for one in fields for spot in ringing(one, one.heard.ends, pack) if spot.tells]
    assert [s[:4] for s in rings] == [s[:4] for s in whole]
    assert [s.items for s in rings] == [s.items for s in whole]


def test_a_report_without_a_word_of_harm_is_not_cut() -> None:
    assert listened(Report("r", "The road is open."), load("en")) == []
