"""Links: batches and order change nothing, and the work on a mention is bounded."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import BASRA, MOSUL

from oversikt.engine import DuckEngine, open_engine
from oversikt.incidents.blocks import WIDTH, Blocks, keys_of
from oversikt.incidents.compare import shipped, tables
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import Mention, gather
from oversikt.records import Claim, Report, digest

WORDS = [f"zq{chr(97 + n)}ro" for n in range(12)]
ENGINE = open_engine()


def made(count: int, seed: int, days: int = 3) -> list[Mention]:
    """Reports that share few rare words, so that far more hold a key than may meet under it."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw for a test, no secret
    reports, claims = [], []
    for n in range(count):
        name = f"r{n:04}"
        killed = chance.choice((1, 2, 6, 6, 9))
        dated = chance.random() < 0.8
        day = date(2017, 6, 1) + timedelta(chance.randrange(days))
        words = " ".join(chance.sample(WORDS, 3))
        text = f"On 3 June {words} and {chance.choice(WORDS)} {killed} died."
        report = Report(name, text, published=day.isoformat() if dated else None, language="en")
        reports.append(report)
        if chance.random() < 0.1:
            continue
        told = {"date_start": day.isoformat(), "date_end": day.isoformat()} if dated else {}
        claims.append(
            Claim(
                digest(name), name, "text", 0, 1, "O", "killed", "exact", killed, killed,
                confidence=0.9, place=chance.choice((MOSUL, MOSUL, BASRA, None)), **told,
            )
        )  # fmt: skip
    mentions = gather(reports, claims)
    told_of = {one.report.id for one in mentions}
    mute = [Mention(r, [], words={w: 10 for w in r.text.split() if w in WORDS}, language="en")
            for r in reports if r.id not in told_of]  # fmt: skip
    return [*mentions, *mute]


def linked(batches: Sequence[Sequence[Mention]]) -> tuple[set[object], set[object], set[object]]:
    """Return pairs, groups and followers, by the keys of the mentions."""
    links = Links(shipped())
    for batch in batches:
        links.add(batch, {}, ENGINE)
    key = [one.key for batch in batches for one in batch]
    p = links.pairs
    rows = zip(p.a.tolist(), p.b.tolist(), p.score.tolist(), p.certain.tolist(), strict=True)
    heads = {group[0]: frozenset(key[m] for m in group) for group in links.groups()}
    return (
        {(frozenset((key[a], key[b])), score, certain) for a, b, score, certain in rows},
        set(heads.values()),
        {(key[one], heads[head]) for one, head in links.followers().items()},
    )


@settings(max_examples=12)
@given(st.integers(0, 2**20), st.lists(st.integers(1, 199), max_size=4), st.booleans())
def test_any_batches_in_any_order_give_what_one_go_gives(
    seed: int, cuts: list[int], shuffled: bool
) -> None:
    mentions = made(200, seed)
    whole = linked([mentions])
    if shuffled:
        random.Random(seed).shuffle(mentions)  # noqa: S311
    ends = sorted({0, *cuts, 200})
    assert linked([mentions[i:j] for i, j in pairwise(ends)]) == whole


def test_who_meets_is_bounded_however_many_hold_a_key() -> None:
    mentions = made(2000, 1, days=1)
    keys = keys_of(tables(mentions, {}))
    blocks = Blocks.empty()
    rank = np.arange(len(mentions))
    blocks.add(np.zeros(len(mentions), np.int64), rank, keys)
    met = blocks.meetings(0, len(mentions), 0)
    assert 0 < len(met) <= int(WIDTH[keys.kind].sum())


def test_reports_of_one_text_meet_others_once_a_key() -> None:
    links = Links(shipped())
    links.add(made(60, 3), {}, ENGINE)
    pairs = set(zip(links.pairs.a.tolist(), links.pairs.b.tolist(), strict=True))
    assert len(pairs) == len(links.pairs)
    assert all(a < b for a, b in pairs)


def test_nothing_new_changes_nothing() -> None:
    links = Links(shipped())
    links.add(made(30, 5), {}, ENGINE)
    before = links.groups()
    assert not links.add([], {}, ENGINE).any()
    assert links.groups() == before


def test_how_much_an_engine_is_given_at_once_changes_nothing() -> None:
    mentions = made(120, 9)
    found = []
    for room in (7, 50, 10_000):
        engine = DuckEngine()
        engine.room = room
        links = Links(shipped())
        links.add(mentions, {}, engine)
        engine.close()
        p = links.pairs
        found.append((sorted(zip(p.a.tolist(), p.b.tolist(), strict=True)), links.groups()))
    assert found[0] == found[1] == found[2]
