"""Linking people: how right on lists whose truth is known, and how long for a million.

    python -m benchmarks.persons [--many 1000000]          made-up people on three lists
    python -m benchmarks.persons --real ../shared/data/gaza_moh/persons.csv.gz

The made-up people live in families, carry names as rare and as common as names are, and die on a
day in a place; each list spells them in its own script, with its own slips. The real lists are
linked from names, age and sex alone: by both scripts, by one, and from one script to the other.
Nothing of a person is printed, only shares.
"""

import argparse
import csv
import gzip
import io
import itertools
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from oversikt.lists import Declaration, Listed
from oversikt.lists.linkage import Linkage, linked

# Consonants and vowels in two scripts; short vowels are not written in Arabic.
_CONSONANTS = tuple(
    zip("بتجحخدرزسشصطغفقكلمنه", ("b", "t", "j", "h", "kh", "d", "r", "z", "s", "sh", "s", "t",
        "gh", "f", "q", "k", "l", "m", "n", "h"), strict=True)
)  # fmt: skip
_VOWELS = (("ا", "a"), ("ي", "i"), ("و", "u"), ("", "a"), ("", "e"), ("", "u"))
_GIVEN, _FAMILIES, _PLACES = 300, 30_000, 60
_SHARES = (0.70, 0.55, 0.42)


def words(many: int, syllables: Sequence[int], rng: np.random.Generator) -> list[tuple[str, str]]:
    """Make up names, each in Arabic and in Latin letters."""
    found: dict[str, str] = {}
    while len(found) < many:
        arabic = latin = ""
        for _ in range(int(rng.choice(syllables))):
            a, b = _CONSONANTS[rng.integers(len(_CONSONANTS))]
            v, w = _VOWELS[rng.integers(len(_VOWELS))]
            arabic, latin = arabic + a + v, latin + b + w
        a, b = _CONSONANTS[rng.integers(len(_CONSONANTS))]
        found.setdefault(arabic + a, latin + b)
    return list(found.items())


def drawn(many: int, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw numbers of names, the first the most common, as Zipf found words to be."""
    share = 1 / (np.arange(size) + 3.0)
    return rng.choice(size, many, p=share / share.sum())


def slip(name: str, luck: float) -> str:
    """Drop a letter, or double one."""
    at = int(luck * len(name))
    return name[:at] + name[at + 1 :] if luck < 0.5 else name[:at] + name[at] + name[at:]


def made_up(many: int, seed: int = 1) -> list[Listed]:
    """Return about so many records of made-up people on three lists; ``rec`` is the truth."""
    rng = np.random.default_rng(seed)
    people = int(many / sum(_SHARES))
    given, families = words(_GIVEN, (1, 2), rng), words(_FAMILIES, (2, 3), rng)
    # Two people in a house on average, drawn together: brothers, sisters, cousins.
    house = np.sort(rng.integers(0, people // 2, people))
    columns = {
        "given": drawn(people, _GIVEN, rng),
        "father": drawn(people // 2, _GIVEN, rng)[house],
        "grandfather": drawn(people // 2, _GIVEN, rng)[house],
        "family": drawn(people // 2, _FAMILIES, rng)[house],
        "age": np.minimum(rng.gamma(2.0, 14.0, people).astype(int), 100),
        "sex": rng.integers(0, 2, people),
        "day": rng.integers(0, 700, people // 2)[house] + rng.integers(0, 2, people),
        "place": drawn(people // 2, _PLACES, rng)[house],
    }
    start = np.datetime64("2013-01-01")
    records: list[Listed] = []
    for number, (on, share) in enumerate(zip(("first", "second", "third"), _SHARES, strict=True)):
        there = np.flatnonzero(rng.random(people) < share)
        luck = rng.random((len(there), 9))
        shift = rng.integers(0, 2, (len(there), 2)) * 2 - 1
        for row, person in enumerate(there.tolist()):
            scripts = []
            for script in ((0,), (1,), (0, 1))[number]:
                parts = [
                    (given if role != "family" else families)[columns[role][person]][script]
                    for role in ("given", "father", "grandfather", "family")
                ]
                for part in range(4):
                    if luck[row, part] < 0.03:
                        parts[part] = slip(parts[part], luck[row, part] / 0.03)
                scripts.append(" ".join(parts))
            age = int(columns["age"][person])
            age += int(shift[row, 0]) if luck[row, 4] < 0.05 else 0
            day = int(columns["day"][person]) + (int(shift[row, 1]) if luck[row, 5] < 0.05 else 0)
            records.append(
                Listed(
                    on,
                    str(person),
                    tuple(scripts),
                    max(age, 0) if luck[row, 6] > 0.02 else None,
                    ("female", "male")[columns["sex"][person]],
                    str(start + day) if luck[row, 7] > 0.05 else None,
                    f"place {columns['place'][person]}" if luck[row, 8] > 0.1 else None,
                )
            )
    return records


def real(path: Path, scripts: str) -> Iterator[Listed]:
    """Read the two real lists with names in the scripts that are asked for."""
    with gzip.open(path, "rb") as raw:
        rows = csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8"))
        first = ""
        for row in rows:
            first = first or row["release"]
            ours = {"ar": row["name_ar"], "en": row["name_en"]}
            asked = ("ar", "en") if scripts == "both" else (scripts,)
            if scripts == "across":
                asked = ("ar",) if row["release"] == first else ("en",)
            sex = {"m": "male", "f": "female"}.get(row["sex"])
            age = int(float(row["age"])) if row["age"] else None
            yield Listed(row["release"], row["rec"], tuple(ours[s] for s in asked), age, sex)


def pairs(groups: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs within groups of marks, of different lists."""
    for group in groups:
        for one, other in itertools.combinations(sorted(group), 2):
            if one.split(":")[0] != other.split(":")[0]:
                yield one, other


def scored(found: Linkage, truth: dict[str, str]) -> tuple[float, float]:
    """Return precision and recall of pairs between lists."""
    said = list(pairs([r.mark for r in group] for group in found.persons().values()))
    by: dict[str, list[str]] = {}
    for mark, person in truth.items():
        by.setdefault(person, []).append(mark)
    true = sum(1 for _ in pairs(by.values()))
    right = sum(truth[one] == truth[other] for one, other in said)
    return right / max(len(said), 1), right / true


def report(name: str, people: Sequence[Listed], truth: dict[str, str]) -> None:
    """Link, and print shares, seconds and memory."""
    lists = {one.on: Declaration(one.on, "makers", "made up") for one in people}
    started, spent = time.perf_counter(), time.process_time()
    found = linked(people, lists)
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    precision, recall = scored(found, truth)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{name}: {len(people):,} records, precision {precision:.4f}, recall {recall:.4f}; "
        f"{seconds:.0f} s by the clock, {cpu:.0f} s of processor, {memory:.1f} GB at most",
        flush=True,
    )


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--real", type=Path)
    given = parser.parse_args()
    if given.real is None:
        people = made_up(given.many)
        report("made up", people, {one.mark: one.rec for one in people})
        return
    with gzip.open(given.real, "rb") as raw:
        rows = list(csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8")))
    truth = {f"{row['release']}:{row['rec']}": row["pid"] for row in rows}
    for scripts in ("both", "ar", "en", "across"):
        report(scripts, list(real(given.real, scripts)), truth)


if __name__ == "__main__":
    main()
