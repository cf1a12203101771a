"""Numbers: low, best and high by profile, from claims with their roles."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import MOSUL, Scene, claim, market, report, says

from oversikt.incidents import profiles
from oversikt.incidents.mentions import Mention, gather
from oversikt.incidents.ranges import by_status, roles, tally
from oversikt.records import Claim, Report

MINMAX = profiles.load("minmax")


def mentions(*scene: Scene) -> list[Mention]:
    return gather([r for r, _ in scene], [c for _, c in scene])


def counted(
    scene: Sequence[Scene], profile: profiles.Profile = MINMAX, sources: Sequence[int] | None = None
) -> Any:
    found = mentions(*scene)
    return tally(found, sources or list(range(len(found))), "killed", profile)[0]


def scene(*tolls: int) -> list[Scene]:
    return [market(f"r{i}", n, f"2017-06-{i + 2:02}") for i, n in enumerate(tolls)]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("minmax", (10, 14, 18)),
        ("ibc", (10, 10, 18)),
        ("ucdp", (10, 14, 18)),
        ("acled", (10, 10, 10)),
        ("airwars", (10, 10, 18)),
        ("antiwar", (18, 18, 18)),
    ],
)
def test_each_profile_counts_by_its_rules(profile: str, expected: Any) -> None:
    found = counted(scene(10, 14, 18, 14), profiles.load(profile))
    assert (found.low, found.best, found.high) == expected


def test_a_later_toll_of_one_source_supersedes_but_still_bounds_high() -> None:
    found = mentions(*scene(20, 12))
    result, standing, superseded = tally(found, [0, 0], "killed", MINMAX)
    assert (result.low, result.best, result.high) == (12, 12, 20)
    assert len(standing) == len(superseded) == 1


def test_parts_are_never_added_to_their_whole() -> None:
    of = report("a", "The bomb killed 12 people, among them 5 children and 3 women.")
    whole = claim(of, 12, quote="killed 12 people")
    parts = [
        claim(of, 5, quote="5 children", part_of=whole.id, victim_status="civilian"),
        claim(of, 3, quote="3 women", part_of=whole.id),
    ]
    found = gather([of], [whole, *parts])
    result = tally(found, [0], "killed", MINMAX)[0]
    assert (result.low, result.best, result.high) == (12, 12, 12)
    split = by_status(found, [0], "killed", result, MINMAX)
    assert split["civilian"].best == 5
    assert sum(t.high for t in split.values()) == 12


def test_a_figure_told_again_counts_once() -> None:
    of = report("a", "Twelve killed. The bomb killed 12 people.")
    first = claim(of, 12, quote="Twelve killed")
    again = claim(of, 12, quote="killed 12 people", same_as=first.id)
    assert tally(gather([of], [first, again]), [0], "killed", MINMAX)[0].high == 12


def test_people_of_different_status_told_side_by_side_are_added() -> None:
    of = report("a", "Five soldiers and 3 militants were killed.")
    claims = [
        claim(of, 5, quote="Five soldiers", victim_status="security_forces"),
        claim(of, 3, quote="3 militants", victim_status="militant"),
    ]
    assert tally(gather([of], claims), [0], "killed", MINMAX)[0].best == 8


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"modality": "possible"}, (12, 12, 30)),
        ({"modality": "denied"}, (12, 12, 12)),
    ],
)
def test_what_is_feared_widens_high_and_what_is_denied_does_not(
    more: dict[str, Any], expected: Any
) -> None:
    of, first = market("a", 12, extra="Up to 30 are feared dead.")
    other = claim(of, 30, quote="30", place=MOSUL, **more)
    found = tally(gather([of], [first, other]), [0], "killed", MINMAX)[0]
    assert (found.low, found.best, found.high) == expected


def test_several_names_no_number_and_at_least_leaves_the_top_open() -> None:
    of = report("a", "Several people were killed.")
    vague = claim(of, None, quantifier="uncounted")
    assert tally(gather([of], [vague]), [0], "killed", MINMAX)[0] is None
    of = report("b", "At least 30 people were killed.")
    least = claim(of, 30, None, quantifier="at_least")
    found = tally(gather([of], [least]), [0], "killed", MINMAX)[0]
    assert (found.low, found.best, found.high, found.open) == (30, 30, 30, True)


@pytest.mark.parametrize(("profile", "expected"), [("minmax", 12), ("acled", 12), ("ibc", None)])
def test_dozens_count_as_the_profile_says(profile: str, expected: Any) -> None:
    of = report("a", "Dozens were killed.")
    vague = claim(of, 12, 99, quantifier="magnitude")
    found = tally(gather([of], [vague]), [0], "killed", profiles.load(profile))[0]
    assert (found.low if found else None) == expected


@settings(max_examples=40)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(0, 500), st.data())
def test_one_more_report_never_lowers_high(
    tolls: list[int], extra: int, data: st.DataObject
) -> None:
    sources = [data.draw(st.integers(0, 2)) for _ in tolls]
    renumbered = [sorted(set(sources)).index(s) for s in sources]
    before = counted(scene(*tolls), sources=renumbered)
    after = counted(scene(*tolls, extra), sources=[*renumbered, data.draw(st.integers(0, 3))])
    assert before.low <= before.best <= before.high <= after.high


def test_every_rule_of_every_profile_names_its_source() -> None:
    for name in profiles.names():
        assert profiles.load(name).sources


def test_rival_speakers_of_one_report_both_bound_its_range() -> None:
    of = report("a", "The police said that 3 were killed; the hospital counted 5 killed.")
    police = claim(of, 3, quote="3 were killed", attribution=says("official", "the police"))
    hospital = claim(of, 5, quote="5 killed", attribution=says("medical", "the hospital"))
    found = counted([(of, police), (of, hospital)])
    assert (found.low, found.best, found.high) == (3, 5, 5)


def test_a_figure_without_a_speaker_is_nobodys_rival() -> None:
    of = report("a", "Then 3 were killed; the hospital counted 5 killed.")
    own = claim(of, 3, quote="3 were killed")
    hospital = claim(of, 5, quote="5 killed", attribution=says("medical", "the hospital"))
    found = counted([(of, own), (of, hospital)])
    assert (found.low, found.best, found.high) == (5, 5, 5)


def told_wounded(of: Report, *claims: Claim) -> Any:
    return tally(gather([of], claims), [0], "wounded", MINMAX)[0]


def test_figures_of_different_status_in_different_sentences_are_not_added() -> None:
    between = "The street was closed all night, and a neighbour spoke of panic in the market. "
    of = report("a", f"Five soldiers were killed. {between}A militant was killed last month.")
    claims = [
        claim(of, 5, quote="Five soldiers", victim_status="security_forces"),
        claim(of, 1, quote="A militant", victim_status="militant"),
    ]
    assert tally(gather([of], claims), [0], "killed", MINMAX)[0].best == 5


def test_the_wounded_keep_their_number_where_some_died() -> None:
    of = report("a", "One was killed and three injured. Two of the men were hit in the leg.")
    dead = claim(of, 1, quote="One was killed")
    hurt = claim(of, 3, quote="three injured", measure="wounded")
    some = claim(of, 2, quote="Two of the men", measure="wounded")
    assert told_wounded(of, dead, hurt, some).best == 3


def test_of_people_hit_the_wounded_are_those_who_did_not_die() -> None:
    of = report("a", "Six people were shot, two of them fatally. One is in hospital.")
    hit = claim(of, 6, quote="Six people were shot", measure="casualties")
    dead = claim(of, 2, quote="two of them fatally")
    hurt = claim(of, 1, quote="One is in hospital", measure="wounded")
    assert told_wounded(of, hit, dead).best == 4
    found = told_wounded(of, hit, dead, hurt)
    assert (found.low, found.best, found.high) == (1, 4, 4)
    assert told_wounded(of, hit) is None, "nobody says that they live"
    many = claim(of, 7, quote="One is in hospital", measure="wounded")
    assert told_wounded(of, hit, dead, many).best == 7, "what is told goes before what is left"


def test_a_figure_told_once_gives_way_to_the_usual_one_and_bounds_high() -> None:
    text = (
        "Three were killed. The three dead were named. In May eight died. A ninth is in hospital."
    )
    of = report("a", text, title="Three dead")
    lead = claim(of, 3, quote="Three were killed")
    again = claim(of, 3, quote="The three dead")
    older = claim(of, 8, quote="eight died")
    found = tally(gather([of], [lead, again, older]), [0], "killed", MINMAX)[0]
    assert (found.low, found.best, found.high) == (3, 3, 8)
    found = tally(gather([of], [lead, older]), [0], "killed", MINMAX)[0]
    assert found.best == 8, "each is told once"
    twice = claim(of, 8, quote="eight died. A ninth")
    found = tally(gather([of], [lead, again, older, twice]), [0], "killed", MINMAX)[0]
    assert found.best == 8, "the greater is told twice, too"


def test_one_person_told_twice_is_no_usual_figure_of_a_report() -> None:
    of = report(
        "a", "A man was killed. His brother was killed. Two were killed. An uncle was killed."
    )
    one, other, third = (
        claim(of, 1, quote=who) for who in ("A man was", "His brother was", "An uncle was")
    )
    both = claim(of, 2, quote="Two were killed")
    assert tally(gather([of], [one, other, both]), [0], "killed", MINMAX)[0].best == 2
    assert tally(gather([of], [one, other, third, both]), [0], "killed", MINMAX)[0].best == 1


def test_one_told_wounded_and_dead_by_name_is_dead() -> None:
    of = report("a", "Ali Haddad died. Haddad was taken to hospital. Omar Haddad was hurt.")
    dead = claim(of, 1, quote="Ali Haddad died", victim_names=((0, 10),))
    hurt = claim(
        of, 1, quote="Haddad was taken to hospital", measure="wounded", victim_names=((17, 23),)
    )
    other = claim(of, 1, quote="Omar Haddad was hurt", measure="wounded", victim_names=((47, 58),))
    assert told_wounded(of, dead, hurt) is None
    assert told_wounded(of, dead, hurt, other).best == 1
    assert told_wounded(of, hurt).best == 1


def test_the_greatest_toll_of_the_later_clock_is_the_latest() -> None:
    first = market("a", 14, "2017-06-03T23:30:00-06:00")
    second = market("b", 9, "2017-06-04T01:00:00Z")
    found = tally(mentions(first, second), [0, 0], "killed", MINMAX)[0]
    assert (found.low, found.best, found.high) == (14, 14, 14)


def later(name: str, number: int, day: str) -> Scene:
    of, one = market(name, number, day)
    return of, replace(one, died_later=True)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (later("b", 1, "2017-06-05"), (4, 4, 5)),
        (later("b", 1, "2017-06-02"), (1, 1, 4)),  # a rival of the same day
        (later("b", 7, "2017-06-05"), (4, 7, 7)),
    ],
)
def test_who_dies_of_wounds_adds_to_the_toll_of_earlier_days(one: Scene, expected: Any) -> None:
    found = counted([market("a", 4, "2017-06-02"), one])
    assert (found.low, found.best, found.high) == expected


def test_many_who_tell_of_one_late_death_add_one() -> None:
    late = [later(name, 1, f"2017-06-0{n}") for n, name in enumerate("bcd", 5)]
    assert counted([market("a", 4), *late]).high == 5


def test_a_late_death_alone_is_the_toll() -> None:
    found = mentions(later("a", 1, "2017-06-05"))
    total, standing, superseded = tally(found, [0], "killed", MINMAX)
    assert (total.low, total.best, total.high) == (1, 1, 1)
    found = mentions(market("0", 4), later("a", 1, "2017-06-05"))
    total, standing, superseded = tally(found, [0, 1], "killed", MINMAX)
    (role,) = [r for r in roles(found, standing, superseded) if r.id == found[1].claims[0].id]
    assert role.role == "triangulation"
    assert "died later" in (role.reason or "")


def test_a_headline_that_tells_a_late_death_again_is_no_toll() -> None:
    of, head = market("b", 1, "2017-06-05")
    of = replace(of, title="man dies")
    head = replace(head, field="title", start=0, end=8, quote="man dies")
    text = claim(of, 1, quote="killed 1 people", place=MOSUL, died_later=True, same_as=head.id)
    found = gather([market("a", 4)[0], of], [market("a", 4)[1], head, text])
    total = tally(found, [0, 1], "killed", MINMAX)[0]
    assert (total.low, total.best, total.high) == (4, 4, 5)


def test_a_status_is_added_wherever_its_figure_is_told() -> None:
    of = report(
        "a", "Troops killed 17 fighters by the river, the army said. Five soldiers also died."
    )
    of = replace(of, title="Troops kill 17")
    head = claim(of, 17, quote="killed 17 fighters", victim_status="militant")
    head = replace(head, id="head", field="title", start=0, end=14, quote="Troops kill 17")
    again = claim(of, 17, quote="killed 17 fighters", victim_status="militant", same_as="head")
    lost = claim(of, 5, quote="Five soldiers", victim_status="security_forces")
    assert tally(gather([of], [head, again, lost]), [0], "killed", MINMAX)[0].best == 22


def test_statuses_of_two_days_are_not_added() -> None:
    of = report("a", "Seven soldiers died on Friday. Two rebels died on Monday.")
    days = {"date_precision": "day"}
    one = claim(of, 7, quote="Seven soldiers", victim_status="security_forces", **days,
                date_start="2017-06-02", date_end="2017-06-02")  # fmt: skip
    two = claim(of, 2, quote="Two rebels", victim_status="militant", **days,
                date_start="2017-05-29", date_end="2017-05-29")  # fmt: skip
    assert tally(gather([of], [one, two]), [0], "killed", MINMAX)[0].best == 7


def test_that_no_civilian_died_is_no_zero_of_all() -> None:
    of = report("a", "No civilians were killed.")
    none = claim(of, 0, quantifier="none", high=0, victim_status="civilian")
    found = gather([of], [none])
    assert tally(found, [0], "killed", MINMAX)[0] is None
    assert tally(found, [0], "killed", MINMAX, ("civilian",))[0].high == 0


@pytest.mark.parametrize("source", [0, 1])
def test_a_figure_that_its_source_takes_back_still_bounds_high(source: int) -> None:
    first = market("a", 5, "2017-06-02")
    of, three = market("b", 3, "2017-06-03", extra="Not 5 as first said.")
    not_five = claim(of, 5, quote="5 as first said", place=MOSUL, modality="denied")
    found = gather([first[0], of], [first[1], three, not_five])
    total = tally(found, [0, source], "killed", MINMAX)[0]
    assert (total.low, total.best, total.high) == (3, 3, 5)
