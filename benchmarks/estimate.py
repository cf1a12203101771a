"""How often the intervals hold the truth, and how often there is a refusal, where truth is known.

    python benchmarks/estimate.py [--repeats 60] [--out docs/explanation] [--rows trials.jsonl]

writes ``coverage.md`` (a table) and ``coverage.svg`` (a picture); a run that was broken off goes on
where it was. Populations are drawn from
classes of people with their own chances of being listed; the first six designs are those of
HRDAG's StanLCMCR (``simulations.yaml``), the others are ours: what the models assume, a list that
half copies another, lists that hardly meet, three lists only.
"""

import argparse
import json
import multiprocessing
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from oversikt import estimate

Classes = Sequence[tuple[int, Sequence[float]]]

DESIGNS: dict[str, Classes] = {
    "sim1": [(1800, (0.033, 0.033, 0.099, 0.132, 0.033)), (200, (0.66, 0.825, 0.759, 0.99, 0.693))],
    "sim2": [(1600, (0.013, 0.013, 0.099, 0.132, 0.033)), (400, (0.56, 0.825, 0.759, 0.99, 0.593))],
    "sim3": [
        (1600, (0.113, 0.113, 0.199, 0.232, 0.133)),
        (400, (0.86, 0.925, 0.859, 0.99, 0.793)),
    ],
    "sim4": [
        (1600, (0.1, 0.05, 0.15, 0.2, 0.1)),
        (200, (0.5, 0.4, 0.6, 0.4, 0.5)),
        (200, (0.8, 0.9, 0.6, 0.7, 0.7)),
    ],
    "sim5": [
        (1600, (0.113, 0.113, 0.199, 0.832, 0.733)),
        (400, (0.86, 0.925, 0.859, 0.19, 0.193)),
    ],
    "nonidentifiable": [
        (1400, (0.033, 0.033, 0.099, 0.132, 0.033)),
        (400, (0.275, 0.25, 0.2, 0.3, 0.325)),
        (200, (0.66, 0.825, 0.759, 0.99, 0.693)),
    ],
    "independent": [(2000, (0.25, 0.3, 0.2, 0.35))],
    "half copied": [(2000, (0.25, 0.3, 0.2, 0.35))],
    "three lists": [(2000, (0.3, 0.25, 0.2))],
    "hardly meeting": [(2000, (0.02, 0.015, 0.01, 0.02))],
    "out of reach": [(1200, (0.3, 0.25, 0.35, 0.2)), (800, (0.001, 0.001, 0.001, 0.001))],
}
MODELS = ("latent", "graphs", "loglinear", "sparse")
_FEWEST = 5


def draw(name: str, repeat: int) -> estimate.CaptureTable:
    """Draw the lists of one population of a design."""
    place = list(DESIGNS).index(name)
    rng = np.random.default_rng([20130601, place, repeat])
    rows = [rng.random((size, len(p))) < np.array(p) for size, p in DESIGNS[name]]
    people = np.concatenate(rows)
    if name == "half copied":
        # The second list takes over half of the first.
        people[:, 1] |= people[:, 0] & (rng.random(len(people)) < 0.5)
    patterns = ["".join("1" if on else "0" for on in person) for person in people]
    lists = [chr(65 + j) for j in range(people.shape[1])]
    counts: dict[str, int] = {}
    for pattern in patterns:
        if "1" in pattern:
            counts[pattern] = counts.get(pattern, 0) + 1
    return estimate.CaptureTable.of(lists, counts)


def trial(task: tuple[str, int]) -> dict[str, Any]:
    """Estimate one population and say which intervals hold its size."""
    name, repeat = task
    truth = sum(size for size, _ in DESIGNS[name])
    found = estimate.run(draw(name, repeat), models=(*MODELS, "chao"), seed=repeat)
    flags = sorted({check.name for check in found.all_checks if check.verdict == "flag"})
    row: dict[str, Any] = {"design": name, "repeat": repeat, "status": found.status, "flags": flags}
    for model in MODELS:
        fit = found.fit(model)
        if found.status != "refused" and fit and fit.status != "refused" and fit.interval:
            row[model] = fit.interval.low <= truth <= fit.interval.high
    if found.interval and found.spread and found.point:
        row["chosen"] = found.interval.low <= truth <= found.interval.high
        row["spread"] = found.spread.low <= truth <= found.spread.high
        row["ratio"] = found.point / truth
    return row


def summary(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Sum the trials up, a row a design."""
    frame = pd.DataFrame(rows)
    lines = []
    for name in DESIGNS:
        part = frame[frame["design"] == name]
        kept = part[part["status"] != "refused"]
        line: dict[str, Any] = {"design": name, "trials": len(part)}
        line["refused"] = float((part["status"] == "refused").mean())
        line["flagged"] = float((part["status"] == "flagged").mean())
        for column in ("chosen", "spread", *MODELS):
            values = kept[column].dropna() if column in kept else kept.iloc[:, :0]
            # Of one or two that were not refused a share says nothing.
            line[column] = float(values.astype(float).mean()) if len(values) >= _FEWEST else None
        line["ratio"] = float(kept["ratio"].median()) if len(kept) >= _FEWEST else None
        plain = kept[kept["status"] == "estimate"]
        held = plain["chosen"].astype(float)
        line["plain"] = len(plain)
        line["unflagged"] = float(held.mean()) if len(plain) else None
        lines.append(line)
    return pd.DataFrame(lines)


def markdown(table: pd.DataFrame) -> str:
    """Write the summary as a table for the docs."""

    def share(value: Any) -> str:
        return "–" if value is None or pd.isna(value) else f"{100 * value:.0f} %"

    head = (
        "| design | trials | refused | flagged | interval holds truth | range over models holds it "
        "| of the unflagged | latent | graphs | log-linear | sparse | median estimate / truth |"
    )
    lines = [head, "|---|" + "---:|" * 11]
    for line in table.to_dict("records"):
        cells = [share(line[c]) for c in ("refused", "flagged", "chosen", "spread", "unflagged")]
        if line["plain"]:
            cells[-1] += f" of {line['plain']}"
        cells += [share(line[c]) for c in MODELS]
        ratio = "–" if pd.isna(line["ratio"]) else f"{line['ratio']:.2f}"
        lines.append(f"| {line['design']} | {line['trials']} | {' | '.join(cells)} | {ratio} |")
    return "\n".join(lines) + "\n"


def picture(table: pd.DataFrame) -> alt.LayerChart:
    """Draw coverage beside the share that was flagged or refused."""
    warned = table["flagged"] + table["refused"]
    rows = [
        {"design": d, "what": what, "share": v}
        for what, values in (
            ("interval holds the truth", table["chosen"]),
            ("range over models holds it", table["spread"]),
            ("flagged or refused", warned),
        )
        for d, v in zip(table["design"], values, strict=True)
        if v is not None and not pd.isna(v)
    ]
    base = alt.Chart(pd.DataFrame(rows), width=440, height=360)
    marks = base.mark_point(size=70, filled=True, opacity=0.9).encode(
        y=alt.Y("design:N", sort=list(table["design"]), title=None),
        yOffset=alt.YOffset("what:N"),
        x=alt.X("share:Q", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]), title=None),
        color=alt.Color(
            "what:N", title=None, scale=alt.Scale(range=["#b4552d", "#33424f", "#7a9bb5"])
        ),
        shape=alt.Shape("what:N", title=None),
    )
    line = alt.Chart(pd.DataFrame({"x": [0.95]})).mark_rule(strokeDash=[4, 3]).encode(x="x:Q")
    return alt.layer(line, marks)


def done_before(path: Path) -> list[dict[str, Any]]:
    """Read the trials that an earlier run, finished or not, has written."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines() if line]


def main() -> None:
    """Run the trials that are not done yet, and write table and picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("docs/explanation"))
    parser.add_argument(
        "--rows", type=Path, default=Path("trials.jsonl"), help="every trial, taken up again"
    )
    given = parser.parse_args()
    rows = done_before(given.rows)
    known = {(row["design"], row["repeat"]) for row in rows}
    # All designs once, then once more: a run that is stopped has as many of each.
    tasks = [(name, repeat) for repeat in range(given.repeats) for name in DESIGNS]
    tasks = [task for task in tasks if task not in known]
    with multiprocessing.get_context("spawn").Pool(given.jobs) as pool:
        for row in pool.imap(trial, tasks):
            rows.append(row)
            with given.rows.open("a") as stream:
                stream.write(json.dumps(row, default=bool) + "\n")
    rows.sort(key=lambda row: (row["repeat"], row["design"]))
    table = summary(rows)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "coverage.md").write_text(markdown(table))
    picture(table).save(given.out / "coverage.svg")
    print(markdown(table))


if __name__ == "__main__":
    main()
