"""Runs every benchmark that needs no more than some minutes: ``python -m benchmarks``."""

import subprocess
import sys

QUICK = ("reading", "places", "passages", "floors")


def main() -> int:
    """Run the quick benchmarks one after another; return the worst exit status."""
    worst = 0
    for name in QUICK:
        print(f"── {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
        worst = max(worst, done.returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
