"""Write the page of errors: by language and field what is right, and the commonest kinds of error.

    python -m benchmarks.errors [--shared ../shared]

The passages are this project's own, so the page may quote them; it names the corpus's digest.
"""

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.scoring import Annotated, annotated
from oversikt import __version__

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "errors.md"
#: The fields that are scored wherever a claim is found, and those scored where gold fills them.
FIELDS = (
    "quantifier", "victim_status", "scope", "modality", "part_of", "date", "place", "country",
    "attribution", "cause", "sex", "age_group",
)  # fmt: skip
COMMONEST = 10
#: Examples with fewer characters show little.
TELLING = 24

#: A passage and its language.
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """One error: where it is, the words, what gold says and what was read."""

    passage: str
    language: str
    quote: str
    gold: str
    read: str


@dataclass(slots=True)
class Tally:
    """What is right and wrong in one language."""

    asked: int = 0
    said: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Read the passages and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    if not (args.shared / "measure").is_dir():
        print(f"no measuring sets at {args.shared}; the page stays as it is")
        return 0
    passages = annotated(args.shared, "passages")
    tallies, kinds = judged(passages)
    PAGE.write_text(page(passages.digest, tallies, kinds), encoding="utf-8")
    print(f"{PAGE}: {sum(map(len, kinds.values()))} errors of {len(kinds)} kinds")
    return 0


def judged(passages: Annotated) -> tuple[dict[str, Tally], dict[str, list[Example]]]:
    """Return the tallies by language, and every error by its kind."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    kinds: dict[str, list[Example]] = defaultdict(list)
    scorer = passages.scorer
    for record in passages.data.gold:
        name = (record["report_id"], passages.data.reports[record["report_id"]]["language"])
        tally = tallies[name[1]]
        gold, said = record["claims"], passages.claims.get(name[0], [])
        pairs = passages.pair_up(gold, said, scorer.same_claim, likes=scorer.overlap)
        counts = scorer.tally(gold, said, pairs)
        tally.asked += counts["gold"]
        tally.said += counts["said"]
        tally.found += counts["found"]
        for i, j in pairs.items():
            _fields(tally, kinds, scorer, (name, gold[i], said[j]))
        for (part, right), n in scorer.compare_parts(gold, said, pairs).items():
            (tally.right if right else tally.wrong)[part] += n
        _parts(kinds, scorer, name, (gold, said, pairs))
        _claims(kinds, scorer, name, (gold, said, pairs))
    return tallies, kinds


def _fields(
    tally: Tally,
    kinds: dict[str, list[Example]],
    scorer: Any,
    claim: tuple[Name, dict[str, Any], dict[str, Any]],
) -> None:
    """Note which fields of a found claim are right, and the kinds of those that are not."""
    name, gold, said = claim
    for (part, right), n in scorer.compare_fields(gold, said).items():
        (tally.right if right else tally.wrong)[part] += n
        if not right:
            told, read = _shown(gold, part), _shown(said, part)
            lost = "is not read" if read == "nothing" else "is another"
            exact = part in ("quantifier", "victim_status", "scope", "modality")
            kind = f"{part}: {told} is read as {read}" if exact else f"{part} {lost}"
            kinds[kind].append(Example(*name, gold["quote"], told, read))


def _parts(
    kinds: dict[str, list[Example]], scorer: Any, name: Name, read: tuple[Any, Any, Any]
) -> None:
    """Note parts that are linked to another whole than gold's, or to none."""
    gold, said, pairs = read
    for i, j in pairs.items():
        seen = scorer.compare_parts(
            [gold[i] if k == i else g for k, g in enumerate(gold)], said, pairs
        )
        if not seen["part_of", False]:
            continue
        whole, own = gold[i]["part_of"], said[j].get("part_of")
        wanted = "nothing" if whole is None else gold[whole]["quote"]
        quotes = {s["id"]: s["quote"] for s in said}
        linked = quotes.get(own, "nothing")
        if (whole is None) != (own is None) or (whole in pairs and said[pairs[whole]]["id"] != own):
            lost = "is not linked to its whole" if own is None else "is linked to a whole"
            kinds[f"part_of: a claim {lost}"].append(
                Example(*name, gold[i]["quote"], wanted, linked)
            )


def _claims(
    kinds: dict[str, list[Example]], scorer: Any, name: Name, read: tuple[Any, Any, Any]
) -> None:
    """Note claims that were missed, made up, or read with another measure or number."""
    gold, said, pairs = read
    free = [s for j, s in enumerate(said) if j not in pairs.values()]
    for i, one in enumerate(gold):
        if i in pairs or one.get("optional"):
            continue
        beside = next((s for s in free if scorer.overlap(one, s)), None)
        if beside is None:
            kind = f"a claim is missed: {one['measure']}, {_size(one)}"
            kinds[kind].append(Example(*name, one["quote"], _figure(one), "nothing"))
            continue
        free.remove(beside)
        same = one["measure"] == beside["measure"]
        kind = (
            f"number: {one['quantifier']} is read as {beside['quantifier']}"
            if same
            else f"measure: {one['measure']} is read as {beside['measure']}"
        )
        kinds[kind].append(Example(*name, one["quote"], _figure(one), _figure(beside)))
    for one in free:
        kind = f"a claim is made up: {one['measure']}, {_size(one)}"
        kinds[kind].append(Example(*name, one["quote"], "nothing", _figure(one)))


def _size(claim: dict[str, Any]) -> str:
    """Is it one person, several, or none that are counted?"""
    if claim["low"] is None and claim["high"] is None:
        return "no number"
    return "one" if claim["low"] == claim["high"] == 1 else "a number"


def _figure(claim: dict[str, Any]) -> str:
    """Measure and number of a claim."""
    ends = [claim["low"], claim["high"]]
    number = "–".join(dict.fromkeys("?" if e is None else str(e) for e in ends))
    return f"{claim['measure']} {claim['quantifier']} {number}"


def _shown(claim: dict[str, Any], part: str) -> str:
    """The value of a field, in words."""
    place = claim.get("place") or {}
    value: Any = {
        "date": " to ".join(
            dict.fromkeys(filter(None, (claim.get("date_start"), claim.get("date_end"))))
        ),
        "place": place.get("name") or place.get("phrase"),
        "country": place.get("country_code", place.get("country")),
        "attribution": ", ".join(a["name"] for a in claim.get("attribution") or []),
    }.get(part, claim.get(part))
    return str(value) if value else "nothing"


def page(digest: str, tallies: dict[str, Tally], kinds: dict[str, list[Example]]) -> str:
    """Return the page."""
    whole = sum(t.asked for t in tallies.values())
    lines = [
        "# What is read right, and what wrong",
        "",
        f"Written by `benchmarks/errors.py` with oversikt {__version__}; do not edit it by hand.",
        f"Passages in {len(tallies)} languages, annotated for this project, ask for {whole} claims.",
        f"Digest of the corpus: `{digest[:16]}`. What was reached may not fall: `benchmarks/floors.toml`.",
        "",
        "## Claims, by language",
        "",
        "A claim is found when its measure and its number are those of the annotation.",
        "",
        "| language | asked for | read | found | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    both = Tally()
    for code, tally in [*sorted(tallies.items()), ("all", both)]:
        if code != "all":
            both.asked, both.said = both.asked + tally.asked, both.said + tally.said
            both.found += tally.found
            both.right.update(tally.right)
            both.wrong.update(tally.wrong)
        lines.append(
            f"| {code} | {tally.asked} | {tally.said} | {tally.found} | "
            f"{_share(tally.found, tally.said)} | {_share(tally.found, tally.asked)} | "
            f"{_share(2 * tally.found, tally.asked + tally.said)} |"
        )
    codes = sorted(tallies)
    lines += [
        "",
        "## Fields, by language",
        "",
        "Share that is right among the claims found, where the annotation fills the field.",
        "",
        f"| field | {' | '.join(codes)} | all |",
        f"|---|{'---|' * (len(codes) + 1)}",
    ]
    for part in FIELDS:
        cells = [
            _share(t.right[part], t.right[part] + t.wrong[part])
            for t in (*(tallies[code] for code in codes), both)
        ]
        lines.append(f"| `{part}` | {' | '.join(cells)} |")
    lines += ["", f"## The {COMMONEST} commonest kinds of error", ""]
    common = sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0]))[:COMMONEST]
    for number, (kind, examples) in enumerate(common, 1):
        one = min(examples, key=lambda e: (len(e.quote) < TELLING, len(e.quote), e.passage))
        codes_of = Counter(e.language for e in examples)
        where = ", ".join(f"{code} {n}" for code, n in sorted(codes_of.items()))
        quote = " ".join(one.quote.split())
        lines += [
            f"{number}. **{kind[:1].upper()}{kind[1:]}** ({len(examples)}: {where}).",
            f"   {one.passage}: “{quote}”. Annotated: {one.gold}. Read: {one.read}.",
        ]
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> str:
    """A share to two places; a dash of nothing."""
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    sys.exit(main())
