"""Make ``src/oversikt/incidents/frequencies.tsv``: how rare words are in reports of violence.

    python tools/frequencies.py ../shared/data          # the measuring sets, where they are present

A word's bits are log2 of the reports of its language to one that holds it, rounded; a word in
several languages has the bits of the one that uses it most. Words are kept as digests, so that
the table names nobody and holds no text. Only counts of the sets' reports enter, no gold.
"""

import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

from oversikt.incidents.mentions import LEAD
from oversikt.incidents.words import RAREST, key, words

SETS = ("airwars_gaza", "airwars_syria", "gva", "muc4", "norne", "passages", "posts")
OUT = Path(__file__).parents[1] / "src" / "oversikt" / "incidents" / "frequencies.tsv"
#: Languages with fewer reports give no measure of rarity beyond their commonest words.
FEWEST = 2


def counted(data: Path) -> dict[str, tuple[int, Counter[str]]]:
    """Return for every language the number of reports and of those that hold each word."""
    reports: Counter[str] = Counter()
    holding: dict[str, Counter[str]] = {}
    for name in SETS:
        with gzip.open(data / name / "reports.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                language = row["language"] or "en"
                text = f"{row.get('title') or ''}\n{row['text'][:LEAD]}"
                reports[language] += 1
                holding.setdefault(language, Counter()).update(set(words(text)))
    return {language: (reports[language], holding[language]) for language in sorted(reports)}


def main() -> None:
    """Write the table."""
    least: dict[str, int] = {}
    for total, holding in counted(Path(sys.argv[1])).values():
        for word, times in holding.items():
            bits = round(math.log2(total / times))
            if times >= FEWEST and bits < RAREST:
                least[key(word)] = min(bits, least.get(key(word), RAREST))
    lines = ["# Digest of a word, bits: made by tools/frequencies.py, version 2."]
    lines += [f"{digest}\t{bits}" for digest, bits in sorted(least.items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(least):,} words")


if __name__ == "__main__":
    main()
