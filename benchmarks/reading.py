"""How fast `oversikt claims` reads, beside the naïve reader and spaCy's small pipeline, in one run.

    python -m benchmarks.reading [--shared ../shared] [--runs 3] [--spacy PYTHON]

Whole commands are timed, start and language detection included; they run in turn, so that a machine
that drifts slows all of them. Figures are medians, and only the ratios mean anything elsewhere.

- **gva**: American shooting news, read by one process and by two.
- **general news**: Norwegian news of the norne set without any sentence that holds a word of
  casualties, each text ten times, so that the start of a command does not count for most of it.
- **norne**: all of that set, once.
- **hostile 10 MB**: one line of our own beside plain text of the same size.

spaCy's part is left out, with a word, where it or its model is not installed; ``--spacy`` names the
interpreter of an environment that has them. It reads a tenth of gva, with the components off that a
reader of names and numbers does without.
"""

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

CLAIMS = [str(Path(sys.executable).with_name("oversikt")), "claims"]
REPEATED = 10
SAMPLED = 10
HOSTILE = 10_000_000
MODEL = "en_core_web_sm"
# Tokens, tags, parse and names of every text: what a day's work with spaCy would start from.
SPACY = f"""
import json, sys, spacy
pipeline = spacy.load("{MODEL}", exclude=["lemmatizer", "attribute_ruler"])
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(document.ents) for document in pipeline.pipe(texts)))
"""


# Runs a command and prints its seconds and its greatest process's peak of memory in kB.
WATCH = """
import resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds = time.perf_counter() - started
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode not in (0, 3))
"""


@dataclass(frozen=True)
class Timed:
    """The median seconds of some runs of a command, and their greatest peak of memory in MB."""

    seconds: float
    memory: float


def main() -> int:
    """Time the readers and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--spacy", default=sys.executable, help="a Python that has spaCy")
    args = parser.parse_args()
    if not (args.shared / "data" / "gva").is_dir():
        print(f"no measuring sets at {args.shared}; nothing timed")
        return 0
    naive = ["python3", str(args.shared / "measure" / "baseline.py"), "claims"]
    spacy = [args.spacy, "-c", SPACY] if has_spacy(args.spacy) else None
    with tempfile.TemporaryDirectory() as folder:
        texts = inputs(args.shared, Path(folder))
        compare(texts["gva"], {"oversikt": CLAIMS, "2 processes": [*CLAIMS, "--jobs", "2"],
                               "naïve": naive}, args.runs)  # fmt: skip
        if spacy is None:
            print(f"spaCy with {MODEL} is not installed for {args.spacy}: not compared")
        else:
            compare(texts["gva, every tenth"], {"oversikt": CLAIMS, "spaCy": spacy}, 1)
        for name in ("general news", "norne"):
            compare(texts[name], {"oversikt": CLAIMS, "naïve": naive}, args.runs)
        found = [
            compare(texts[n], {"oversikt": CLAIMS}, 1) for n in ("plain 10 MB", "hostile 10 MB")
        ]
        plain, hostile = (one["oversikt"].seconds for one in found)
        print(f"hostile text takes {hostile / plain:.2f} × the time of plain text a byte")
    return 0


def compare(path: Path, commands: dict[str, list[str]], runs: int) -> dict[str, Timed]:
    """Run some commands in turn on one input, print their figures, and the first's ratio to each."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run([*command, str(path)]))
    documents = sum(1 for _ in path.open("rb"))
    size = path.stat().st_size / 1e6
    found = {
        name: Timed(statistics.median(s for s, _ in one), max(m for _, m in one))
        for name, one in taken.items()
    }
    for name, one in found.items():
        print(
            f"{path.stem:18} {name:12} {documents / one.seconds:9.1f} documents/s "
            f"{size / one.seconds:8.2f} MB/s {one.memory:6.0f} MB peak",
            flush=True,
        )
    first, *others = taken
    for other in others:
        pairs = zip(taken[first], taken[other], strict=True)
        ratio = statistics.median(theirs / ours for (ours, _), (theirs, _) in pairs)
        print(f"{path.stem:18} {first} is {ratio:.2f} × as fast as {other}", flush=True)
    return found


def run(command: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and its peak of memory in MB.

    Raises:
        SystemExit: The command failed; its time would mean nothing.
    """
    # A child of this process would begin with this one's peak of memory: a small one stands between.
    asked = [sys.executable, "-S", "-c", WATCH, *command]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command[:3])} failed: {done.stderr[-500:]}")
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory / 1024


def has_spacy(python: str) -> bool:
    """Can this interpreter load spaCy and its small English model?"""
    asked = f"import spacy; spacy.load({MODEL!r})"
    return subprocess.run([python, "-c", asked], capture_output=True, check=False).returncode == 0


def inputs(shared: Path, folder: Path) -> dict[str, Path]:
    """Return the texts to read, written to a folder."""
    lines: dict[str, list[bytes]] = {}
    for name in ("gva", "norne"):
        packed = shared / "data" / name / "reports.jsonl.gz"
        lines[name] = gzip.decompress(packed.read_bytes()).splitlines()
    lines["gva, every tenth"] = lines["gva"][::SAMPLED]
    lines["general news"] = general(lines["norne"], shared)
    # News of harm: text without any costs one look for its words, which nothing is slow beside.
    plain = (
        "Gunmen killed two men near the old bridge on Monday, police said, and wounded a third. "
        "The council met on Tuesday, and a spokesman said that the road would open in May. "
    )
    hostile = "killed 3 and " * 20 + "\u202e\U0001f600 1,2,3,4 (((" + "." * 40
    for name, text in (("plain 10 MB", plain), ("hostile 10 MB", hostile)):
        whole = (text * (HOSTILE // len(text)))[:HOSTILE]
        one = json.dumps({"id": name, "text": whole, "language": "en"})
        lines[name] = [one.encode()]
    written = {}
    for name, of in lines.items():
        written[name] = folder / f"{name}.jsonl"
        written[name].write_bytes(b"\n".join(of) + b"\n")
    return written


def general(lines: list[bytes], shared: Path) -> list[bytes]:
    """Return the reports of a set that hold no word of casualties, some times over under new ids."""
    gold = gzip.decompress((shared / "data" / "norne" / "gold.jsonl.gz").read_bytes())
    free = {one["report_id"] for one in map(json.loads, gold.splitlines()) if not one["candidates"]}
    reports = [one for one in map(json.loads, lines) if one["id"] in free]
    return [
        json.dumps(one | {"id": f"{one['id']} {k}"}, ensure_ascii=False).encode()
        for k in range(REPEATED)
        for one in reports
    ]


if __name__ == "__main__":
    sys.exit(main())
