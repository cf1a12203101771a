"""Fit the weights of the confidence on one half of the annotated passages, and report on the other.

    python -m benchmarks.confidence [--shared ../shared] [--write]

The half is taken by the digest of the passage's id, so that it is the same everywhere; figures are
those of the half that was not fitted on.
"""

import argparse
import hashlib
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from oversikt.claims import Reader, reader
from oversikt.claims.confidence import features
from oversikt.claims.told import Draft
from oversikt.records import Report

TARGET = Path(__file__).parents[1] / "src" / "oversikt" / "claims" / "confidence.toml"
PENALTY = 1.0


def main() -> int:
    """Fit, report, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    args = parser.parse_args()
    if not (args.shared / "measure").is_dir():
        print(f"no measuring sets at {args.shared}; nothing fitted")
        return 0
    rows = readings(args.shared)
    names = sorted({name for found, _, _ in rows for name in found})
    fitted = fit([(f, right) for f, right, kept in rows if kept], names)
    for label, kept in (("fitted on", True), ("not fitted on", False)):
        known = [(score(f, fitted), right) for f, right, k in rows if k is kept]
        print(f"{label:14} {len(known):5} claims  Brier skill {skill(known):.3f}")
    if args.write:
        lines = ["# Written by benchmarks/confidence.py; fit it anew after changes of the grammar."]
        lines += ["[weights]", *(f'"{name}" = {weight:.3f}' for name, weight in fitted.items())]
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def readings(shared: Path) -> list[tuple[list[str], bool, bool]]:
    """Return for every claim its features, whether it is right, and whether to fit on it."""
    sys.path.insert(0, str(shared / "measure"))
    import score_passages as scorer  # noqa: PLC0415  # found only where the measuring sets are
    from quantities import pair_up  # noqa: PLC0415
    from streams import load_set  # noqa: PLC0415

    data = load_set(shared / "data" / "passages")
    seen: dict[str, list[str]] = {}

    def noted(draft: Draft) -> float:
        seen[draft.id] = features(draft)
        return 0.5

    rows: list[tuple[list[str], bool, bool]] = []
    plain = reader.confidence
    reader.confidence = noted
    try:
        for record in data.gold:
            kept = hashlib.sha256(record["report_id"].encode()).digest()[0] % 2 == 0
            rows += judged(record, data.reports[record["report_id"]], kept, scorer, pair_up, seen)
    finally:
        reader.confidence = plain
    return rows


def judged(
    record: Any, plain: Any, kept: bool, scorer: Any, pair_up: Any, seen: dict[str, list[str]]
) -> list[tuple[list[str], bool, bool]]:
    """Return the rows of one passage."""
    report = Report(**{f.name: plain.get(f.name) for f in fields(Report)})
    said = [c.to_json() for c in Reader().read(report).claims]
    found = set(pair_up(record["claims"], said, scorer.same_claim, likes=scorer.overlap).values())
    return [(seen[c["id"]], j in found, kept) for j, c in enumerate(said)]


def fit(rows: list[tuple[list[str], bool]], names: list[str]) -> dict[str, float]:
    """Return logistic weights with a quadratic penalty, "always" free of it."""
    at = {name: k for k, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for i, (found, _) in enumerate(rows):
        table[i, [at[name] for name in found]] = 1
    right = np.array([r for _, r in rows], dtype=float)
    free = np.array([name != "always" for name in names])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        chance = 1 / (1 + np.exp(-scores))
        value = np.logaddexp(0, scores).sum() - right @ scores
        return (
            value + PENALTY * (weights[free] ** 2).sum(),
            table.T @ (chance - right) + 2 * PENALTY * weights * free,
        )

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, best.x.tolist(), strict=True))


def score(found: list[str], weights: dict[str, float]) -> float:
    """The confidence of one reading."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) for name in found))))


def skill(known: list[tuple[float, bool]]) -> float:
    """How much better than saying the overall share for every claim."""
    share = sum(right for _, right in known) / len(known)
    spread = sum((share - right) ** 2 for _, right in known)
    return 1 - sum((c - right) ** 2 for c, right in known) / spread


if __name__ == "__main__":
    sys.exit(main())
