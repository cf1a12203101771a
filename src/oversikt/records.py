"""The records that travel between the stages: frozen, small, and the same on every engine.

Field names, values and their meaning are the outer contract of the project; the codebook in
``docs/reference/codebook.md`` describes every one of them. Inside the package these dataclasses
are passed around; at the edge, ``to_json`` gives the object that a stream prints and ``from_json``
reads it back. Unknown is ``None`` throughout and never 0: a zero is a source's own claim of zero.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Literal, Self, get_args

import orjson

Measure = Literal[
    "killed", "wounded", "casualties", "missing", "abducted", "detained", "displaced",
    "returned", "trapped", "bodies_found", "fighters", "area_km2", "change_percent",
]  # fmt: skip
Quantifier = Literal[
    "exact", "at_least", "more_than", "at_most", "fewer_than", "about", "range", "magnitude",
    "uncounted", "none",
]  # fmt: skip
Unit = Literal["person", "household", "km2", "percent"]
VictimStatus = Literal["civilian", "security_forces", "militant", "mixed", "unknown"]
Scope = Literal["incident", "period", "stock"]
Modality = Literal["asserted", "possible", "denied", "forecast"]
Cause = Literal[
    "airstrike", "shelling", "shooting", "ied", "suicide_attack", "execution", "drone", "mine",
    "collapse", "other",
]  # fmt: skip
DatePrecision = Literal["day", "week", "month", "year", "range"]
DateBasis = Literal["text", "published", "none"]
AttributionKind = Literal[
    "media", "official", "military", "un", "ngo", "medical", "witness", "armed_group", "other",
]  # fmt: skip
Role = Literal["recommended", "triangulation", "superseded", "excluded"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]

MEASURES: tuple[Measure, ...] = get_args(Measure)
INCIDENT_MEASURES: tuple[Measure, ...] = (
    "killed", "wounded", "casualties", "missing", "abducted", "bodies_found",
)  # fmt: skip
MOVEMENTS: tuple[Measure, ...] = ("displaced", "returned", "trapped")
VICTIM_STATUSES: tuple[VictimStatus, ...] = get_args(VictimStatus)


def digest(*parts: str | int | None) -> str:
    """Return a short name for a thing, made from what it is, the same in every process.

    Args:
        parts: Strings and numbers that identify the thing, in a fixed order. Lone surrogates are
            allowed, since reports may hold them.

    Returns:
        The first 80 bits of SHA-256 over the parts, as 20 hexadecimal digits.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def dumps(record: Mapping[str, Any]) -> str:
    """Return one line of JSON, in which a lone surrogate is written as an escape."""
    try:
        return orjson.dumps(record).decode("utf-8")
    except orjson.JSONEncodeError:  # it refuses lone surrogates, which reports do hold
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        return line.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Report:
    """One published text, verbatim, and where it came from.

    ``text`` is what every offset of a claim counts in, in Unicode code points. ``published`` is an
    ISO 8601 date or time, the anchor of relative dates. ``language`` is BCP 47, and detected by
    the reader where it is ``None``.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    retrieved: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the object that the Report stream prints."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @property
    def text_digest(self) -> str:
        """SHA-256 of the verbatim text, by which it is archived and cited."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a text names it, and what the gazetteer makes of it.

    ``phrase`` is in the words of the text, ``name`` the usual English name. ``country`` is ISO
    3166-1 alpha-2, ``admin1`` ISO 3166-2. ``precision`` is UCDP's ``where_prec``: 1 exact, 2 near
    (within about 25 km), 3 second-order division, 4 province, 5 line or fuzzy area, 6 country,
    7 international waters or airspace.

    Source: UCDP GED codebook, variable ``where_prec``.
    """

    phrase: str
    name: str | None = None
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    admin1_name: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None

    @property
    def listed(self) -> bool:
        """Whether a list of places has it; a village that none has may stand at its town's point."""
        return self.geonames_id is not None or self.precision not in (None, 2)

    def beside(self, town: "Place") -> bool:
        """Whether no list has this place but it is told to lie in or beside a town."""
        point = (self.lat, self.lon)
        return not self.listed and None not in point and point == (town.lat, town.lon)

    def to_json(self) -> dict[str, Any]:
        """Return the place as it stands in the streams."""
        return {name: getattr(self, name) for name in _PLACE}


_PLACE = tuple(f.name for f in fields(Place))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: a name as the text has it, and what kind of speaker it is."""

    name: str
    kind: AttributionKind

    def to_json(self) -> dict[str, str]:
        """Return the attribution as it stands in the streams."""
        return {"name": self.name, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity that one report asserts (or denies, or fears), with the words that say so.

    A claim is never a fact. ``text[start:end] == quote`` always holds for the named field of the
    report. ``low`` and ``high`` follow from the quantifier; ``part_of`` and ``same_as`` are ids of
    claims of the same report. ``died_later`` marks those who died of wounds, or one more after others:
    they add to a toll told before.
    """

    id: str
    report_id: str
    field: Literal["text", "title"]
    start: int
    end: int
    quote: str
    measure: Measure
    quantifier: Quantifier
    low: int | None
    high: int | None
    unit: Unit = "person"
    victim_status: VictimStatus = "unknown"
    affiliation: str | None = None
    sex: Literal["female", "male"] | None = None
    age_group: Literal["child", "adult"] | None = None
    part_of: str | None = None
    same_as: str | None = None
    scope: Scope = "incident"
    modality: Modality = "asserted"
    actor: str | None = None
    cause: Cause | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_precision: DatePrecision | None = None
    date_phrase: str | None = None
    place: Place | None = None
    attribution: tuple[Attribution, ...] = ()
    victim_names: tuple[tuple[int, int], ...] = ()
    died_later: bool = False
    confidence: float = 0.5
    extractor: str = "rules"

    def to_json(self) -> dict[str, Any]:
        """Return the object that the Claim stream prints."""
        plain = dict(zip(_CLAIM, _VALUES(self), strict=True))
        plain["place"] = self.place.to_json() if self.place else None
        plain["attribution"] = [a.to_json() for a in self.attribution]
        plain["victim_names"] = [list(span) for span in self.victim_names]
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` wrote."""
        known = {f.name: plain[f.name] for f in fields(cls) if f.name in plain}
        place = known.get("place")
        known["place"] = Place(**place) if place else None
        known["attribution"] = tuple(Attribution(**a) for a in known.get("attribution", ()))
        known["victim_names"] = tuple((a, b) for a, b in known.get("victim_names", ()))
        return cls(**known)


_CLAIM = tuple(f.name for f in fields(Claim))
_VALUES = attrgetter(*_CLAIM)


@dataclass(frozen=True, slots=True)
class Tally:
    """Low, best and high of one quantity; ``open`` where a source leaves the top open.

    The numbers are ones that claims name: "at least 30" names 30 and leaves the top open.
    ``low <= best <= high`` always.
    """

    low: int
    best: int
    high: int
    open: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.best <= self.high:
            raise ValueError(f"a tally needs low <= best <= high, not {self}")

    def __add__(self, other: "Tally") -> "Tally":
        """Add two tallies end by end; the sum is open where either is."""
        return Tally(
            self.low + other.low,
            self.best + other.best,
            self.high + other.high,
            self.open or other.open,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the tally as it stands in the streams."""
        return {"low": self.low, "best": self.best, "high": self.high, "open": self.open}


@dataclass(frozen=True, slots=True)
class ClaimRole:
    """What part a claim plays in an incident's numbers, and why.

    ``recommended`` claims are counted; ``triangulation`` supports or tells a part of one that is;
    ``superseded`` was replaced by a later toll of the same source; ``excluded`` does not count.

    Source: the ``role`` device of IDMC's Figure Analysis, widened by the last two.
    """

    id: str
    role: Role
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the role as it stands in the streams."""
        return {"id": self.id, "role": self.role, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Stated:
    """One value that some claims state, kept beside its rivals (an actor, a cause)."""

    value: str
    claims: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the value as it stands in the streams."""
        return {"value": self.value, "claims": list(self.claims)}


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that happened, made of claims from one or many reports.

    Incidents are derived: claims and decisions, computed again, give the same incidents.
    ``counts`` holds a tally for each measure that is counted; ``killed_by_status`` and
    ``wounded_by_status`` never add up to more than the whole.
    """

    id: str
    reports: tuple[str, ...]
    claims: tuple[ClaimRole, ...]
    counts: Mapping[Measure, Tally]
    previous_ids: tuple[str, ...] = ()
    date_start: str | None = None
    date_end: str | None = None
    date_precision: DatePrecision | None = None
    date_basis: DateBasis = "none"
    place: Place | None = None
    killed_by_status: Mapping[VictimStatus, Tally] = field(default_factory=dict)
    wounded_by_status: Mapping[VictimStatus, Tally] = field(default_factory=dict)
    actor: tuple[Stated, ...] = ()
    cause: tuple[Stated, ...] = ()
    sources: int = 1
    source_reasons: tuple[str, ...] = ()
    grade: Grade = "weak"
    grade_reasons: tuple[str, ...] = ()
    profile: str = "minmax"

    def to_json(self) -> dict[str, Any]:
        """Return the object that the Incident stream prints."""
        plain: dict[str, Any] = {
            "id": self.id,
            "previous_ids": list(self.previous_ids),
            "reports": list(self.reports),
            "claims": [c.to_json() for c in self.claims],
            "date_start": self.date_start,
            "date_end": self.date_end,
            "date_precision": self.date_precision,
            "date_basis": self.date_basis,
            "place": self.place.to_json() if self.place else None,
        }
        for measure in INCIDENT_MEASURES:
            tally = self.counts.get(measure)
            plain[measure] = tally.to_json() if tally else None
        plain["killed_by_status"] = {s: t.to_json() for s, t in self.killed_by_status.items()}
        plain["wounded_by_status"] = {s: t.to_json() for s, t in self.wounded_by_status.items()}
        plain["actor"] = [a.to_json() for a in self.actor]
        plain["cause"] = [c.to_json() for c in self.cause]
        return plain | {
            "sources": self.sources,
            "source_reasons": list(self.source_reasons),
            "grade": self.grade,
            "grade_reasons": list(self.grade_reasons),
            "profile": self.profile,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` wrote."""

        def tallies(of: Mapping[str, Any]) -> dict[Any, Tally]:
            return {name: Tally(**t) for name, t in of.items() if t}

        def stated(of: Iterable[Mapping[str, Any]]) -> tuple[Stated, ...]:
            return tuple(Stated(s["value"], tuple(s["claims"])) for s in of)

        place = plain.get("place")
        return cls(
            id=plain["id"],
            reports=tuple(plain["reports"]),
            claims=tuple(ClaimRole(**c) for c in plain["claims"]),
            counts=tallies({m: plain.get(m) for m in INCIDENT_MEASURES}),
            previous_ids=tuple(plain.get("previous_ids", ())),
            date_start=plain["date_start"],
            date_end=plain["date_end"],
            date_precision=plain["date_precision"],
            date_basis=plain["date_basis"],
            place=Place(**place) if place else None,
            killed_by_status=tallies(plain["killed_by_status"]),
            wounded_by_status=tallies(plain["wounded_by_status"]),
            actor=stated(plain["actor"]),
            cause=stated(plain["cause"]),
            sources=plain["sources"],
            source_reasons=tuple(plain.get("source_reasons", ())),
            grade=plain["grade"],
            grade_reasons=tuple(plain.get("grade_reasons", ())),
            profile=plain["profile"],
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled, by whom, when and why; appended, never overwritten.

    ``targets`` are the ids that the ruling is about (incidents, or claims for ``accept``,
    ``reject`` and ``exclude``, or records of lists of people, as ``LIST:RECORD``, for ``same`` and
    ``different``); ``value`` is what it sets, as JSON (a place, a date, a grade).
    """

    id: str
    action: Literal[
        "accept", "edit", "reject", "merge", "split", "place", "date", "grade", "exclude", "undo",
        "same", "different",
    ]  # fmt: skip
    targets: tuple[str, ...]
    value: Any
    by: str
    at: str
    reason: str


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that no later one undid, in the order in which they were made.

    An ``undo`` names decisions in ``targets``; an undo of an undo brings the first back.
    """
    made = list(decisions)
    dead: set[str] = set()
    for decision in reversed(made):
        if decision.action == "undo" and decision.id not in dead:
            dead.update(decision.targets)
    return [d for d in made if d.id not in dead and d.action != "undo"]


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One line of the month's table: one measure, one status, one country or province.

    ``victim_status`` is ``None`` for all victims, ``admin1`` for a whole country. Months and
    countries that no words give stand in rows with ``None`` rather than being guessed.
    """

    month: str | None
    country: str | None
    admin1: str | None
    measure: Measure
    victim_status: VictimStatus | None
    low: int
    best: int
    high: int
    open: bool
    incidents: int
    sources: int
    single_source_share: float | None
    change_percent: float | None
    uncounted_incidents: int
    incident_ids: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the row as it stands in the streams."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["incident_ids"] = list(self.incident_ids)
        return plain


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, named so that it is lost to nobody."""

    source: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read, and what was not and why; published with every overview.

    ``unread`` counts reports by the reason that kept them from being read to claims (no language
    pack, text too short, no answer); ``no_date`` those that tell no day of publication, so that
    words such as "yesterday" date nothing; ``withheld`` claims left out since they are less sure
    than asked for; ``reprints`` reports that repeat another one's text.
    """

    reports: int = 0
    skipped: tuple[Skipped, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)
    no_date: int = 0
    withheld: int = 0
    undated: int = 0
    placeless: int = 0
    reprints: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the coverage as it stands beside the overview."""
        return {
            "reports": self.reports,
            "not_readable": [
                {"source": s.source, "line": s.line, "reason": s.reason} for s in self.skipped
            ],
            "unread": dict(sorted(self.unread.items())),
            "no_date": self.no_date,
            "withheld": self.withheld,
            "undated": self.undated,
            "placeless": self.placeless,
            "reprints": self.reprints,
        }


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate that stands beside the count of killed of one month, place and status.

    ``observed`` people are on at least one of ``lists``; ``point`` with ``low`` and ``high`` is
    how many there are in all, on a list or on none, and ``all_low`` to ``all_high`` runs over all
    models. Where it is refused these are ``None``, and ``reason`` says why; a ``flagged`` one must
    not be quoted without ``warnings``.
    """

    month: str | None
    country: str | None
    admin1: str | None
    victim_status: VictimStatus | None
    lists: tuple[str, ...]
    observed: int
    status: Literal["estimate", "flagged", "refused"]
    point: float | None = None
    low: float | None = None
    high: float | None = None
    all_low: float | None = None
    all_high: float | None = None
    model: str | None = None
    assumption: str | None = None
    reason: str | None = None
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the estimate as it stands beside the overview."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return plain | {"lists": list(self.lists), "warnings": list(self.warnings)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` wrote."""
        told = {"lists": tuple(plain["lists"]), "warnings": tuple(plain["warnings"])}
        return cls(**(dict(plain) | told))


@dataclass(frozen=True, slots=True)
class Overview:
    """The month's table with what stands beside it.

    ``published_totals`` are others' period claims, to be compared and never added in;
    ``movements`` are displaced, returned and trapped people, the latest figure of each speaker.
    ``estimates`` say how many died in all by the overlap of lists of people, for months, places
    and statuses that the lists cover: a series of their own, never added in; ``no_estimate`` says
    why there is none.
    """

    rows: tuple[OverviewRow, ...]
    published_totals: tuple[Mapping[str, Any], ...]
    movements: tuple[Mapping[str, Any], ...]
    coverage: Coverage
    profile: str
    estimates: tuple[Estimate, ...] = ()
    no_estimate: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the overview as ``--format json`` prints it."""
        return {
            "profile": self.profile,
            "rows": [row.to_json() for row in self.rows],
            "published_totals": [dict(t) for t in self.published_totals],
            "movements": [dict(m) for m in self.movements],
            "estimates": [one.to_json() for one in self.estimates],
            "no_estimate": self.no_estimate,
            "coverage": self.coverage.to_json(),
        }
