"""How fast `oversikt claims` reads, beside the naïve reader of the measuring sets, in one run.

    python -m benchmarks.reading [--shared ../shared] [--runs 3]

Whole commands are timed, start and language detection included, one process each; the two are run
in turn so that a drifting machine slows both. Hostile text (10 MB on one line) and general news
without words of harm are timed too. Figures are medians; only ratios mean anything elsewhere.
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = [str(Path(sys.executable).with_name("oversikt")), "claims"]


def main() -> int:
    """Time both readers and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    if not (args.shared / "data" / "gva").is_dir():
        print(f"no measuring sets at {args.shared}; nothing timed")
        return 0
    naive = ["python3", str(args.shared / "measure" / "baseline.py"), "claims"]
    with tempfile.TemporaryDirectory() as folder:
        for name, path in inputs(args.shared, Path(folder)).items():
            documents = sum(1 for _ in path.open("rb"))
            size = path.stat().st_size / 1e6
            ours, theirs = [], []
            for _ in range(args.runs):
                ours.append(timed([*COMMAND, str(path)]))
                theirs.append(timed([*naive, str(path)]))
            show("oversikt", name, documents, size, ours)
            show("naïve", name, documents, size, theirs)
            ratio = statistics.median(t / o for (o, _), (t, _) in zip(ours, theirs, strict=True))
            print(f"{name:24} oversikt is {ratio:.2f} × as fast as the naïve reader")
    return 0


def inputs(shared: Path, folder: Path) -> dict[str, Path]:
    """Return the texts to read: shooting news, general news, and hostile text of our own."""
    found = {}
    for name in ("gva", "norne"):
        path = folder / f"{name}.jsonl"
        packed = shared / "data" / name / "reports.jsonl.gz"
        path.write_bytes(gzip.decompress(packed.read_bytes()))
        found[name] = path
    hostile = folder / "hostile.jsonl"
    text = ("killed 3 and " * 20 + "\u202e\ud83d\ude00 1,2,3,4 (((" + "." * 40) * 35_000
    line = json.dumps({"id": "hostile", "text": text[:10_000_000], "language": "en"})
    hostile.write_text(line + "\n", encoding="utf-8")
    return found | {"hostile 10 MB": hostile}


def timed(command: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and its peak memory in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return seconds, usage.ru_maxrss / 1024


def show(who: str, name: str, documents: int, size: float, runs: list[tuple[float, float]]) -> None:
    """Print one reader's figures on one input."""
    seconds = statistics.median(s for s, _ in runs)
    memory = max(m for _, m in runs)
    print(
        f"{name:24} {who:9} {documents / seconds:9.1f} documents/s {size / seconds:8.2f} MB/s "
        f"{memory:7.0f} MB peak"
    )


if __name__ == "__main__":
    sys.exit(main())
