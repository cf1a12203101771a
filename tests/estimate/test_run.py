"""Estimates hold what they must whatever the table, and repeat themselves byte by byte."""

import itertools
import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oversikt import estimate
from oversikt.errors import UsageError
from oversikt.estimate import CaptureTable
from oversikt.estimate.latent import Latent
from oversikt.estimate.sparse import Sparse

from .tables import KOSOVO, NETHERLANDS

QUICK = {"latent": Latent(chains=4, length=300, rounds=2), "sparse": Sparse(bootstraps=100)}
FAST = ("graphs", "loglinear", "sparse", "chao")
PATTERNS = ["".join(p) for p in itertools.product("01", repeat=4)][1:]
COUNTS = st.fixed_dictionaries({p: st.integers(0, 60) for p in PATTERNS})
UNHURRIED = settings(max_examples=12, suppress_health_check=list(HealthCheck))


def text(found: estimate.Estimate) -> str:
    return json.dumps(found.to_json(), sort_keys=True)


@given(COUNTS)
@UNHURRIED
def test_no_estimate_is_below_the_observed(counts: dict[str, int]) -> None:
    table = CaptureTable.of("ABCD", counts)
    found = estimate.run(table, models=FAST, settings=QUICK, sensitivity=False)
    for fit in found.fits:
        if fit.point is not None and fit.interval is not None:
            assert fit.point >= table.observed
            assert table.observed - 1e-6 <= fit.interval.low <= fit.interval.high
    if found.draws is not None:
        assert found.draws.min() >= table.observed - 1e-6


@given(COUNTS, st.permutations(range(4)))
@UNHURRIED
def test_order_of_lists_changes_nothing(counts: dict[str, int], order: list[int]) -> None:
    table = CaptureTable.of("ABCD", counts)
    turned = CaptureTable.of(
        ["ABCD"[j] for j in order], {"".join(p[j] for j in order): c for p, c in counts.items()}
    )
    first = estimate.run(table, models=FAST, settings=QUICK, sensitivity=False)
    assert text(first) == text(estimate.run(turned, models=FAST, settings=QUICK, sensitivity=False))


@pytest.mark.parametrize("name", ["AAA first", "zzz last"])
def test_a_copy_of_a_list_changes_nothing_but_a_warning(name: str) -> None:
    copied = CaptureTable.of([*KOSOVO.lists, name], {p + p[1]: c for p, c in KOSOVO.cells})
    first = estimate.run(KOSOVO, settings=QUICK, sensitivity=False)
    second = estimate.run(copied, settings=QUICK, sensitivity=False)
    assert [fit.point for fit in first.fits] == [fit.point for fit in second.fits]
    assert [fit.interval for fit in first.fits] == [fit.interval for fit in second.fits]
    more = [check.name for check in second.checks if check.name == "copies"]
    assert more == ["copies"]
    assert [c.name for c in second.checks if c.name != "copies"] == [c.name for c in first.checks]


def test_the_same_seed_gives_the_same_bytes_in_two_processes() -> None:
    code = (
        "import json, sys\n"
        "from oversikt import estimate\n"
        "from oversikt.estimate.latent import Latent\n"
        "from oversikt.estimate.sparse import Sparse\n"
        "quick = {'latent': Latent(chains=4, length=300, rounds=2),"
        " 'sparse': Sparse(bootstraps=100)}\n"
        "table = estimate.CaptureTable.from_json(json.loads(sys.argv[1]))\n"
        "found = estimate.run(table, seed=7, settings=quick, sensitivity=False)\n"
        "print(json.dumps(found.to_json(), sort_keys=True))\n"
    )
    here = text(estimate.run(KOSOVO, seed=7, settings=QUICK, sensitivity=False))
    there = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, json.dumps(KOSOVO.to_json())],
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stderr == ""
    assert there.stdout.strip() == here


def test_another_seed_gives_other_draws() -> None:
    first = estimate.run(KOSOVO, models="latent", seed=1, settings=QUICK, sensitivity=False)
    second = estimate.run(KOSOVO, models="latent", seed=2, settings=QUICK, sensitivity=False)
    assert text(first) != text(second)


def test_the_netherlands_are_never_a_plain_number() -> None:
    found = estimate.run(NETHERLANDS, settings=QUICK)
    assert found.status in {"flagged", "refused"}
    latent = found.fit("latent")
    assert latent is not None
    assert latent.status == "refused"
    assert "models" in {c.name for c in found.checks if c.verdict == "flag"}


def test_the_spread_holds_the_interval() -> None:
    found = estimate.run(KOSOVO, models=FAST, settings=QUICK)
    assert found.spread is not None
    assert found.interval is not None
    assert found.spread.low <= found.interval.low
    assert found.spread.high >= found.interval.high
    assert found.assumption


def test_stopping_gives_what_is_done() -> None:
    class After:
        def step(self, part: str, done: float, total: float) -> bool:
            del done, total
            return part != "sparse"

    found = estimate.run(KOSOVO, models=FAST, watch=After())
    assert found.interrupted
    assert [fit.model for fit in found.fits] == ["graphs", "loglinear"]
    assert found.point is not None
    assert found.status == "flagged"


def test_an_unknown_model_is_a_wrong_use() -> None:
    with pytest.raises(UsageError, match="no model magic"):
        estimate.run(KOSOVO, models="magic")
