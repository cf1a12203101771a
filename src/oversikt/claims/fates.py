"""What became of the wounded: who is told shot in one place may be told dead in another.

"Shot" tells neither: a language's pack lists such words under wounded and under casualties. They
are read as wounded, and as casualties (killed or wounded) where the report also tells deaths that
the number may hold: "six people were shot, two fatally".
"""

from collections.abc import Sequence

from oversikt.claims.making import Draft
from oversikt.claims.retold import alike

#: How a later sentence tells that one who was shot has died.
_SAME = {"pronoun", "definite", "name"}


#: So many deaths are compared with those shot: no report tells more, and long texts stay linear.
_DEATHS = 200


def survived(drafts: Sequence[Draft]) -> None:
    """Read "shot" as killed or wounded where other sentences tell deaths that its number may hold.

    Args:
        drafts: The drafts of a report in the order of the text; they are changed in place.
    """
    told = [
        d for d in drafts
        if d.part_of is None and d.scope == "incident" and d.modality == "asserted" and d.count.low
    ]  # fmt: skip
    dead = [d for d in told if d.measure == "killed"][:_DEATHS]
    hurt = {d.count.low for d in told if d.measure == "wounded" and not d.harm.either}
    left = any(d.measure == "wounded" and not d.harm.either for d in drafts)
    if not dead:
        return
    for one in told:
        if one.measure == "wounded" and one.harm.either and not one.harm.group.anaphoric:
            # "a triple shooting left one dead": the deed holds all whom its sentence tells of
            whole = one.harm.at is None
            deaths = [d for d in dead if whole or d.sentence != one.sentence]
            if _holds(one, deaths, hurt, left=left):
                one.measure = "casualties"


def _holds(one: Draft, deaths: Sequence[Draft], hurt: set[int | None], *, left: bool) -> bool:
    """May those told shot hold those told dead? One may, where nobody is told hurt by other words."""
    size = one.count.low or 0
    if size == 1:
        return any(
            d.count.low == 1
            and (
                (d.sentence > one.sentence and d.harm.group.kind in _SAME)
                or (not left and alike(d, one))
            )
            for d in deaths
        )
    if size in hurt:
        return False
    return any((d.count.low or 0) < size for d in deaths)
