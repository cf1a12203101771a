"""Linking at scale and blocking's recall.

    python benchmarks/linking.py scale 10000 100000      # mentions drawn from the IBC table
    python benchmarks/linking.py blocking gva            # candidates against known events
    python benchmarks/linking.py train > weights.toml    # the shipped weights, learnt anew

``scale`` draws mentions from the incidents of ``../shared/data/ibc``, repeated with shifted days
until there are enough: one to six mentions an incident (geometric, mean about two), one in seven a
day off, one in ten a town 15 km off, one in four a toll off by one or a fifth, words of target and
weapon with one word in three left out and two common words put in. The seed is fixed. It prints
seconds, seconds per thousand mentions, memory and pairwise F1.

``blocking`` reads a measuring set with the project's own reader and prints the share of true pairs
of reports that are candidates (pairs completeness) and candidates per true pair.

``train`` reads the same sets and prints the weights that are learnt from them; their truth is not
opened.
"""

import gzip
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pyarrow as pa

from oversikt.engine import open_engine
from oversikt.incidents import training
from oversikt.incidents.cluster import cluster
from oversikt.incidents.compare import candidates, compare, levels, shipped, tables
from oversikt.incidents.copies import copies
from oversikt.incidents.mentions import Mention, gather
from oversikt.incidents.training import write
from oversikt.incidents.words import bits_of
from oversikt.records import Claim, Place, Report, digest

SHARED = Path(__file__).parents[2] / "shared" / "data"
NOTE = """Match weights in hundredths of a bit: what a level of agreement adds to the evidence that two
mentions tell one event; prior is what a candidate pair starts from. Learnt without labels by
benchmarks/linking.py train (version 2); docs/decisions/0004-linking-weights.md says how."""
COMMON = ("police", "attack", "security", "hospital", "wounded", "officials", "city", "source")


def rows(path: Path) -> list[dict[str, object]]:
    """Return the records of a gzip'd JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def drawn(wanted: int, seed: int = 2013) -> Iterator[tuple[int, Mention]]:
    """Draw mentions from the IBC table.

    Args:
        wanted: Number of mentions.
        seed: Seed of the draw.

    Yields:
        The true incident's number and the mention.
    """
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    table = rows(SHARED / "ibc" / "gold.jsonl.gz")
    made = incident = 0
    while made < wanted:
        row = table[incident % len(table)]
        shift = 4000 * (incident // len(table))
        town = str(row["location"]).rsplit(",", maxsplit=1)[-1].strip() or "Iraq"
        spot = int(digest(town), 16)
        lat, lon = 30 + spot % 700 / 100, 40 + spot // 700 % 800 / 100
        day = date.fromisoformat(str(row["date_start"])).toordinal() + shift
        told = f"{row['target']} {row['weapons']} {row['location']}".split()
        number = int(row["killed"]["low"])  # type: ignore[index]  # the table's own shape
        for _ in range(min(6, 1 + int(chance.expovariate(1.0)))):
            if made == wanted:
                return
            yield incident, mention(chance, made, (town, lat, lon), day, number, told)
            made += 1
        incident += 1


def mention(
    chance: random.Random,
    made: int,
    spot: tuple[str, float, float],
    day: int,
    number: int,
    told: list[str],
) -> Mention:
    """Return one noisy mention of an incident."""
    town, lat, lon = spot
    day += chance.choice((0, 0, 0, 0, 0, 0, 1))
    lat += 0.135 * (chance.random() < 0.1)
    if chance.random() < 0.25:
        number += max(1, number // 5)
    heard = [word for word in told if chance.random() < 2 / 3] + chance.sample(COMMON, 2)
    published = day + chance.choice((0, 0, 1))
    report = Report(
        f"m{made:08}", " ".join(heard), published=date.fromordinal(published).isoformat()
    )
    claim = Claim(
        digest(report.id), report.id, "text", 0, 1, "x", "killed", "exact", number, number,
        confidence=0.9,
    )  # fmt: skip
    place = Place(town, town, None, "IQ", None, None, lat, lon, 1)
    return Mention(
        report, [claim], first=day, last=day, published=published, place=place,
        words=bits_of(report.text), language="en",
    )  # fmt: skip


def scale(size: int) -> None:
    """Link so many drawn mentions and print what it took."""
    pairs = list(drawn(size))
    truth = [incident for incident, _ in pairs]
    mentions = [one for _, one in pairs]
    begun = time.perf_counter()
    engine = open_engine()
    compared = compare(mentions, {}, engine, shipped())
    engine.close()
    middle = time.perf_counter()
    groups = cluster(mentions, compared)
    ended = time.perf_counter()
    mine = Counter(len(group) for group in groups)
    own = sum(n * (n - 1) // 2 * times for n, times in mine.items())
    true = sum(n * (n - 1) // 2 for n in Counter(truth).values())
    right = sum(truth[a] == truth[b] for group in groups for a, b in combinations(group, 2))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{size:>9,} mentions  {len(compared):>10,} pairs  compare {middle - begun:6.1f} s  "
        f"cluster {ended - middle:6.1f} s  {1e6 * (ended - begun) / size:7.0f} µs each  "
        f"{memory:4.1f} GiB  pairwise F1 {2 * right / (own + true):.3f}",
        flush=True,
    )


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
        engine = open_engine()
        held = tables(mentions, copies(reports))
        held["candidate"] = candidates(held, engine)
        rows_ = levels(held, engine)
        for side in ("a", "b"):
            moved = pa.array([m + first for m in rows_.column(side).to_pylist()], pa.int32())
            rows_ = rows_.set_column(rows_.schema.get_field_index(side), side, moved)
        found.append(rows_)
        first += len(mentions)
        engine.close()
    print(write(training.train(pa.concat_tables(found)), NOTE), end="")


def blocking(name: str) -> None:
    """Print how many true pairs of reports are candidates, and at what price."""
    reports, mentions = mentions_of(name)
    compared = compare(mentions, copies(reports), open_engine(), shipped())
    ids = [one.report.id for one in mentions]
    candidates = {frozenset((ids[p.a], ids[p.b])) for p in compared}
    owners = Counter(r for row in rows(SHARED / name / "gold.jsonl.gz") for r in row["reports"])  # type: ignore[attr-defined]  # a list of ids
    true = {
        frozenset(pair)
        for row in rows(SHARED / name / "gold.jsonl.gz")
        for pair in combinations([r for r in row["reports"] if owners[r] == 1], 2)  # type: ignore[attr-defined]  # a list of ids
    }
    told = {pair for pair in true if pair <= set(ids)}
    found = len(true & candidates)
    every = len(reports) * (len(reports) - 1) / 2
    print(
        f"{name}: {len(true):,} true pairs, {len(told):,} with claims on both sides, "
        f"{found:,} candidates among them (completeness {found / len(true):.3f}, "
        f"{found / len(told):.3f} of those with claims); {len(candidates):,} candidates, "
        f"{len(candidates) / len(true):.1f} a true pair, {100 * len(candidates) / every:.2f} % of all"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["blocking", *names]:
            for one_set in names or ["gva", "airwars_syria"]:
                blocking(one_set)
        case ["train", *names]:
            train(names or ["gva", "airwars_syria"])
        case ["scale", *sizes]:
            for one_size in sizes or ["10000", "100000"]:
                scale(int(one_size))
        case _:
            sys.exit(__doc__)
