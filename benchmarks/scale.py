"""Linking at scale, on mentions drawn from the table of Iraq Body Count.

    python benchmarks/scale.py 10000 100000 1000000      # from scratch
    python benchmarks/scale.py today 1000000             # 1,000 new mentions into a record of so many
    python benchmarks/scale.py engines 100000            # the same incidents on DuckDB and Spark

Mentions are drawn from the incidents of ``../shared/data/ibc``, repeated with shifted days until
there are enough: one to six mentions an incident (geometric, mean about two), one in seven a day
off, one in ten a town 15 km off, one in four a toll off by one or a fifth, words of target and
weapon with one word in three left out and two common words put in. The seed is fixed.

Each line tells seconds, by the wall and of work on all processors, microseconds of work a mention,
the most memory held (the drawn mentions are not
kept, as reports in a record are not), pairs compared, and the pairwise F1 of the groups.
"""

import gzip
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from oversikt.engine import open_engine
from oversikt.incidents.compare import shipped
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import Mention
from oversikt.incidents.words import bits_of
from oversikt.records import Claim, Place, Report, digest

TABLE = Path(__file__).parents[2] / "shared" / "data" / "ibc" / "gold.jsonl.gz"
COMMON = ("police", "attack", "security", "hospital", "wounded", "officials", "city", "source")
TODAY = 1000


def drawn(wanted: int, seed: int = 2013) -> Iterator[tuple[int, Mention]]:
    """Draw mentions from the IBC table.

    Args:
        wanted: Number of mentions.
        seed: Seed of the draw.

    Yields:
        The true incident's number and the mention.
    """
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    with gzip.open(TABLE, "rt", encoding="utf-8") as lines:
        table = [json.loads(line) for line in lines]
    made = incident = 0
    while made < wanted:
        row = table[incident % len(table)]
        shift = 4000 * (incident // len(table))
        town = str(row["location"]).rsplit(",", maxsplit=1)[-1].strip() or "Iraq"
        spot = int(digest(town), 16)
        lat, lon = 30 + spot % 700 / 100, 40 + spot // 700 % 800 / 100
        day = date.fromisoformat(str(row["date_start"])).toordinal() + shift
        told = f"{row['target']} {row['weapons']} {row['location']}".split()
        number = int(row["killed"]["low"])
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


def noted(drawing: Iterator[tuple[int, Mention]], truth: list[int]) -> Iterator[Mention]:
    """Pass mentions on, noting the true incident of each."""
    for incident, one in drawing:
        truth.append(incident)
        yield one


def agreement(groups: Sequence[Sequence[int]], truth: Sequence[int]) -> float:
    """Return the pairwise F1 of groups."""
    own = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    true = sum(n * (n - 1) // 2 for n in Counter(truth).values())
    right = sum(truth[a] == truth[b] for group in groups for a, b in combinations(group, 2))
    return 2 * right / (own + true)


def scratch(size: int) -> None:
    """Link so many drawn mentions and print what it took."""
    truth: list[int] = []
    links = Links(shipped())
    begun = Clock()
    links.add(noted(drawn(size), truth), {}, open_engine())
    report(size, begun, links, truth)


class Clock:
    """Seconds since it was made, by the wall and of work: others may share the processors."""

    def __init__(self) -> None:
        self.wall, self.work = time.perf_counter(), time.process_time()

    def passed(self) -> tuple[float, float]:
        """Return both."""
        return time.perf_counter() - self.wall, time.process_time() - self.work


def report(size: int, begun: Clock, links: Links, truth: Sequence[int]) -> None:
    """Print one line of figures."""
    seconds, work = begun.passed()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{size:>9,} mentions  {len(links.pairs):>10,} pairs  {seconds:6.1f} s "
        f"({work:.1f} s of work, {1e6 * work / size:.0f} µs each)  {memory:4.1f} GiB  "
        f"pairwise F1 {agreement(links.groups(), truth):.3f}",
        flush=True,
    )


def today(size: int) -> None:
    """Link 1,000 mentions, the latest drawn, into a record of so many others."""
    truth: list[int] = []
    links = Links(shipped())
    engine = open_engine()
    stream = noted(drawn(size + TODAY), truth)
    links.add(islice(stream, size), {}, engine)
    new = list(stream)
    begun = Clock()
    changed = links.add(new, {}, engine)
    seconds, work = begun.passed()
    print(
        f"{TODAY:,} into {size:,}: {seconds:.1f} s ({work:.1f} s of work), "
        f"{changed.sum():,} mentions in groups that changed"
    )


def rows_of(links: Links) -> npt.NDArray[np.int64]:
    """Return the compared pairs as rows, in the order of mentions."""
    p = links.pairs
    rows = np.stack([p.a, p.b, p.score, p.certain], axis=1).astype(np.int64)
    return rows[np.lexsort((p.b, p.a))]


def engines(size: int) -> None:
    """Say whether DuckDB and Spark give the same groups."""
    found = []
    for name in ("duckdb", "local[2]"):
        truth: list[int] = []
        links = Links(shipped())
        engine = open_engine(name)
        begun = Clock()
        links.add(noted(drawn(size), truth), {}, engine)
        print(name, end=" ")
        report(size, begun, links, truth)
        engine.close()
        found.append(links)
    one, other = found
    # Engines are given slices of their own size, so that their pairs come in another order.
    same = one.groups() == other.groups() and (rows_of(one) == rows_of(other)).all()
    print("the same pairs and groups" if same else "DIFFERENT")
    sys.exit(not same)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["today", *sizes]:
            for one_size in sizes or ["100000"]:
                today(int(one_size))
        case ["engines", *sizes]:
            for one_size in sizes or ["10000"]:
                engines(int(one_size))
        case sizes:
            for one_size in sizes or ["10000", "100000"]:
                scratch(int(one_size))
