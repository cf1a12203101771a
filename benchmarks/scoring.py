"""The annotated sets that are this project's own, read and scored by the shared scorers."""

import hashlib
import sys
from collections import defaultdict
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import Any

from oversikt.claims import Reader
from oversikt.records import Report

#: Metrics of how much there is, and halves of an F1: one may be given for the other.
_NO_FLOOR = ("_gold", "_docs", "_claims", "pairs", "_p", "_r", "_precision", "_recall")


@dataclass(frozen=True, slots=True)
class Annotated:
    """One set: its digest, its reports and gold, what the reader says, and its scorer."""

    digest: str
    data: Any
    claims: dict[str, list[dict[str, Any]]]
    scorer: Any
    pair_up: Any

    def metrics(self) -> dict[str, float]:
        """Return the scorer's metrics of how well is read."""
        said = [claim for claims in self.claims.values() for claim in claims]
        found = self.scorer.score(self.data, said)
        return {
            name: round(float(value), 4)
            for name, value in found.items()
            if isinstance(value, int | float) and not name.endswith(_NO_FLOOR)
        }


def annotated(shared: Path, name: str) -> Annotated:
    """Read a set with the rules, and return it beside its gold.

    Args:
        shared: Folder that holds ``data`` and ``measure``.
        name: ``passages`` or ``posts``.
    """
    sys.path.insert(0, str(shared / "measure"))
    scorer = import_module(f"score_{name}")
    folder = shared / "data" / name
    data = import_module("streams").load_set(folder)
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.read_bytes())
    reader = Reader()
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for plain in data.reports.values():
        report = Report(**{f.name: plain.get(f.name) for f in fields(Report)})
        claims[report.id] = [claim.to_json() for claim in reader.read(report).claims]
    pair_up = import_module("quantities").pair_up
    return Annotated(digest.hexdigest(), data, dict(claims), scorer, pair_up)
