"""Clusters: the strongest pairs first, and cuts that one misread report cannot make."""

from itertools import chain, combinations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from oversikt.incidents.cluster import CUT_SHARE, SLACK, cluster
from oversikt.incidents.compare import MENTION, Pairs

HERE, NEAR, FAR = (36.3, 43.1), (36.3, 43.6), (30.5, 47.8)
DAY = 736_000
Row = dict[str, object]


def mention(at: tuple[float, float] = HERE, day: int = DAY, killed: int | None = None) -> Row:
    return {
        "country": "IQ", "lat": at[0], "lon": at[1], "precision": 1,
        "first": day, "last": day, "killed": killed, "least": killed,
    }  # fmt: skip


def gathered(*groups: list[Row], certain: int = 0) -> list[int]:
    """Gather mentions that are surely one within each list, and are alike across lists.

    Args:
        groups: Mentions, numbered on from list to list.
        certain: What the words of two mentions of different lists outweigh.
    """
    rows = [{"report": f"r{m}"} | row | {"m": m} for m, row in enumerate(chain(*groups))]
    owner = [n for n, group in enumerate(groups) for _ in group]
    ends = list(combinations(range(len(rows)), 2))
    inside = np.array([owner[a] == owner[b] for a, b in ends])
    pairs = Pairs(
        np.array([a for a, _ in ends], np.int32),
        np.array([b for _, b in ends], np.int32),
        np.where(inside, 900, 100).astype(np.int32),
        np.where(inside, 2, certain).astype(np.int8),
    )
    numbers = np.arange(len(rows), dtype=np.int32)
    table = pa.Table.from_pylist(rows, schema=MENTION)
    heads = cluster(table, numbers, pairs, numbers, np.ones(len(rows), bool))
    return [int(head) for head in heads]


def test_what_is_alike_is_one_group() -> None:
    assert gathered([mention()], [mention()]) == [0, 0]


def test_two_towns_far_apart_are_cut() -> None:
    assert gathered([mention()], [mention(FAR)]) == [0, 1]


def test_days_apart_are_cut() -> None:
    assert gathered([mention()], [mention(day=DAY + 30)]) == [0, 1]


def test_words_outweigh_a_town_before_they_outweigh_a_day() -> None:
    assert gathered([mention()], [mention(FAR)], certain=1) == [0, 0]
    assert gathered([mention()], [mention(day=DAY + 30)], certain=1) == [0, 1]
    assert gathered([mention()], [mention(day=DAY + 30)], certain=2) == [0, 0]


@given(st.integers(0, 12), st.integers(1, 4))
def test_one_misread_town_of_a_group_parts_nobody_from_it(misread: int, others: int) -> None:
    group = [mention(FAR)] * misread + [mention()] * (12 - misread)
    found = gathered(group, [mention()] * others)
    together = misread * CUT_SHARE <= len(group)
    assert (found[-1] == found[0]) == together


@given(st.integers(1, 12), st.integers(0, 30))
def test_one_report_that_tells_an_event_under_two_days_parts_it_from_a_few(
    others: int, gap: int
) -> None:
    twice = {"report": "hearing"}
    group = [mention() | twice, *[mention()] * (others - 1)]
    found = gathered(group, [mention(day=DAY + gap) | twice], certain=2)
    assert (found[-1] == 0) == (gap > SLACK and others >= CUT_SHARE)


def test_two_events_that_reports_tell_side_by_side_stay_two() -> None:
    reports = [mention() | {"report": f"round-up {n}"} for n in range(3)]
    assert gathered(reports, reports) == [0, 0, 0, 3, 3, 3]
    assert gathered([*reports, *[mention()] * 9], reports[:1])[-1] == 12


def test_a_toll_of_another_town_parts_whatever_the_rest_tells() -> None:
    group = [mention(killed=4)] * 5
    assert gathered(group, [mention(NEAR, killed=4)]) == [0] * 6
    assert gathered([*group, mention(NEAR, killed=60)], [mention(killed=4)])[-1] == 6
