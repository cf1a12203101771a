"""Score the reader on the annotated passages and print what it missed and what it made up.

    python benchmarks/passages.py [--language en] [--errors] [--shared ../shared]

The scoring is that of the shared measuring set; this command adds the sentences behind the figures.
"""

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from oversikt.claims import Reader
from oversikt.records import Report


def main() -> int:
    """Score, and print what was missed and made up where asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--language", help="only passages in this language")
    parser.add_argument("--errors", action="store_true", help="print misses and false claims")
    parser.add_argument("--fields", help="print claims found whose FIELD is not gold's")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    measure = args.shared / "measure"
    if not measure.is_dir():
        print(f"no measuring sets at {measure}; nothing measured")
        return 0
    sys.path.insert(0, str(measure))
    import score_passages as scorer  # noqa: PLC0415  # found only where the measuring sets are
    from quantities import pair_up  # noqa: PLC0415
    from streams import by_report, load_set  # noqa: PLC0415

    data = load_set(args.shared / "data" / "passages")
    gold = [
        g for g in data.gold
        if args.language in (None, data.reports[g["report_id"]]["language"])
    ]  # fmt: skip
    data = SimpleNamespace(reports=data.reports, gold=gold)
    reader = Reader()
    claims: list[dict[str, Any]] = []
    for g in gold:
        plain = data.reports[g["report_id"]]
        report = Report(**{f.name: plain.get(f.name) for f in fields(Report)})
        claims += [c.to_json() for c in reader.read(report).claims]
    result = scorer.score(data, claims)
    for name, value in result.items():
        if (value is not None and not name.endswith(("_gold", "_p", "_r"))) or name in (
            "all_p",
            "all_r",
        ):
            print(f"{name:24} {value:.3f}")
    if args.errors or args.fields:
        show(gold, by_report(claims), data.reports, scorer, pair_up, args)
    return 0


def show(gold: Any, own: Any, reports: Any, scorer: Any, pair_up: Any, args: Any) -> None:
    """Print each passage's misses (-), false claims (+) and wrong fields (~)."""
    for record in gold:
        wanted, said = record["claims"], own.get(record["report_id"], [])
        pairs = pair_up(wanted, said, scorer.same_claim, likes=scorer.overlap)
        lines = []
        if args.errors:
            lines += [
                f"  - {brief(w)}"
                for i, w in enumerate(wanted)
                if i not in pairs and not w.get("optional")
            ]
            lines += [f"  + {brief(s)}" for j, s in enumerate(said) if j not in pairs.values()]
        if args.fields:
            f = args.fields
            for i, j in pairs.items():
                if wanted[i].get(f) != said[j].get(f):
                    lines.append(
                        f"  ~ {wanted[i]['quote'][:60]!r}: {short(wanted[i].get(f))} != {short(said[j].get(f))}"
                    )
        if lines:
            report = reports[record["report_id"]]
            print(
                f"{record['report_id']} [{report.get('published')}] {report.get('title') or ''} | {report['text']}"
            )
            print("\n".join(lines))


def short(value: Any) -> Any:
    """A place or speakers by name."""
    if isinstance(value, dict):
        return (
            value.get("phrase"),
            value.get("name"),
            value.get("country_code", value.get("country")),
        )
    if isinstance(value, list):
        return [v.get("name") if isinstance(v, dict) else v for v in value]
    return value


def brief(claim: dict[str, Any]) -> str:
    """One claim on one line."""
    return f"{claim['measure']} {claim['quantifier']} {claim['low']}..{claim['high']} {claim['victim_status']} {claim['quote'][:90]!r} conf {claim.get('confidence')}"


if __name__ == "__main__":
    sys.exit(main())
