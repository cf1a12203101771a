"""A month of invented reports in three languages, whose victims have names that must not be seen."""

from dataclasses import dataclass, replace

import pytest

from oversikt.overview import summarise
from oversikt.publish import Edition, seal
from oversikt.records import (
    Attribution,
    Claim,
    ClaimRole,
    Coverage,
    Incident,
    Place,
    Report,
    Skipped,
    Stated,
    Tally,
)

TEXTS = {
    "en-1": (
        "A bomb killed Karim Haddadin and his son Yousef Haddadin in Baghdad on Monday.\n\n"
        "Haddadin's brother said Karim was a baker. KARIM HADDADIN was buried on Tuesday."
    ),
    "ar-1": "قُتل سالم الزيداني وزوجته في انفجار ببغداد يوم الاثنين.\n\nوقال جار إن الزَّيدانيّ وسالماً كانا هناك.",
    "nb-1": "FN sier at 761 ble drept i Irak i juni. Minst 1.000 er på flukt <b>nå</b> & flere venter.",
}
BAGHDAD = Place("Baghdad", "Baghdad", 98182, "IQ", "IQ-BG", "Baghdad", 33.3406, 44.4009, 4)


@dataclass(frozen=True)
class Material:
    """What an edition is sealed from."""

    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]

    def seal(
        self, released: dict[str, str] | None = None, month: str | None = "2013-06"
    ) -> Edition:
        """Sum the month and seal it."""
        coverage = Coverage(reports=3, skipped=(Skipped("Karim Haddadin.txt", "not a text", 4),))
        overview = summarise(self.incidents, self.claims, self.reports, coverage, month=month)
        return seal(
            overview, self.incidents, self.claims, self.reports, month=month, released=released
        )


def read(report: str, quote: str, names: tuple[str, ...] = (), **more: object) -> Claim:
    """Return a claim with its quote and names where they stand in the report."""
    text = TEXTS[report]
    start = text.index(quote)
    spans = tuple((text.index(n), text.index(n) + len(n)) for n in names)
    base = Claim(
        f"{report}-{start}", report, "text", start, start + len(quote), quote, "killed", "exact", 2, 2,
        place=BAGHDAD, date_start="2013-06-03", date_end="2013-06-03", victim_names=spans,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]  # fields by name


@pytest.fixture(scope="session")
def material() -> Material:
    """Two incidents, one total and one movement."""
    hosts = {"en-1": "ledger", "ar-1": "sada", "nb-1": "avis"}
    reports = tuple(
        Report(
            name,
            text,
            title="=Karim Haddadin killed" if name == "en-1" else None,
            published="2013-06-04",
            language=name[:2],
            url=f"https://{hosts[name]}.example.org/"
            + ("karim-haddadin-killed" if name == "en-1" else "1"),
            publisher=hosts[name],
        )
        for name, text in TEXTS.items()
    )
    un = {
        "attribution": (Attribution("FN", "un"),),
        "date_start": "2013-06-01",
        "date_end": "2013-06-30",
    }
    claims = (
        read(
            "en-1",
            "A bomb killed Karim Haddadin and his son Yousef Haddadin",
            ("Karim Haddadin", "Yousef Haddadin"),
            attribution=(Attribution("Karim Haddadin's brother", "witness"),),
        ),
        read("ar-1", "قُتل سالم الزيداني وزوجته", ("سالم الزيداني",)),
        read("nb-1", "761 ble drept", low=761, high=761, scope="period", **un),
        read(
            "nb-1", "Minst 1.000 er på flukt", measure="displaced", quantifier="at_least", low=1000,
            high=None, scope="stock", **un,
        ),
    )  # fmt: skip
    incidents = tuple(
        Incident(
            f"i{n}", (claim.report_id,), (ClaimRole(claim.id, "recommended", "names Karim Haddadin"),),
            {"killed": Tally(2, 2, 2 + n, open=bool(n))}, date_start="2013-06-03",
            date_end="2013-06-03", date_precision="day", date_basis="text",
            place=replace(BAGHDAD, phrase="house of Karim Haddadin"),
            killed_by_status={"civilian": Tally(2, 2, 2 + n)},
            actor=(Stated("killers of Yousef Haddadin", (claim.id,)),),
        )
        for n, claim in enumerate(claims[:2])
    )  # fmt: skip
    return Material(incidents, claims, reports)


@pytest.fixture(scope="session")
def edition(material: Material) -> Edition:
    """June 2013, sealed."""
    return material.seal()
