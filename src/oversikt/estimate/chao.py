"""Chao's lower bound: at least so many, where people differ in how likely they are to be listed.

Source: Chao 1987, "Estimating the population size for capture-recapture data with unequal
catchability", Biometrics 43:783-791.
"""

import math

import numpy as np

from oversikt.estimate.result import Check, Fit, Interval
from oversikt.estimate.table import CaptureTable

ASSUMPTION = (
    "The lists find people independently of each other, though some people more easily than "
    "others; lists that copy each other push even this floor too low, lists that avoid each other "
    "too high."
)


def fit(table: CaptureTable, settings: None = None, seed: int = 0) -> Fit:
    """Return a floor under the total from the people on exactly one and exactly two lists.

    Args:
        table: Two lists and more.
        settings: There are none.
        seed: Not used; nothing here is random.

    Returns:
        The bound n + (J-1)/J · f1² / (2 f2) with an interval on the log of the unseen.
    """
    del settings, seed
    n, lists = table.observed, len(table.lists)
    if lists < 2:
        reason = "A bound needs two lists at least."
        return Fit("chao", n, ASSUMPTION, checks=(Check("lists", "refuse", reason, lists, 2),))
    once, twice = int(table.by_number[0]), int(table.by_number[1])
    share = (lists - 1) / lists
    if twice:
        r = once / twice
        unseen = share * once**2 / (2 * twice)
        variance = twice * (share * r**2 / 2 + share**2 * r**3 + share**2 * r**4 / 4)
        check = Check("pairs", "pass", "Some people stand on exactly two lists.", twice, 1)
    else:
        unseen = share * once * (once - 1) / 2
        variance = share * once * (once - 1) / 2 + share**2 * once * (2 * once - 1) ** 2 / 4
        reason = "Nobody stands on exactly two lists; the bound is then a rough one."
        check = Check("pairs", "flag", reason, 0, 1)
    if unseen > 0:
        width = math.exp(1.96 * math.sqrt(math.log1p(variance / unseen**2)))
        interval = Interval(n + unseen / width, n + unseen * width)
    else:
        interval = Interval(n, n)
    return Fit(
        "chao",
        n,
        ASSUMPTION,
        point=n + unseen,
        interval=interval,
        diagnostics={"on_one_list": once, "on_two_lists": twice, "sd": float(np.sqrt(variance))},
        checks=(check,),
    )
