"""Small made-up reports and claims for the tests of this room."""

from typing import Any

from oversikt.records import Attribution, AttributionKind, Claim, Measure, Place, Report, digest

Scene = tuple[Report, Claim]

MOSUL = Place("Mosul", "Mosul", 99072, "IQ", "IQ-NI", "Nineveh", 36.335, 43.119, 1)
BASRA = Place("Basra", "Basra", 99532, "IQ", "IQ-BA", "Basra", 30.508, 47.783, 1)


def report(name: str, text: str, day: str = "2017-06-02", **more: Any) -> Report:
    return Report(id=name, text=text, published=day, language="en", **more)


def claim(
    of: Report,
    low: int | None,
    high: int | None = None,
    *,
    quote: str | None = None,
    measure: Measure = "killed",
    **more: Any,
) -> Claim:
    quote = quote or of.text
    start = of.text.index(quote)
    quantifier = more.pop("quantifier", "exact")
    high = low if quantifier == "exact" else high
    return Claim(
        id=digest(of.id, start, measure, low, str(sorted(more))),
        report_id=of.id,
        field="text",
        start=start,
        end=start + len(quote),
        quote=quote,
        measure=measure,
        quantifier=quantifier,
        low=low,
        high=high,
        confidence=more.pop("confidence", 0.9),
        **more,
    )


def market(name: str, killed: int, day: str = "2017-06-02", extra: int = "", **more: Any) -> Scene:
    """A report of one market bombing in Mosul, told with the same rare words."""
    text = f"A truck bomb at the Zanjili poultry market killed {killed} people, Qahtan Faris said."
    text += f" The Bab Sinjar depot burned beside the Thawra pharmacy. {extra}"
    of = report(name, text, day, **more)
    return of, claim(
        of, killed, quote=text.split(",")[0], place=MOSUL, date_start="2017-06-01",
        date_end="2017-06-01", date_precision="day", cause="ied",
    )  # fmt: skip


def says(kind: AttributionKind, name: str = "a spokesman") -> tuple[Attribution, ...]:
    return (Attribution(name, kind),)
