# noqa: INP001 (a script, run by its path)
"""Write `tests/claims/open_gold.toml`: the gold sentences that are not read rightly yet.

Run it from the root of the repository: `.venv/bin/python tools/open_gold.py`. Look at the difference
before committing it: a line that is new is a sentence that the reader has unlearned.
"""

import json
import runpy
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests" / "claims"
HEAD = """\
# Gold sentences, by what they show, that the reader does not read rightly yet.
# Written by tools/open_gold.py; the list only shrinks.
"""


def main() -> None:
    """Read every gold sentence and write down those that fail, in order."""
    gold = runpy.run_path(str(TESTS / "test_gold.py"))
    parts = [HEAD]
    for code in gold["LANGUAGES"]:
        shows = sorted(gold["failing"](code))
        if shows:
            lines = "".join(f"    {json.dumps(one, ensure_ascii=False)},\n" for one in shows)
            parts.append(f"{code} = [\n{lines}]\n")
        sys.stdout.write(f"{code}: {len(shows)} of {len(gold['gold_of'](code))} open\n")
    (TESTS / "open_gold.toml").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
