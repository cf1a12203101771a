"""How fast and in how much memory `oversikt claims` reads text made to keep it busy.

    python -m benchmarks.hostile [--shared ../shared] [--megabytes 10] [--kind NAME]

Each kind is one report on one line, whole commands are timed, and the figure beside it is how many
times the processor's time a byte takes of that for plain shooting news, in the same run: three is
the limit. Also told: how long `oversikt --help` and one report take from the start.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OVERSIKT = str(Path(sys.executable).with_name("oversikt"))
LIMIT_TIMES, LIMIT_MEMORY = 3.0, 400.0
WORDS = [
    "killed", "three", "at", "least", "civilians", "soldiers", "and", "wounded", "police", "said",
    "in", "Mosul", "on", "Monday", "17", "October", "between", "to", "including", "children",
    "dozens", ",", ":", "–", "(", ")", "4,928", "Ali", "Karim", "a", "man", "of", "them", "were",
]  # fmt: skip
REPEATED = {
    "numbers and harm": ("en", "killed 3 and " * 20 + "\u202e\ud83d\ude00 1,2,3,4 (((" + "." * 40),
    "lists": ("en", "killed: two men, three women – "),
    "names": ("en", "Ali Karim, 34, was killed, including two children, in Mosul "),
    "Arabic harm": ("ar", "وقتل ثلاثة مدنيين "),
    "German harm": ("de", "drei Tote und zwei Verletzte, "),
    "short sentences": ("uk", "Загинули троє людей. "),
    "harm without people": ("en", "killed "),
    "control characters": ("en", "\x00\x1b\u2066\ud800 killed\u202e"),
    "no word ends": ("en", "a"),
}


def main() -> int:
    """Time every kind, and fail where one is over a limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--megabytes", type=float, default=10.0)
    parser.add_argument("--kind", action="append", help="only this kind; may be repeated")
    args = parser.parse_args()
    news = args.shared / "data" / "gva" / "reports.jsonl.gz"
    if not news.is_file():
        print(f"no measuring sets at {args.shared}; nothing timed")
        return 0
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        plain = gzip.decompress(news.read_bytes()).splitlines(keepends=True)[:2000]
        path.write_bytes(b"".join(plain))
        seconds, memory, _ = timed("claims", str(path))
        pace = seconds / path.stat().st_size
        print(f"{'shooting news':22} {1e-6 / pace:7.2f} MB/s {memory:5.0f} MB peak")
        for name, (language, text) in texts(int(args.megabytes * 1e6)).items():
            if args.kind and name not in args.kind:
                continue
            line = {"id": "hostile", "text": text, "language": language, "published": "2017-07-02"}
            path.write_text(json.dumps(line) + "\n", encoding="utf-8")
            size = len(text.encode("utf-8", "surrogatepass"))
            seconds, memory, claims = timed("claims", str(path))
            times = seconds / size / pace
            over += times > LIMIT_TIMES or memory > LIMIT_MEMORY
            print(
                f"{name:22} {size / seconds / 1e6:7.2f} MB/s {memory:5.0f} MB peak "
                f"{times:5.2f} × the time a byte {claims:6} claims",
                flush=True,
            )
        path.write_bytes(plain[0])
        for words in (("--help",), ("claims", str(path))):
            began = time.perf_counter()
            timed(*words)
            print(f"oversikt {words[0]:13} {time.perf_counter() - began:7.2f} s from the start")
    return 1 if over else 0


def texts(size: int) -> dict[str, tuple[str, str]]:
    """Return texts of about so many characters, with their languages."""
    draw = random.Random(20170702)  # noqa: S311 - a benchmark must draw the same again
    made = {
        n: (code, (part * (size // len(part) + 1))[:size]) for n, (code, part) in REPEATED.items()
    }
    made["words at random"] = ("en", " ".join(draw.choices(WORDS, k=size // 5))[:size])
    return made


def timed(*words: str) -> tuple[float, float, int]:
    """Run a command; return its processor seconds, its peak memory in MB, and its lines."""
    pipe, devnull = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen([OVERSIKT, *words], stdout=pipe, stderr=devnull)
    assert process.stdout is not None
    lines = sum(1 for _ in process.stdout)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, lines


if __name__ == "__main__":
    sys.exit(main())
