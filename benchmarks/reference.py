"""Ours beside R's: every reference table, method by method, with differences and seconds.

    python benchmarks/reference.py ../shared/reference/mse

R's numbers and seconds are those recorded in the reference (one core of a two-core machine, the
packages loaded, one call). Ours are seconds of processor, of all threads together, in this process
with its modules loaded and compiled: the fastest of five calls, and beside it the very first. For
methods with random numbers the difference stands beside its Monte-Carlo error: the standard error
of the two medians (or interval ends), from the effective draws or bootstraps on both sides.

The latent class is run until it has as many effective draws as R had by coda's count, which looks
at each chain alone; the draws that R's chains agree on are fewer where they differ from each other.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from oversikt import estimate
from oversikt.estimate import graphs, latent, loglinear, sparse

# Density of a bell at its quantiles: a quantile's error is sqrt(p (1-p) / draws) over the density.
_MEDIAN = np.sqrt(np.pi / 2)
_MUST_NOT_PASS = ("Ned_5", "co_R1_1999_HOMBRE")


class Tally:
    """Prints lines and remembers whether all that must agree does."""

    def __init__(self) -> None:
        self.bad: list[str] = []
        self.speeds: dict[str, dict[str, float]] = {}
        self.numbers: dict[str, dict[str, str]] = {}

    def line(self, name: str, words: str, good: bool | None = None) -> None:
        """Print one comparison; ``good`` is None where there is no rule."""
        mark = {True: "ok  ", False: "BAD ", None: "    "}[good]
        print(f"  {mark}{words}", flush=True)
        if good is False:
            self.bad.append(f"{name}: {words}")

    def speed(self, method: str, name: str, times: float) -> None:
        """Remember how many times as fast as R a method was on a table."""
        self.speeds.setdefault(method, {})[name] = times

    def number(self, name: str, method: str, ours: float | None, theirs: float | None) -> None:
        """Remember two numbers for the table of the docs."""
        told = [f"{one:,.0f}" if one is not None else "refused" for one in (ours, theirs)]
        self.numbers.setdefault(name, {})[method] = f"{told[0]} \\| {told[1]}"

    def markdown(self) -> Iterable[str]:
        """Yield the lines of the table of the docs: ours | R's, and how many times as fast."""
        methods = ("latent", "graphs", "sparse", "loglinear")
        yield "| table | " + " | ".join(f"{one}, ours \\| R | ×" for one in methods) + " | status |"
        yield "|---|" + "---:|" * (2 * len(methods)) + "---|"
        for name, held in self.numbers.items():
            cells = []
            for method in methods:
                times = self.speeds.get(method, {}).get(name)
                cells += [held.get(method, "–"), f"{times:,.0f}" if times else "–"]
            yield f"| {name} | {' | '.join(cells)} | {held.get('status', '–')} |"

    def sums(self) -> Iterable[str]:
        """Tell of each method the least speed, and where it falls short of what is wanted."""
        for method, wanted in _WANTED.items():
            found = self.speeds.get(method, {})
            if found:
                slow = [f"{name} {times:.1f}×" for name, times in found.items() if times < wanted]
                least = min(found, key=found.__getitem__)
                yield (
                    f"{method}: at least {found[least]:.1f}× as fast as R ({least}) on "
                    f"{len(found)} tables; below {wanted}×: {', '.join(slow) or 'none'}"
                )


_WANTED = {"graphs": 30, "sparse": 20, "latent": 10}


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what the work gives, and the seconds of its fastest of five calls and of its first."""
    started = time.process_time()
    found = work()
    first = time.process_time() - started
    seconds = []
    for _ in range(5):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return found, min(seconds), first


def compare_graphs(
    name: str, table: estimate.CaptureTable, given: Mapping[str, Any], tally: Tally
) -> None:
    """Compare with dga: means within 0.01 %, interval ends within 0.5 %."""
    first, last = given["settings"]["Nmissing_range"]
    settings = graphs.Graphs(delta=given["settings"]["delta"], first=first, last=last)
    fit, seconds, first_seconds = timed(lambda: graphs.fit(table, settings))
    tally.speed("graphs", name, given["seconds"] / seconds)
    tally.number(name, "graphs", fit.diagnostics["mean"], given["mean"])
    off = fit.diagnostics["mean"] / given["mean"] - 1
    low, high = given["interval95"]
    ends = max(abs(fit.interval.low / low - 1), abs(fit.interval.high / high - 1))
    tally.line(
        name,
        f"graphs     mean {fit.diagnostics['mean']:,.2f} | R {given['mean']:,.2f} "
        f"({off:+.5%}); 95 % {fit.interval.low:,.0f}–{fit.interval.high:,.0f} | R "
        f"{low:,}–{high:,} (at most {ends:.3%}); {seconds * 1e3:.1f} ms | R "
        f"{given['seconds'] * 1e3:.0f} ms: {given['seconds'] / seconds:.0f}×, the first call "
        f"{first_seconds * 1e3:.1f} ms",
        abs(off) < 1e-4 and ends < 5e-3,
    )


def compare_loglinear(
    name: str, table: estimate.CaptureTable, given: Mapping[str, Any], tally: Tally
) -> None:
    """Compare with Rcapture, model by model; its printed digits are good to about 1e-6."""
    (ours, _), seconds, _ = timed(lambda: loglinear.models(table))
    worst = 0.0
    shown = given["ms_top_BIC"] + given["ms_top_AIC"]
    for model in shown:
        near = min(
            ours,
            key=lambda m: abs(m.bic - model["BIC"]) + abs(m.abundance / model["abundance"] - 1),
        )
        worst = max(
            worst, abs(near.abundance / model["abundance"] - 1), abs(near.bic - model["BIC"])
        )
    tally.speed("loglinear", name, given["ms_sec"] / seconds)
    fit = loglinear.fit(table)
    best, r = fit.diagnostics["best_model"], given["best_BIC_CI"]
    ends = max(abs(best["low"] / r["infCL"] - 1), abs(best["high"] / r["supCL"] - 1))
    top, r_top = fit.diagnostics["models"][0], given["ms_top_BIC"][0]
    tally.number(name, "loglinear", top["abundance"], r_top["abundance"])
    tally.line(
        name,
        f"loglinear  best BIC {top['abundance']:,.2f} ± {top['stderr']:,.2f} | R "
        f"{r_top['abundance']:,.2f} ± {r_top['stderr']:,.2f}; profile {best['low']:,.2f}–"
        f"{best['high']:,.2f} | R {r['infCL']:,.2f}–{r['supCL']:,.2f} (at most {ends:.1e}); "
        f"{len(shown)} models of R: at most {worst:.1e}; {seconds * 1e3:.1f} ms | R "
        f"{given['ms_sec'] * 1e3:.0f} ms: {given['ms_sec'] / seconds:.0f}×; average of all "
        f"{fit.point:,.0f} ({fit.interval.low:,.0f}–{fit.interval.high:,.0f})",
        worst < 2e-6 and ends < 2e-5,
    )


def compare_sparse(
    name: str, table: estimate.CaptureTable, given: Mapping[str, Any], tally: Tally
) -> None:
    """Compare with SparseMSE: the estimate has no chance in it, the interval has."""
    fit, seconds, _ = timed(lambda: sparse.fit(table, sparse.Sparse(), seed=1234))
    off = fit.point / given["estimate"] - 1
    many = given["settings"]["nboot"]
    # The same search from other seeds, with as many bootstraps as R: how far the ends wander.
    trials = [sparse.fit(table, sparse.Sparse(bootstraps=many), seed=s).interval for s in range(25)]
    lows, highs = np.array([t.low for t in trials]), np.array([t.high for t in trials])
    r_low, r_high = given["BCa"]["0.025"], given["BCa"]["0.975"]
    inside = (
        abs(r_low - lows.mean()) <= 3 * lows.std(ddof=1) + 1e-3 * r_low
        and abs(r_high - highs.mean()) <= 3 * highs.std(ddof=1) + 1e-3 * r_high
    )
    recorded = given["seconds"] * 1000 / many
    tally.speed("sparse", name, recorded / seconds)
    tally.number(name, "sparse", fit.point, given["estimate"])
    tally.line(
        name,
        f"sparse     {fit.point:,.2f} | R {given['estimate']:,.2f} ({off:+.1e}); 95 % "
        f"{fit.interval.low:,.0f}–{fit.interval.high:,.0f} | R with {many} bootstraps "
        f"{r_low:,.0f}–{r_high:,.0f}, where ours with as many are {lows.mean():,.0f} ± "
        f"{lows.std(ddof=1):,.0f} and {highs.mean():,.0f} ± {highs.std(ddof=1):,.0f}; 1,000 "
        f"bootstraps {seconds:.2f} s | R {recorded:.0f} s: {recorded / seconds:.0f}×",
        abs(off) < 1e-6,
    )
    tally.line(name, "           interval ends within three Monte-Carlo errors", inside or None)


def compare_latent(
    name: str, table: estimate.CaptureTable, given: Mapping[str, Any], tally: Tally
) -> None:
    """Compare with LCMCR; its error uses R-hat too, since coda's draws do not count the chains."""
    classes = given["settings"]["K"]
    many = len(table.lists) > 12
    # The sampler asks for half more than it is told to.
    enough = int(given["ess_coda"] / 1.5)
    settings = latent.Latent(
        classes=classes, effective=400 if many else enough, rounds=6 if many else 120
    )
    latent.fit(table, latent.Latent(classes=classes, rounds=1, length=200))
    started, spent = time.perf_counter(), time.process_time()
    fit = latent.fit(table.arranged()[0], settings, seed=1)
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    median = fit.point if fit.status != "refused" else None
    tally.number(name, "latent", median, given["estimate_median"])
    if fit.point is None or fit.interval is None:
        tally.line(name, f"latent     refused: {fit.refusal}")
        return
    sd = (fit.interval.high - fit.interval.low) / 3.92
    ours = _MEDIAN * sd / np.sqrt(max(fit.diagnostics["effective"], 1))
    medians = fit.diagnostics["chain_medians"]
    ours = max(ours, float(np.std(medians, ddof=1) / np.sqrt(len(medians))))
    # Between chains: R-hat² - 1 is about chains / draws that count.
    counting = min(
        given["ess_coda"], len(given["per_chain_median"]) / max(given["rhat"] ** 2 - 1, 1e-9)
    )
    theirs = _MEDIAN * given["sd"] / np.sqrt(counting) if "sd" in given else ours
    theirs = max(theirs, float(np.std(given["per_chain_median"], ddof=1)) / 2)
    # Medians are whole people on both sides.
    error = float(np.sqrt(ours**2 + theirs**2 + 2 / 12))
    off = fit.point - given["estimate_median"]
    r_seconds = sum(given["seconds_per_chain"])
    rate = fit.diagnostics["effective"] / cpu
    speed, fair = rate / (given["ess_coda"] / r_seconds), rate / (counting / r_seconds)
    low, high = given["interval95"]
    steady = fit.status == "estimate" and given["rhat"] < 1.05
    if steady:
        tally.speed("latent", name, speed)
    tally.line(
        name,
        f"latent     median {fit.point:,.0f} | R {given['estimate_median']:,.0f} ({off:+,.0f}, "
        f"Monte-Carlo error {error:,.0f}); 95 % {fit.interval.low:,.0f}–{fit.interval.high:,.0f} "
        f"| R {low:,.0f}–{high:,.0f}; R-hat {fit.diagnostics['r_hat']:.4f} | R {given['rhat']:.4f};"
        f" {fit.diagnostics['effective']:,.0f} effective draws in {cpu:.1f} s of processor "
        f"({seconds:.1f} s by the clock) | R {given['ess_coda']:,.0f} in {r_seconds:.0f} s: "
        f"{speed:.1f}× as many a second, {fair:.0f}× with the variance between R's chains counted; {fit.status}",
        abs(off) <= 3 * error if steady else None,
    )


def compare(path: Path, tally: Tally) -> None:
    """Compare one reference file."""
    plain = json.loads(path.read_text())
    if "lists" not in plain:
        people = sum(cell.get("y", 0) for cell in plain["table"])
        print(
            f"{plain['dataset']}: {people:,} people in strata; R {plain['method']}, mean "
            f"{plain['mean']:,.0f}, {plain['int'][0]}"
        )
        compare_strata(plain)
        return
    table = estimate.CaptureTable.from_json(plain)
    print(f"{plain['dataset']}: {table.observed:,} people on {len(table.lists)} lists")
    results: Iterable[Mapping[str, Any]] = plain["results"]
    longest = [r for r in results if r["method"].startswith("LCMCR (R")][-1:]
    for given in results:
        method = given["method"]
        if method.startswith("dga"):
            compare_graphs(plain["dataset"], table, given, tally)
        elif method.startswith("SparseMSE"):
            compare_sparse(plain["dataset"], table, given, tally)
        elif method.startswith("Rcapture") and "ms_top_BIC" in given:
            compare_loglinear(plain["dataset"], table, given, tally)
        elif given in longest:
            compare_latent(plain["dataset"], table, given, tally)
    large = len(table.lists) > 12
    settings = {"latent": latent.Latent(classes=15, rounds=4, length=500)} if large else None
    whole = estimate.run(table, settings=settings, sensitivity=not large)
    plainly = whole.status == "estimate"
    flags = [check.name for check in whole.all_checks if check.verdict in {"flag", "refuse"}]
    number = "no number" if whole.point is None else f"{whole.point:,.0f}"
    tally.numbers.setdefault(plain["dataset"], {})["status"] = whole.status
    tally.line(
        plain["dataset"],
        f"together   {whole.status}: {number}; {', '.join(dict.fromkeys(flags)) or 'no warning'}",
        not plainly if plain["dataset"] in _MUST_NOT_PASS else None,
    )


def compare_strata(plain: Mapping[str, Any]) -> None:
    """Estimate a stratified table of conting, stratum by stratum, for its sum."""
    cells: dict[str, dict[str, int]] = {}
    lists = sorted(key for key in plain["table"][0] if key[0] == "S" and key[1:].isdigit())
    for cell in plain["table"]:
        stratum = ", ".join(str(v) for k, v in sorted(cell.items()) if k not in {"y", *lists})
        pattern = "".join("1" if cell[name] == "obs" else "0" for name in lists)
        if "1" in pattern:
            cells.setdefault(stratum, {})[pattern] = cell.get("y", 0)
    tables = {name: estimate.CaptureTable.of(lists, counts) for name, counts in cells.items()}
    found = estimate.run_strata(tables, models=["graphs", "loglinear"], sensitivity=False)
    if found.point is None or found.interval is None:
        print(f"      strata     no stratum has a number: {found.sentence}")
        return
    print(
        f"      strata     graphs {found.point:,.0f} ({found.interval.low:,.0f}–"
        f"{found.interval.high:,.0f}). {found.sentence}"
    )


def main() -> None:
    """Run every table that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these tables")
    given = parser.parse_args()
    files = sorted(p for p in given.folder.glob("*.json") if not p.name.startswith("_"))
    if given.names:
        files = [path for path in files if path.stem in given.names]
    if not files:
        print(f"make reference: no reference tables at {given.folder}; nothing compared")
        return
    tally = Tally()
    for path in files:
        compare(path, tally)
    print()
    print("\n".join(tally.markdown()))
    print()
    for line in tally.sums():
        print(line)
    print(f"\n{len(files)} tables; {len(tally.bad)} comparisons outside their bounds")
    for line in tally.bad:
        print(f"  {line}")
    sys.exit(1 if tally.bad else 0)


if __name__ == "__main__":
    main()
