"""Reads one report: sentence by sentence into drafts, then over the whole report into claims."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from oversikt.claims import language as languages
from oversikt.claims import pack as packs
from oversikt.claims.confidence import confidence
from oversikt.claims.dates import Time, times_of
from oversikt.claims.groups import Group, groups_of
from oversikt.claims.harm import Harm, harms_of
from oversikt.claims.marks import Item, mark
from oversikt.claims.pack import Pack
from oversikt.claims.quantities import Count, counted
from oversikt.claims.speakers import speakers_of
from oversikt.claims.tokens import fold, sentences
from oversikt.claims.tokens import TOKEN
from oversikt.claims.where import Named, chosen, context_of, named_in
from oversikt.errors import PackError
from oversikt.places import Gazetteer
from oversikt.records import (
    Attribution, Cause, Claim, Measure, Modality, Place, Report, Scope, VictimStatus, digest,
)  # fmt: skip

EXTRACTOR = "rules"
_STOCK = {"fighters", "trapped", "area_km2"}
_VIOLENT = {"killed", "wounded", "casualties", "missing"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says, or why it could not be read."""

    claims: tuple[Claim, ...] = ()
    unread: str | None = None
    language: str | None = None


@dataclass(slots=True)
class _Draft:
    """A claim in the making, with what its sentence tells beside it."""

    field: Literal["text", "title"]
    start: int
    end: int
    span: tuple[int, int]
    measure: Measure
    count: Count
    harm: Harm
    status: VictimStatus
    sex: str | None
    age: str | None
    unit: str
    modality: Modality
    scope: Scope
    cause: Cause | None
    actor: str | None
    time: tuple[date, date, str, str] | None
    place: Place | None
    speakers: tuple[Attribution, ...]
    names: tuple[tuple[int, int], ...]
    sentence: int
    placed: bool = False
    part_of: "_Draft | None" = None
    same_as: "_Draft | None" = None
    id: str = ""


@dataclass(slots=True)
class _Told:
    """What the report has told so far, which later sentences lean on."""

    published: date | None
    countries: Counter[str]
    day: tuple[date, date, str, str] | None = None
    stretch: tuple[date, date, str, str] | None = None
    place: Place | None = None
    cause: Cause | None = None
    actor: str | None = None
    speakers: tuple[Attribution, ...] = ()
    status: VictimStatus = "unknown"
    drafts: list[_Draft] = field(default_factory=list)


class Reader:
    """Reads reports by the rules of the language packs.

    Args:
        gazetteer: What is known of places; the bundled one where None.
        least_confidence: Claims below it are left out.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, least_confidence: float = 0.0) -> None:
        self._gazetteer = gazetteer or Gazetteer.load()
        self._least = least_confidence

    def read(self, report: Report) -> Reading:
        """Return the claims of a report, in the order of the text, titles first.

        Args:
            report: One report; its text may be anything at all.

        Returns:
            The reading. ``unread`` says why nothing could be read: no language, no pack.
        """
        code = _code(report)
        if code is None:
            return Reading(unread="language unknown or without a pack")
        pack = packs.load(code)
        told = _Told(_day(report.published), Counter())
        fields: list[tuple[Literal["title", "text"], str]] = []
        if report.title:
            fields.append(("title", report.title))
        fields.append(("text", report.text))
        marked = [
            (name, text, start, end)
            for name, text in fields
            for start, end in sentences(text, pack.abbreviations)
        ]
        harmful = [_may_harm(text[start:end], pack) for _, text, start, end in marked]
        if not any(harmful):
            return Reading(language=code)
        for number, ((name, text, start, end), read) in enumerate(zip(marked, harmful, strict=True)):
            if read or number < 4 or harmful[number - 1] or (number + 1 < len(marked) and harmful[number + 1]):
                self._sentence(text, name, (start, end), pack, told, number, read=read)
        drafts = told.drafts
        _fill(drafts)
        _same(drafts)
        return Reading(tuple(_claims(report, drafts, fields, self._least)), None, code)

    def _sentence(
        self, text: str, name: Literal["title", "text"], span: tuple[int, int], pack: Pack,
        told: _Told, number: int, *, read: bool,
    ) -> None:  # fmt: skip
        """Read one sentence into drafts, and remember what it tells."""
        plain = mark(text, *span, pack)
        if not plain:
            return
        named = named_in(text, plain, pack, self._gazetteer)
        told.countries += context_of(named, plain, pack)
        items = counted(plain, pack)
        times = times_of(items, told.published, told.day[0] if told.day else None)
        cause, actor = _cause(items), _actor(text, items)
        starts = {item.start: k for k, item in enumerate(items)}
        places = [
            Named(starts[plain[n.first].start], starts.get(plain[n.last].start, starts[plain[n.first].start]),
                  n.phrase, n.meanings, n.led, n.near)
            for n in named if plain[n.first].start in starts
        ]  # fmt: skip
        people = _without_places(items, places)
        speakers = speakers_of(text, people, pack)
        if text[:span[0]].endswith("\n"):
            told.speakers = ()  # a new paragraph may have another source
            told.stretch = None
        groups = groups_of(people, pack)
        if read:
            harms = harms_of(items, groups, pack)
            self._drafts(text, name, items, harms, pack, told, number, times, places, cause, actor, speakers)
        for group in groups:
            if group.person is not None and group.person.status != "unknown":
                told.status = group.person.status
        told.cause = cause or told.cause
        told.actor = actor or told.actor
        days = [t for t in times if not t.stretch and not _said_then(items, t)]
        if days:
            told.day = _when(text, items, days[0])
            told.stretch = None
        elif times and times[0].stretch:
            told.stretch = _when(text, items, times[0])
        where = chosen(places, 0, told.countries, items)
        if where is not None and (told.place is None or (where.precision or 9) <= 5):
            told.place = where
        told.speakers = speakers or told.speakers

    def _drafts(
        self, text: str, name: Literal["title", "text"], items: list[Item], harms: list[Harm],
        pack: Pack, told: _Told, number: int, times: list[Time], places: list[Named],
        cause: Cause | None, actor: str | None, speakers: tuple[Attribution, ...],
    ) -> None:  # fmt: skip
        """Make drafts of a sentence's harms."""
        if any("accident" in item.tags for item in items) and cause is None:
            return
        made: dict[int, _Draft] = {}
        for k, harm in enumerate(harms):
            modality = _modality(items, harm)
            if modality is None or (harm.group.kind == "plural"):
                continue
            count = _sum(harm.members)
            if count is None:
                continue
            vague = count.quantifier == "uncounted"
            if vague and (harm.group.partitive or harm.part_of is not None):
                continue  # "many of them children" says no more than its whole
            if vague and any("date_background" in x.tags for x in items):
                continue
            kind = harm.group.kind
            known = _told_before(told.drafts, harm.measure) if kind in ("definite", "name") else None
            if kind == "definite" and known is not None and harm.part_of is None:
                continue  # one of those told before
            first = min(m.first for m in harm.members)
            last = max(m.last for m in harm.members)
            if harm.at is not None:
                first, last = min(first, harm.at), max(last, harm.at)
            at = harm.at if harm.at is not None else harm.group.first
            time = _time_for(items, times, at)
            status, sex, age, unit = _people(harm.members, told)
            if harm.form == "figure":
                unit = "km2" if harm.measure == "area_km2" else "percent"
            elif status == "unknown" and harm.group.person is None and k and harms[k - 1].form != "figure":
                earlier = made.get(k - 1)
                status = earlier.status if earlier else _people(harms[k - 1].members, told)[0]  # "13 civilians were killed and three wounded"
            whole = made.get(harm.part_of) if harm.part_of is not None else None
            if whole is None and harm.partitive:
                whole = _earlier_whole(told.drafts, harm.measure, count, number)
            if whole is None and kind == "name" and known is not None and known.sentence != number:
                whole = known
            if whole is not None and status == "unknown" and harm.group.person is None:
                status = whole.status
            own_place = chosen(places, at, told.countries, items)
            place = own_place or told.place
            scope = _scope(items, harm, time, told)
            when = _when(text, items, time) if time else (told.stretch or told.day)
            if time is None and scope == "period" and told.stretch is None:
                when = None
            event = scope == "incident" and harm.measure in _VIOLENT
            draft = _Draft(
                field=name, start=items[first].start,
                end=items[_widened(items, last, times, places)].end,
                span=(items[harm.group.first].start, items[harm.group.last].end),
                measure=harm.measure, count=count, harm=harm, status=status, sex=sex, age=age,
                unit=unit, modality=modality, scope=scope,
                cause=cause or (told.cause if event else None),
                actor=actor or (told.actor if event else None), time=when,
                place=place, speakers=speakers or told.speakers if name == "text" else speakers,
                names=tuple(span for m in harm.members for span in m.names),
                sentence=number, placed=own_place is not None, part_of=whole,
            )  # fmt: skip
            made[k] = draft
            told.drafts.append(draft)


def _widened(items: list[Item], last: int, times: list[Time], places: list[Named]) -> int:
    """The last item of a quote, with the time and place that follow it at once."""
    ends = {t.first: t.last for t in times} | {p.first: p.last for p in places}
    for _ in range(2):
        for lead in (1, 2):
            end = ends.get(last + lead)
            if end is not None and (lead == 1 or "in" in items[last + 1].tags or "date_in" in items[last + 1].tags):
                last = min(end, len(items) - 1)
                break
    return last


def _told_before(drafts: list[_Draft], measure: Measure) -> _Draft | None:
    """The last claim of this measure that may hold a person who is named or told of now."""
    return next(
        (d for d in reversed(drafts) if d.measure == measure and d.part_of is None
         and d.count.low != 0 and d.modality in ("asserted", "possible")), None,
    )  # fmt: skip


def _earlier_whole(
    drafts: list[_Draft], measure: Measure, count: Count, number: int
) -> _Draft | None:
    """The claim of an earlier sentence that "1,904 of the dead" is a part of."""
    for draft in reversed(drafts):
        if number - draft.sentence > 3:
            return None
        if draft.measure == measure and draft.part_of is None:
            most = draft.count.high if draft.count.high is not None else draft.count.low
            if draft.count.high is None or (most or 0) >= (count.low or 0):
                return draft
    return None


def _code(report: Report) -> str | None:
    """The language of a report that has a pack: its own, or the detected one."""
    if report.language:
        code = report.language.split("-")[0].lower()
        if code in packs.codes():
            return code
        return None
    return languages.detect(f"{report.title or ''}\n{report.text}")


def _day(published: str | None) -> date | None:
    """The day of an ISO date or time; None where it is unknown or no date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _may_harm(sentence: str, pack: Pack) -> bool:
    """Does the sentence hold a word that may tell of harm?"""
    for word in TOKEN.findall(sentence):
        low = fold(word)
        if low in pack.triggers:
            return True
        if pack.prefixes and any(
            low.startswith(p) and low[len(p) :] in pack.triggers for p in pack.prefixes
        ):
            return True
        if pack.tails and len(low) > 5 and any(low[c:] in pack.triggers for c in range(2, len(low) - 2)):
            return True
    return False


def _without_places(items: list[Item], places: list[Named]) -> list[Item]:
    """Items in which names of places cannot be taken for names of people."""
    if not places:
        return items
    out = list(items)
    for one in places:
        for k in range(one.first, min(one.last, len(out) - 1) + 1):
            item = out[k]
            if not item.tags:
                out[k] = Item(item.start, item.end, item.word, item.low, {"place": True})
    return out


def _modality(items: list[Item], harm: Harm) -> Modality | None:
    """How sure the words are; None where the harm is only threatened, asked for or imagined."""
    first = min(harm.group.first, harm.at if harm.at is not None else harm.group.first)
    last = max(harm.group.last, harm.at if harm.at is not None else harm.group.last)
    start = first
    while start > 0 and items[start - 1].word not in ".;:" and first - start < 14:
        start -= 1
    before, inside = items[start:first], items[first : last + 1]
    at = harm.at if harm.at is not None else harm.group.first
    governing = items[max(0, at - 4) : at]
    cut = max((k for k, x in enumerate(governing) if x.word in ",.;:"), default=-1)
    if any("hypothetical" in x.tags for x in governing[cut + 1 :]):
        return None
    if items[at].tags.get("hypothetical") or (
        harm.group.first < at and any("hypothetical" in x.tags for x in before[-2:])
    ):
        return None
    if any("neg" in x.tags for x in inside):
        return "denied" if any("denied" in x.tags for x in before) else None
    if any("replaced" in x.tags for x in before[-2:]):
        return "denied"
    if any("denied" in x.tags for x in before):
        return "denied"
    if any("possible" in x.tags for x in (*before[-5:], *inside)):
        return "possible"
    if any("forecast" in x.tags for x in (*before[-3:], *inside)):
        return "forecast"
    return "asserted"


def _sum(members: list[Group]) -> Count | None:
    """The count of a harm: that of its group, or the sum of coordinated groups."""
    counts = [m.count for m in members]
    if len(counts) == 1:
        return counts[0]
    known = [c for c in counts if c.low is not None and c.quantifier != "none"]
    if not known:
        return counts[0]
    if any(c.quantifier == "magnitude" for c in known):
        return known[0]
    low = sum(c.low or 0 for c in known)
    if len(known) < len(counts):
        return Count("at_least", low, None, "words")
    open_top = any(c.high is None for c in known)
    high = None if open_top else sum(c.high or 0 for c in known)
    quantifiers = {c.quantifier for c in known} - {"exact"}
    if not quantifiers:
        return Count("exact", low, high, "words")
    if len(quantifiers) == 1:
        return Count(next(iter(quantifiers)), low, high, "words")
    return Count("at_least", low, None, "words") if open_top else Count("range", low, high, "words")


def _people(members: list[Group], told: _Told) -> tuple[VictimStatus, str | None, str | None, str]:
    """Status, sex, age group and unit of the people of a claim."""
    statuses: list[str] = []
    for member in members:
        status = member.person.status if member.person else "unknown"
        for adjective in member.adjectives:
            if adjective in ("civilian", "security_forces", "militant"):
                status = adjective
        if member.person is None and not member.adjectives and member.kind in ("anaphor", "number", "counted"):
            status = told.status if (member.anaphoric or member.kind == "anaphor") else "unknown"
        statuses.append(status)
    kinds = set(statuses)
    status = statuses[0] if len(kinds) == 1 else "mixed"
    if len(kinds) == 2 and "unknown" in kinds and kinds & {"civilian"}:
        status = "civilian"
    sexes = {m.person.sex if m.person else None for m in members}
    ages = {m.person.age if m.person else None for m in members}
    unit = next((m.person.unit for m in members if m.person), "person")
    return (
        status,  # type: ignore[return-value]  # the values come from the table of statuses
        sexes.pop() if len(sexes) == 1 else None,
        ages.pop() if len(ages) == 1 else None,
        unit,
    )


def _scope(items: list[Item], harm: Harm, time: Time | None, told: _Told) -> Scope:
    """One event, a stretch of time, or as of a day."""
    if harm.measure in _STOCK:
        return "stock"
    if time is not None and time.stretch:
        return "period"
    if any("date_period" in x.tags for x in items):
        return "period"
    if items[-1].word == ":" and harm.group.kind in ("counted", "number"):
        return "period"  # a round-up's own total: the incidents follow
    if time is None and told.stretch is not None:
        return "period"
    return "incident"


def _cause(items: list[Item]) -> Cause | None:
    """The cause that the sentence names; the longest phrase, then the first."""
    causes = [item for item in items if "cause" in item.tags]
    if not causes:
        return None
    order = {"suicide_attack": 0, "drone": 1, "airstrike": 2, "mine": 3}
    best = min(causes, key=lambda item: (order.get(item.tags["cause"], 5), item.start))
    value: Cause = best.tags["cause"]
    return value


def _actor(text: str, items: list[Item]) -> str | None:
    """The actor that the sentence names: a name before a common noun."""
    for kind in ("names", "nouns"):
        for item in items:
            if item.tags.get("actor") == kind:
                return text[item.start : item.end]
    return None


def _time_for(items: list[Item], times: list[Time], at: int) -> Time | None:
    """The time of a sentence that stands nearest to a harm; not when it was said."""
    told = [t for t in times if not _said_then(items, t)]
    return min(told, key=lambda t: (abs(t.first - at), t.first), default=None)


def _said_then(items: list[Item], time: Time) -> bool:
    """Does a time stand right beside a word of speech: "said on Monday"?"""
    if time.stretch:
        return False
    before = items[max(0, time.first - 2) : time.first]
    return any("say" in x.tags for x in before) or any(
        "say" in x.tags for x in items[time.last + 1 : time.last + 2]
    )


def _when(text: str, items: list[Item], time: Time) -> tuple[date, date, str, str]:
    """Start, end, precision and words of a time."""
    return time.start, time.end, time.precision, text[items[time.first].start : items[time.last].end]


def _fill(drafts: list[_Draft]) -> None:
    """Give a headline and a lead what the next sentences tell of the same event."""
    for k, draft in enumerate(drafts):
        if draft.scope != "incident" or draft.sentence > 1:
            continue
        later = [d for d in drafts[k + 1 :] if d.scope == "incident" and 0 < d.sentence - draft.sentence <= 4]
        if draft.time is None:
            draft.time = next((d.time for d in later if d.time), None)
        if draft.measure in _VIOLENT and draft.cause is None:
            draft.cause = next((d.cause for d in later if d.cause), None)
        if draft.place is None:
            draft.place = next((d.place for d in later if d.place), None)
        if draft.status == "unknown":
            draft.status = next(
                (d.status for d in later if d.measure == draft.measure and d.count[:3] == draft.count[:3]),
                draft.status,
            )


def _same(drafts: list[_Draft]) -> None:
    """Link a toll that is told again to its first telling."""
    for k, draft in enumerate(drafts):
        if draft.part_of is not None or draft.modality != "asserted":
            continue
        for earlier in drafts[:k]:
            same_day = draft.time is None or earlier.time is None or draft.time[:2] == earlier.time[:2]
            if (
                earlier.measure == draft.measure
                and earlier.same_as is None
                and earlier.part_of is None
                and earlier.sentence != draft.sentence
                and (draft.status == earlier.status or "unknown" in (draft.status, earlier.status))
                and not (draft.placed and earlier.placed and _apart(draft.place, earlier.place))
                and (earlier.sentence <= 2 or draft.sentence - earlier.sentence > 3)
                and earlier.count[:3] == draft.count[:3]
                and earlier.scope == draft.scope
                and earlier.count.low is not None
                and same_day
                and (draft.count.low or 0) > 0
                and ((draft.count.low or 0) > 1 or draft.harm.group.kind == "definite")
            ):
                draft.same_as = earlier
                break


def _apart(one: Place | None, other: Place | None) -> bool:
    """Are two places surely not the same: other names, and neither a country or province?"""
    return (
        one is not None and other is not None and one.name != other.name
        and (one.precision or 1) <= 3 and (other.precision or 1) <= 3
    )  # fmt: skip


def _claims(
    report: Report, drafts: list[_Draft], fields: list[tuple[Literal["title", "text"], str]], least: float
) -> Iterator[Claim]:
    """Turn drafts into claims, with ids that are the same in every run and process."""
    texts = dict(fields)
    digests = {name: digest(text) for name, text in fields}
    seen: set[str] = set()
    kept: list[_Draft] = []
    for draft in drafts:
        draft.id = digest(report.id, draft.field, digests[draft.field], *draft.span,
                          draft.start, draft.end, draft.measure)  # fmt: skip
        if draft.id not in seen:
            seen.add(draft.id)
            kept.append(draft)
    for draft in kept:
        sure = confidence(draft.harm, draft.count)
        if sure < least:
            continue
        time = draft.time
        yield Claim(
            id=draft.id, report_id=report.id, field=draft.field, start=draft.start, end=draft.end,
            quote=texts[draft.field][draft.start : draft.end], measure=draft.measure,
            quantifier=draft.count.quantifier, low=draft.count.low, high=draft.count.high,
            unit=draft.unit, victim_status=draft.status, sex=draft.sex, age_group=draft.age,  # type: ignore[arg-type]  # table values
            part_of=draft.part_of.id if draft.part_of else None,
            same_as=draft.same_as.id if draft.same_as else None,
            scope=draft.scope, modality=draft.modality, actor=draft.actor, cause=draft.cause,
            date_start=time[0].isoformat() if time else None,
            date_end=time[1].isoformat() if time else None,
            date_precision=time[2] if time else None,  # type: ignore[arg-type]  # from Time.precision
            date_phrase=time[3] if time else None,
            place=draft.place, attribution=draft.speakers, victim_names=draft.names,
            confidence=sure, extractor=EXTRACTOR,
        )  # fmt: skip
