"""Reconciling: others' totals stand beside ours with the difference, and are never added."""

from scenes import MOSUL, claim, market, report

from oversikt.incidents import link, profiles
from oversikt.incidents.reconcile import reconcile


def test_a_total_of_others_stands_beside_the_months_sum() -> None:
    of, bomb = market("a", 12)
    other = report("b", "The UN counted 40 people killed in June.", "2017-07-01")
    total = claim(
        other, 40, place=MOSUL, scope="period", date_start="2017-06-01", date_end="2017-06-30"
    )
    incidents = link([of, other], [bomb, total], profile=profiles.load("minmax"))
    (row,) = reconcile(incidents, [bomb, total])
    assert (row.theirs, row.ours.best, row.difference) == (40, 12, 28)
    assert row.reasons
    assert row.to_json()["ours"]["best"] == 12


def test_a_total_without_days_is_left_out() -> None:
    of = report("b", "The UN counted 40 people killed.")
    assert reconcile((), [claim(of, 40, scope="period")]) == ()
