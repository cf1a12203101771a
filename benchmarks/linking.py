"""Blocking's recall, the weights of linking learnt anew, and what they are worth unseen.

    python benchmarks/linking.py blocking gva            # candidates against known events
    python benchmarks/linking.py train > weights.toml    # the shipped weights, learnt anew
    python benchmarks/linking.py validate                # weights learnt on other events, scored

``blocking`` reads a measuring set with the project's own reader and prints the share of true pairs
of reports that are candidates (pairs completeness) and candidates per true pair, reports without
claims included, since they are linked too.

``train`` prints the weights that are learnt from the known events of news of shootings (English),
posts on air strikes (Arabic) and the open part of the bundled example (many languages).

``validate`` parts the events of each set into three by a fixed draw, learns weights without the
events of each part in turn, and prints how well the whole set is gathered when every pair is scored
by weights that saw neither of its events.
"""

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa

from oversikt.collect import Collection
from oversikt.engine import open_engine
from oversikt.incidents import training
from oversikt.incidents.compare import Pairs, Weights, scored, shipped
from oversikt.incidents.copies import copies
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import Mention, gather, silent
from oversikt.incidents.training import write
from oversikt.records import Report

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
EXAMPLE = ROOT / "examples" / "iraq-2013"
SETS = ("gva", "airwars_syria", "iraq-2013")
FOLDS = 3
# The example is the smallest set and the only one of many languages and dense days; once, its pairs
# are 1 % of all. Three to eight times give the same figures for the other two sets, or better.
TIMES = {"iraq-2013": 5}
NOTE = """Match weights in hundredths of a bit: what a level of agreement adds to the evidence that two
mentions tell one event; prior is what a candidate pair starts from. Learnt from known events by
benchmarks/linking.py train (version 3); docs/decisions/0004-linking-weights.md says how."""


def rows(path: Path) -> list[dict[str, object]]:
    """Return the records of a gzip'd JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def events(name: str) -> dict[str, set[str]]:
    """Return the reports of each known event of a set; of the example's, those that are open."""
    if name != "iraq-2013":
        return {
            str(row["incident_id"]): set(row["reports"])  # type: ignore[call-overload]  # a list of ids
            for row in rows(SHARED / name / "gold.jsonl.gz")
        }
    truth = json.loads((EXAMPLE / "truth.json").read_text("utf-8"))["incidents"]
    return {t["code"]: {r["id"] for r in t["reports"]}
            for t in truth if not t["held_out"]}  # fmt: skip


def mentions_of(name: str) -> tuple[list[Report], list[Mention]]:
    """Return the reports of a set and the mentions that the reader finds in them."""
    from oversikt.claims import Reader  # noqa: PLC0415 - drawn mentions need no reader

    where = EXAMPLE / "reports" / "open.jsonl" if name == "iraq-2013" else SHARED / name
    reader = Reader()
    files = [where if where.is_file() else where / "reports.jsonl.gz"]
    reports = list(Collection([str(path) for path in files]))
    claims = [claim for report in reports for claim in reader.read(report).claims]
    return reports, gather(reports, claims)


@dataclass
class Known:
    """A set compared: its links, the levels of all pairs, and the event of each mention's report.

    ``event`` is the number of the one event that a report tells of, -1 where it tells of several
    or of none that is known; ``fold`` is the part that the event falls into.
    """

    name: str
    links: Links
    levels: pa.Table
    ids: list[str]
    event: np.ndarray
    fold: np.ndarray

    @classmethod
    def of(cls, name: str) -> "Known":
        """Read and compare a set."""
        reports, mentions = mentions_of(name)
        everyone = [*mentions, *silent(reports, mentions)]
        links = compared(reports, everyone)
        ids = [one.report.id for one in everyone]
        told = events(name)
        owners = Counter(report for some in told.values() for report in some)
        number = {
            report: n
            for n, some in enumerate(told[code] for code in sorted(told))
            for report in some
            if owners[report] == 1
        }
        event = np.array([number.get(report, -1) for report in ids])
        chance = random.Random(name)  # noqa: S311 - a repeatable draw, no secret
        folds = np.array([chance.randrange(FOLDS) for _ in told] + [0])
        return cls(name, links, links.levels(open_engine()), ids, event, folds[event])

    def pairs(self, left_out: int | None) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return the pairs known to be one event and two, without those of a part."""
        a, b = (self.levels.column(side).to_numpy() for side in ("a", "b"))
        known = (self.event[a] >= 0) & (self.event[b] >= 0)
        if left_out is not None:
            known &= (self.fold[a] != left_out) & (self.fold[b] != left_out)
        one = self.event[a] == self.event[b]
        return [
            list(zip(a[kind].tolist(), b[kind].tolist(), strict=True))
            for kind in (known & one, known & ~one)
        ]  # type: ignore[return-value]  # two lists


def learn(sets: list[Known], left_out: int | None = None) -> Weights:
    """Learn weights from some sets together, without the events of a part."""
    found, first = [], 0
    same: set[tuple[int, int]] = set()
    differ: set[tuple[int, int]] = set()
    for one in [known for known in sets for _ in range(TIMES.get(known.name, 1))]:
        table = one.levels
        for side in ("a", "b"):
            moved = pa.array(table.column(side).to_numpy() + first, pa.int32())
            table = table.set_column(table.schema.get_field_index(side), side, moved)
        found.append(table)
        for held, pairs in zip((same, differ), one.pairs(left_out), strict=True):
            held.update((a + first, b + first) for a, b in pairs)
        first += len(one.ids)
    return training.train(pa.concat_tables(found), same, differ)


def train(names: list[str]) -> None:
    """Print the weights learnt from some sets together."""
    print(write(learn([Known.of(name) for name in names]), NOTE), end="")


def validate(names: list[str]) -> None:
    """Print how well sets are gathered by weights that did not see the events they score."""
    sets = [Known.of(name) for name in names]
    learnt = [learn(sets, fold) for fold in range(FOLDS)]
    for one in sets:
        by_fold = [scored(one.levels, weights) for weights in learnt]
        total = np.zeros(len(one.levels))
        seen = np.zeros(len(one.levels))
        for fold, pairs in enumerate(by_fold):
            unseen = (one.fold[pairs.a] == fold) | (one.fold[pairs.b] == fold)
            total[unseen] += pairs.score[unseen]
            seen[unseen] += 1
        fair = replace(by_fold[0], score=np.rint(total / seen).astype(np.int32))
        for kind, pairs in (("unseen", fair), ("shipped", scored(one.levels, shipped()))):
            figures = gathered(one, pairs)
            print(one.name, kind, *(f"{name} {value:.3f}" for name, value in figures.items()))


def gathered(one: Known, pairs: Pairs) -> Mapping[str, float]:
    """Group a set by given scores and return pairwise and B-cubed figures over known events.

    A report in several groups counts under its first.
    """
    one.links.regroup(pairs)
    home: dict[str, int] = {}
    heads = one.links.heads.tolist()
    followers = one.links.followers()
    for m, report in enumerate(one.ids):
        if not one.links.silent[m]:
            home.setdefault(report, heads[m])
        elif m in followers:
            home[report] = followers[m]
    gold = {r: int(e) for r, e in zip(one.ids, one.event, strict=True) if e >= 0}
    both = Counter((gold[r], home[r]) for r in gold if r in home)
    groups = Counter(home[r] for r in gold if r in home)
    known = Counter(gold.values())
    precision = sum(n * n / groups[g] for (_, g), n in both.items()) / max(1, groups.total())
    recall = sum(n * n / known[e] for (e, _), n in both.items()) / len(gold)
    right, ours, theirs = (
        sum(n * (n - 1) / 2 for n in some.values()) for some in (both, groups, known)
    )
    return {
        "pair_p": right / ours, "pair_r": right / theirs, "pair_f1": 2 * right / (ours + theirs),
        "bcubed_p": precision, "bcubed_r": recall,
        "bcubed_f1": 2 * precision * recall / (precision + recall),
    }  # fmt: skip


def compared(reports: list[Report], mentions: list[Mention]) -> Links:
    """Return the mentions compared."""
    links = Links(shipped())
    links.add(mentions, copies(reports), open_engine())
    return links


def blocking(name: str) -> None:
    """Print how many true pairs of reports are candidates, and at what price."""
    reports, mentions = mentions_of(name)
    everyone = [*mentions, *silent(reports, mentions)]
    pairs = compared(reports, everyone).pairs
    ids = [one.report.id for one in everyone]
    candidates = {
        frozenset((ids[a], ids[b])) for a, b in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
    }
    told_by = events(name)
    owners = Counter(report for some in told_by.values() for report in some)
    true = {
        frozenset(pair)
        for some in told_by.values()
        for pair in combinations([r for r in some if owners[r] == 1], 2)
    }
    claimed = {one.report.id for one in mentions}
    told = {pair for pair in true if pair <= claimed}
    found = len(true & candidates)
    every = len(reports) * (len(reports) - 1) / 2
    print(
        f"{name}: {len(true):,} true pairs, {len(told):,} with claims on both sides, "
        f"{found:,} candidates among them (completeness {found / len(true):.3f}, "
        f"{len(told & candidates) / len(told):.3f} of those with claims); {len(candidates):,} candidates, "
        f"{len(candidates) / len(true):.1f} a true pair, {100 * len(candidates) / every:.2f} % of all"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["blocking", *names]:
            for one_set in names or ["gva", "airwars_syria"]:
                blocking(one_set)
        case ["train", *names]:
            train(names or list(SETS))
        case ["validate", *names]:
            validate(names or list(SETS))
        case _:
            sys.exit(__doc__)
