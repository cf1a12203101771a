"""An incident keeps its id while it grows, merges and is split again."""

from hypothesis import given
from hypothesis import strategies as st

from oversikt.records import ClaimRole, Incident, digest
from oversikt.store.identity import Name, settle


def incident(*claims: str) -> Incident:
    """Return an incident of these claims, named as linking names it: by its first claim."""
    roles = tuple(ClaimRole(claim, "recommended") for claim in claims)
    return Incident(digest("incident", claims[0]), (), roles, {})


def ids(*groups: str, names: tuple[Name, ...] = ()) -> tuple[list[str], tuple[Name, ...]]:
    """Settle groups of one-letter claims; return the ids as the letter they were made from."""
    letters = {digest("incident", letter): letter for letter in "abcdefghij"}
    settled, now = settle([incident(*group) for group in groups], names)
    words = ["<".join(letters[i] for i in (s.id, *s.previous_ids)) for s in settled]
    return words, now


def test_an_incident_keeps_its_id_when_an_earlier_report_comes_in() -> None:
    _, names = ids("bc", "de")
    assert ids("abc", "de", names=names)[0] == ["b", "d"]


def test_of_two_that_merge_the_older_id_stays_and_the_other_is_remembered() -> None:
    _, names = ids("ab", "cd")
    merged, names = ids("cdab", names=names)
    assert merged == ["a<c"]
    assert ids("ab", "cd", names=names)[0] == ["a", "c"]


def test_a_part_that_is_split_off_gets_an_id_of_its_own() -> None:
    _, names = ids("abc")
    assert ids("bc", "a", names=names)[0] == ["b", "a"]


def test_where_its_first_claim_is_gone_an_id_stays_with_most_of_its_claims() -> None:
    _, names = ids("abcd")
    now, names = ids("b", "cd", names=names)
    assert now == ["b", "a"]
    assert ids("b", "cd", names=names)[0] == ["b", "a"]


def test_an_id_whose_claims_are_all_gone_is_never_given_again() -> None:
    _, names = ids("ab")
    _, names = ids("cd", names=names)
    now, _ = ids("ab", "cd", names=names)
    assert now == ["a", "c"]
    assert {name.id for name in names} >= {digest("incident", "a")}


GROUPS = st.lists(st.sampled_from("0123"), min_size=10, max_size=10).map(
    lambda homes: ["".join(c for c, h in zip("abcdefghij", homes, strict=True) if h == home)
                   for home in "0123" if home in homes]
)  # fmt: skip


@given(st.lists(GROUPS, min_size=1, max_size=6))
def test_ids_are_unique_and_settling_again_changes_nothing(rounds: list[list[str]]) -> None:
    names: tuple[Name, ...] = ()
    for groups in rounds:
        made = [incident(*group) for group in groups]
        settled, names = settle(made, names)
        again, same = settle(made, names)
        given_ids = [i for one in settled for i in (one.id, *one.previous_ids)]
        assert len(given_ids) == len(set(given_ids))
        assert (again, same) == (settled, names)
        assert [one.claims for one in settled] == [one.claims for one in made]
