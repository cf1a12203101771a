"""How sure a claim is, from how its words were read.

A logistic score over a few things that grammar knows of a reading: what kind of group, in what form
the harm is told, how far apart the two stand. Its weights are data, fitted by
``benchmarks/confidence.py`` on the half of the annotated passages that is kept for it.
"""

import math
import tomllib
from functools import cache
from importlib import resources

from oversikt.claims.making import Draft

#: Sentences further on are one: what a report tells late leans on more that was read before.
_FAR = 4


def features(draft: Draft) -> list[str]:
    """Return the names of what is known of a reading; each has a weight.

    Args:
        draft: The draft of a claim.
    """
    harm, group = draft.harm, draft.harm.group
    names = [
        "always",
        f"kind {group.kind}",
        f"form {harm.form}",
        f"{group.kind} {harm.form}",
        f"measure {harm.measure}",
        f"quantifier {draft.count.quantifier}",
        f"distance {min(int(harm.distance), 12) // 2}",
        f"field {draft.field}",
        f"scope {draft.scope}",
        f"modality {draft.modality}",
        f"sentence {min(draft.sentence, _FAR)}",
    ]
    names += ["noun"] if group.person is not None else ["no noun"]
    names += ["told by somebody"] if draft.speakers else []
    if group.weak:
        names.append("weak")
    if draft.part_of is not None:
        names += ["part", f"part {group.kind} {harm.form}"]
    if draft.same_as is not None:
        names.append("told again")
    if draft.count.low == draft.count.high == 1:
        names.append("one")
    if len(harm.members) > 1:
        names.append("sum")
    return names


@cache
def _weights() -> dict[str, float]:
    """The fitted weights by feature; one that was never seen weighs nothing."""
    text = resources.files("oversikt.claims").joinpath("confidence.toml").read_text("utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


def confidence(draft: Draft) -> float:
    """Return the share of claims read like this one that are right, between 0 and 1.

    Args:
        draft: The draft of a claim.
    """
    weights = _weights()
    score = sum(weights.get(name, 0.0) for name in features(draft))
    return round(1 / (1 + math.exp(-score)), 3)
