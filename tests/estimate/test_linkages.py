"""Doubt about links is carried into the estimate, and kin of a list are no list of their own."""

import json

import numpy as np
import pytest

from oversikt.estimate.beside import beside
from oversikt.estimate.linkages import run_linkages
from oversikt.estimate.overlap import fields_of, overlap_of, recorded, standing
from oversikt.lists import Declaration, Listed
from oversikt.lists.linkage import Linkage
from oversikt.lists.model import Weights
from oversikt.lists.odds import Links
from oversikt.lists.persons import Grouping, best
from oversikt.records import ClaimRole, Incident, Place, Report

SIZE = 500
DECLARED = {name: Declaration(name, name, f"asking {name}") for name in "abc"}


def linkage(bits: float, share: float, size: int = SIZE) -> Linkage:
    """Three lists of made-up people; a share of the true links has only these log odds."""
    rng = np.random.default_rng(4)
    records = tuple(
        Listed(on, f"{person:04}", ("N N",), 30, "male", f"2013-0{4 + person % 2}-01", "Nordby")
        for on, chance in zip("abc", (0.5, 0.4, 0.45), strict=True)
        for person in np.flatnonzero(rng.random(size) < chance).tolist()
    )
    by: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        by.setdefault(record.rec, []).append(number)
    pairs = [(i, j) for group in by.values() for i in group for j in group if i < j]
    odds = np.where(rng.random(len(pairs)) < share, bits, 20.0)
    left, right = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    links = Links(left, right, {}, {}, Weights.usual(), odds)
    grouping = Grouping([r.on for r in records], links)
    return Linkage(records, links, tuple(best(grouping, len(records))))


def test_certain_links_leave_no_part_between_linkages() -> None:
    found = run_linkages(
        linkage(20.0, 0.0), DECLARED, linkages=3, models="graphs", sensitivity=False
    )
    assert found.pooled["all"].between_share < 0.005
    assert found.interval is not None
    assert found.interval.low < SIZE < found.interval.high


def test_doubtful_links_widen_the_interval_and_the_part_is_shown() -> None:
    certain, doubtful = (
        run_linkages(linkage(bits, 0.3), DECLARED, linkages=8, models="graphs", sensitivity=False)
        for bits in (20.0, 0.0)
    )
    assert doubtful.pooled["all"].between_share > 0.05
    assert doubtful.interval is not None
    assert certain.interval is not None
    # Half of the doubtful links fall away in each draw: more people seem unseen, less surely.
    assert doubtful.point > certain.point
    assert doubtful.interval.high - doubtful.interval.low > (
        certain.interval.high - certain.interval.low
    )


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, two = (
        run_linkages(
            linkage(1.0, 0.2), DECLARED, ["month"], linkages=2, seed=3, models="graphs",
            sensitivity=False,
        )
        for _ in range(2)
    )  # fmt: skip
    assert json.dumps(one.to_json()) == json.dumps(two.to_json())
    assert set(one.pooled) == {"2013-04", "2013-05"}
    assert one.point == pytest.approx(sum(p.point for p in one.pooled.values()))


def test_releases_and_copies_are_counted_as_one_list_and_named() -> None:
    kin = DECLARED | {"b": Declaration("b", "b", "asking b", release_of="a")}
    (table,) = overlap_of(linkage(20.0, 0.0), kin).values()
    assert table.lists == ("a+b", "c")
    assert [check.verdict for check in standing(kin)] == ["note"]
    found = run_linkages(linkage(20.0, 0.0), kin, linkages=2)
    assert "Three usable lists are needed" in found.strata.refused["all"]
    assert found.point is None


def test_lists_that_came_about_in_one_way_are_flagged() -> None:
    """People out of reach leave no trace in any overlap; only what is declared can tell of them."""
    alike = {name: Declaration(name, name, " Hospital  records") for name in "abc"}
    (check,) = standing(alike)
    assert (check.name, check.verdict) == ("one_way", "flag")
    found = run_linkages(
        linkage(20.0, 0.0), alike, ["month", "country"], linkages=0, models="graphs"
    )
    for row in beside(found, alike, ["month", "country"]):
        assert row.status == "flagged"
        assert check.reason in row.warnings


def test_a_copy_of_a_list_that_says_so_changes_nothing_but_a_note() -> None:
    whole = linkage(20.0, 0.0)
    copies = tuple(
        Listed("d", r.rec, r.names, r.age, r.sex, r.date, r.place)
        for r in whole.records
        if r.on == "a"
    )
    first = {r.rec: n for n, r in enumerate(whole.records) if r.on == "a"}
    person = (*whole.person, *(whole.person[first[r.rec]] for r in copies))
    more = Linkage((*whole.records, *copies), whole.links, person)
    said = DECLARED | {"d": Declaration("d", "d", "asking d", draws_on=("a",))}
    (one,), (two,) = overlap_of(whole, DECLARED).values(), overlap_of(more, said).values()
    assert dict(one.cells) == dict(two.cells)
    assert len(standing(said)) == 1


def test_strata_are_made_of_what_the_lists_tell() -> None:
    record = Listed("a", "1", ("N",), 17, "female", "2013-04", None, {"camp": "north"})
    assert fields_of(record) == {
        "month": "2013-04", "year": "2013", "sex": "female", "age": "child", "camp": "north",
    }  # fmt: skip


def test_recorders_share_incidents() -> None:
    reports = [Report(f"r{n}", "Two died.", publisher=name) for n, name in enumerate("ABCA")]
    incidents = [
        Incident(f"i{n}", names, (ClaimRole("c", "recommended"),), {}, date_start="2013-06-02",
                 place=Place("Hilla", "Hilla", None, "IQ", None, None, None, None, 1))
        for n, names in enumerate([("r0", "r1"), ("r2",), ("r0", "r3"), ("r0", "r1", "r2")])
    ]  # fmt: skip
    tables = recorded(incidents, reports, ["month", "country"])
    assert list(tables) == ["2013-06, IQ"]
    assert dict(tables["2013-06, IQ"].cells) == {"001": 1, "100": 1, "110": 1, "111": 1}
