"""Hold the reader to what it has reached: floors of quality that only go up.

    python -m benchmarks.floors [--shared ../shared] [--update [--allow-lower]]

``floors.toml`` keeps, for each set that is this project's own, the digest of the corpus and the
least that each metric may be. Without ``--update`` a metric below its floor, or another corpus,
ends with status 1. ``--update`` raises the floors of one corpus, also beside a metric that has
fallen, which keeps its floor; it lowers one, or takes another corpus, only with ``--allow-lower``,
whose reason belongs into the commit.
"""

import argparse
import sys
import tomllib
from pathlib import Path

from benchmarks.scoring import annotated

FLOORS = Path(__file__).with_name("floors.toml")
SETS = ("passages", "posts")
#: One claim of 1,348 moves an F1 by .0007; less is no loss.
SLACK = 0.0005
#: Of metrics with this in their name less is better.
FALLING = "error"

Floors = dict[str, dict[str, float | str]]


def main() -> int:
    """Compare, or write the floors anew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--allow-lower", action="store_true", help="let a floor be lowered")
    args = parser.parse_args()
    if not (args.shared / "measure").is_dir():
        print(f"no measuring sets at {args.shared}; no floor looked at")
        return 0
    kept: Floors = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    reached: Floors = {}
    for name in SETS:
        read = annotated(args.shared, name)
        reached[name] = {"corpus": read.digest, **read.metrics()}
    lower = fallen(kept, reached)
    for line in lower:
        print(line)
    if args.update and args.allow_lower:
        FLOORS.write_text(written(reached), "utf-8")
    elif args.update and _one_corpus(kept, reached):
        FLOORS.write_text(written(raised(kept, reached)), "utf-8")
    if lower and not (args.update and args.allow_lower):
        return 1
    print(f"{sum(map(len, reached.values())) - len(SETS)} metrics at their floors or above")
    return 0


def fallen(kept: Floors, reached: Floors) -> list[str]:
    """Return a line for each floor that is not reached, and for each corpus that is another."""
    lines = []
    for name, floors in kept.items():
        for metric, floor in floors.items():
            now = reached.get(name, {}).get(metric)
            if metric == "corpus" and now != floor:
                lines.append(f"{name}: another corpus ({str(now)[:12]}, not {str(floor)[:12]})")
            elif isinstance(floor, float) and not _holds(metric, floor, now):
                lines.append(f"{name}: {metric} is {now}, below its floor {floor}")
    return lines


def _one_corpus(kept: Floors, reached: Floors) -> bool:
    """Were the floors measured on the corpus of today?"""
    return all(
        reached.get(name, {}).get("corpus") == floors.get("corpus") for name, floors in kept.items()
    )


def raised(kept: Floors, reached: Floors) -> Floors:
    """Return the floors, each at the better of what it was and what is reached."""
    better: Floors = {}
    for name, metrics in reached.items():
        better[name] = dict(metrics)
        for metric, floor in kept.get(name, {}).items():
            now = metrics.get(metric)
            if isinstance(floor, float) and isinstance(now, float):
                better[name][metric] = (min if FALLING in metric else max)(floor, now)
    return better


def _holds(metric: str, floor: float, now: float | str | None) -> bool:
    """Is a metric as good as its floor?"""
    if not isinstance(now, float):
        return False
    return now <= floor + SLACK if FALLING in metric else now >= floor - SLACK


def written(floors: Floors) -> str:
    """Return the floors as TOML."""
    lines = ["# Written by benchmarks/floors.py --update; floors only go up."]
    for name, metrics in floors.items():
        lines += ["", f"[{name}]"]
        lines += [
            f'{metric} = "{value}"' if isinstance(value, str) else f"{metric} = {value:.4f}"
            for metric, value in metrics.items()
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
