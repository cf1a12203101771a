"""Blocking's recall, and the weights of linking learnt anew.

    python benchmarks/linking.py blocking gva            # candidates against known events
    python benchmarks/linking.py train > weights.toml    # the shipped weights, learnt anew

``blocking`` reads a measuring set with the project's own reader and prints the share of true pairs
of reports that are candidates (pairs completeness) and candidates per true pair, reports without
claims included, since they are linked too.

``train`` reads the same sets and prints the weights that are learnt from them; their truth is not
opened.
"""

import gzip
import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import pyarrow as pa

from oversikt.engine import open_engine
from oversikt.incidents import training
from oversikt.incidents.compare import shipped
from oversikt.incidents.copies import copies
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import Mention, gather, silent
from oversikt.incidents.training import write
from oversikt.records import Report

SHARED = Path(__file__).parents[2] / "shared" / "data"
NOTE = """Match weights in hundredths of a bit: what a level of agreement adds to the evidence that two
mentions tell one event; prior is what a candidate pair starts from. Learnt without labels by
benchmarks/linking.py train (version 2); docs/decisions/0004-linking-weights.md says how."""


def rows(path: Path) -> list[dict[str, object]]:
    """Return the records of a gzip'd JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def mentions_of(name: str) -> tuple[list[Report], list[Mention]]:
    """Return the reports of a measuring set and the mentions that the reader finds in them."""
    from oversikt.claims import Reader  # noqa: PLC0415 - drawn mentions need no reader

    reader = Reader()
    reports = [Report(**row) for row in rows(SHARED / name / "reports.jsonl.gz")]  # type: ignore[arg-type]  # the stream's own fields
    claims = [claim for report in reports for claim in reader.read(report).claims]
    return reports, gather(reports, claims)


def train(names: list[str]) -> None:
    """Print the weights learnt from some sets together."""
    found, first = [], 0
    for name in names:
        reports, mentions = mentions_of(name)
        rows_ = compared(reports, mentions).levels(open_engine())
        for side in ("a", "b"):
            moved = pa.array([m + first for m in rows_.column(side).to_pylist()], pa.int32())
            rows_ = rows_.set_column(rows_.schema.get_field_index(side), side, moved)
        found.append(rows_)
        first += len(mentions)
    print(write(training.train(pa.concat_tables(found)), NOTE), end="")


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
    owners = Counter(r for row in rows(SHARED / name / "gold.jsonl.gz") for r in row["reports"])  # type: ignore[attr-defined]  # a list of ids
    true = {
        frozenset(pair)
        for row in rows(SHARED / name / "gold.jsonl.gz")
        for pair in combinations([r for r in row["reports"] if owners[r] == 1], 2)  # type: ignore[attr-defined]  # a list of ids
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
            train(names or ["gva", "airwars_syria"])
        case _:
            sys.exit(__doc__)
