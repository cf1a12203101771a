"""Reads reports by a language model that the user names, and believes nothing that it cannot check.

A model is asked for words of the report; offsets are found here, and every claim passes the check
of ``evidence``. What fails is dropped and counted, and so is the rest of what asking cost.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from oversikt.claims.answers import SCHEMA, Answers, Said, parsed, said
from oversikt.claims.endpoint import Account, Answer, Endpoint, Question, Unanswered
from oversikt.claims.evidence import fault
from oversikt.claims.reader import Reader
from oversikt.claims.reading import Reading
from oversikt.errors import UsageError
from oversikt.places import Context, Gazetteer, gathered, place, resolve, unlisted
from oversikt.records import Attribution, Claim, Place, Report, digest
from oversikt.words import language as languages
from oversikt.words import pack as packs

#: Longer texts fit few models' windows, and no news report is as long.
_LONGEST = 100_000
_MOST = 1000
#: A model's own word on how sure it is says little; until its answers are fitted on gold, no claim
#: of it is called likelier than not.
_UNFITTED = 0.5


class ModelReader:
    """Reads reports by asking a model; it may be called from several threads at once.

    Args:
        endpoint: Whom to ask.
        answers: What was answered before.
        gazetteer: What is known of places; the bundled one where None.
    """

    def __init__(
        self, endpoint: Endpoint, answers: Answers, gazetteer: Gazetteer | None = None
    ) -> None:
        self._endpoint = endpoint
        self._answers = answers
        self._gazetteer = gazetteer or Gazetteer.load()
        self._rules = Reader(self._gazetteer)

    @classmethod
    def of(cls, url: str | None, model: str | None, answers: str | None) -> "ModelReader":
        """Return the reader for what the settings name; the key comes from the environment.

        Args:
            url: Address of the endpoint.
            model: Name of the model.
            answers: Folder that keeps the answers; one in the user's cache where None.

        Raises:
            UsageError: Address or model is not named, or impossible.
        """
        if not url or not model:
            raise UsageError(
                "--reader llm asks the model that you name: give --endpoint URL and --model NAME"
            )
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        folder = Path(answers) if answers else Path(home, "oversikt", "answers")
        key = os.environ.get("OVERSIKT_API_KEY") or None
        return cls(Endpoint(url, model, key), Answers(folder))

    @property
    def account(self) -> Account:
        """What asking has cost so far."""
        return self._endpoint.account

    def read(self, report: Report) -> Reading:
        """Return the claims of a report that the model names and the report bears out.

        Args:
            report: One report; its text may be anything at all.

        Returns:
            The reading. ``unread`` says why there is none: no text, too long, refused, unanswered.

        Raises:
            EndpointError: The endpoint cannot be used.
        """
        code, _ = languages.of(report)
        spoken = code or report.language
        if not f"{report.title or ''}{report.text}".strip():
            return Reading(unread="no text")
        if len(report.text) > _LONGEST:
            return Reading(unread=f"text longer than {_LONGEST} characters", language=spoken)
        try:
            answer = self._ask(report, spoken)
        except Unanswered as told:
            reason = f"the model did not answer: {told.reason}"
            return Reading(unread=reason, language=spoken, failed=told.again)
        if answer.refusal is not None:
            with self.account.lock:
                self.account.refusals += 1
            return Reading(unread="the model refused", language=spoken)
        return Reading(tuple(self._claims(report, answer.content, code)), None, spoken)

    def _ask(self, report: Report, spoken: str | None) -> Answer:
        """Return the answer kept for a report, or ask for one and keep it."""
        question = Question(_prompt(), _shown(report, spoken), SCHEMA, _fits)
        key = Answers.key(self._endpoint.url, question.body(self._endpoint.model))
        kept = self._answers.get(key)
        if kept is not None:
            with self.account.lock:
                self.account.remembered += 1
            return kept
        answer = self._endpoint.ask(question)
        self._answers.keep(key, answer)
        return answer

    def _claims(self, report: Report, content: str, code: str | None) -> Iterator[Claim]:
        """Yield the claims of an answer that pass the check, links between them mended."""
        pack = packs.load(code) if code else None
        names = [
            (c.field, span) for c in self._rules.read(report).claims for span in c.victim_names
        ]
        told = [said(plain) for plain in (parsed(content) or ())[:_MOST]]
        context = self._context(told, code)
        kept: dict[int, Claim] = {}
        seen: set[str] = set()
        near = {"text": 0, "title": 0}
        for number, one in enumerate(told):
            made = "not of the form asked for" if one is None else self._claim(report, one, near)
            if isinstance(made, Claim) and one is not None:
                hidden = {s for f, s in names if f == made.field and _inside(s, made)}
                made = replace(
                    made,
                    victim_names=tuple(sorted({*made.victim_names, *hidden})),
                    place=self._place(report, one.place, context, code),
                )
                made = fault(report, made, pack) or made
            if isinstance(made, Claim) and made.id in seen:
                made = "told twice"
            if isinstance(made, Claim):
                seen.add(made.id)
                kept[number] = made
            else:
                self._note(dropped=made)
        with self.account.lock:
            self.account.kept += len(kept)
        for number, claim in kept.items():
            yield replace(
                claim,
                part_of=_earlier(told[number], "part_of", number, kept),
                same_as=_earlier(told[number], "same_as", number, kept),
            )

    def _claim(self, report: Report, one: Said, near: dict[str, int]) -> Claim | str:
        """Find the words of a claim in the report; return it, or why it is none."""
        text = report.title or "" if one.field == "title" else report.text
        start = text.find(one.quote, near[one.field])
        start = text.find(one.quote) if start < 0 else start
        at = one.quote.find(one.words)
        if start < 0 or not one.quote:
            return "quote not in the report"
        if at < 0 or not one.words:
            return "words of the number not in the quote"
        near[one.field] = start
        end, first = start + len(one.quote), start + at
        span = (first, first + len(one.words))
        whole = f"{report.title or ''}\n{report.text}"
        days = self._days(one, whole)
        names = [n for n in one.victim_names if n and n in one.quote]
        if len(names) < len(one.victim_names):
            self._note(emptied="name that is not in the quote")
        return Claim(
            id=digest(report.id, one.field, digest(text), *span, start, end, one.measure),
            report_id=report.id,
            field=one.field,
            start=start,
            end=end,
            quote=one.quote,
            measure=one.measure,
            quantifier=one.quantifier,
            low=one.low,
            high=one.high,
            unit=one.unit,
            victim_status=one.victim_status,
            affiliation=self._stated(one.affiliation, whole, "affiliation"),
            sex=one.sex,
            age_group=one.age_group,
            scope=one.scope,
            modality=one.modality,
            actor=self._stated(one.actor, whole, "actor"),
            cause=one.cause,
            date_start=one.date_start if days else None,
            date_end=one.date_end if days else None,
            date_precision=one.date_precision if days else None,
            date_phrase=one.date_phrase if days else None,
            attribution=tuple(
                Attribution(speaker.name, speaker.kind)
                for speaker in one.attribution
                if self._stated(speaker.name, whole, "speaker")
            ),
            victim_names=tuple(
                (start + a, start + a + len(n)) for n in names for a in [one.quote.find(n)]
            ),
            confidence=_UNFITTED,
            extractor=f"llm {self._endpoint.model}",
        )

    def _stated(self, words: str | None, whole: str, what: str) -> str | None:
        """Return words that stand in the report; others are emptied and counted."""
        if words and words in whole:
            return words
        if words:
            self._note(emptied=f"{what} that is not in the report")
        return None

    def _days(self, one: Said, whole: str) -> bool:
        """Are the days of a claim told by words of the report, and days at all?"""
        if (one.date_start, one.date_end, one.date_phrase) == (None, None, None):
            return False
        try:
            ordered = date.fromisoformat(one.date_start or "") <= date.fromisoformat(
                one.date_end or ""
            )
        except ValueError:
            ordered = False
        if ordered and one.date_precision and one.date_phrase and one.date_phrase in whole:
            return True
        self._note(emptied="days that no words of the report tell")
        return False

    def _context(self, told: Sequence[Said | None], code: str | None) -> Context:
        """Gather the places that the answer names, before any of them is resolved."""
        phrases = [one.place for one in told if one is not None and one.place]
        return gathered([(phrase, self._gazetteer.lookup(phrase, code)) for phrase in phrases])

    def _place(
        self, report: Report, phrase: str | None, context: Context, code: str | None
    ) -> Place | None:
        """Return what the gazetteer makes of a place that the report names."""
        if not self._stated(phrase, f"{report.title or ''}\n{report.text}", "place") or not phrase:
            return None
        here = replace(context, phrase=phrase)
        entry = resolve(self._gazetteer.lookup(phrase, code), here)
        return unlisted(phrase, here) if entry is None else place(entry, phrase)

    def _note(self, dropped: str | None = None, emptied: str | None = None) -> None:
        """Count what of an answer was not believed."""
        with self.account.lock:
            if dropped:
                self.account.dropped[dropped] += 1
            if emptied:
                self.account.emptied[emptied] += 1


@cache
def _prompt() -> str:
    """The instructions: the codebook in short."""
    return resources.files("oversikt.claims").joinpath("prompt.txt").read_text("utf-8")


def _shown(report: Report, spoken: str | None) -> str:
    """Return a report as the model sees it: verbatim, with what dates it."""
    told = {"Title": report.title, "Published": report.published, "Language": spoken}
    head = "".join(f"{name}: {value}\n" for name, value in told.items() if value)
    return f"{head}Text:\n{report.text}"


def _fits(content: str) -> bool:
    """Is this an answer at all?"""
    return parsed(content) is not None


def _inside(span: tuple[int, int], claim: Claim) -> bool:
    """Does a span lie in the quote of a claim?"""
    return claim.start <= span[0] < span[1] <= claim.end


def _earlier(
    one: Said | None, link: Literal["part_of", "same_as"], number: int, kept: Mapping[int, Claim]
) -> str | None:
    """Return the id of the earlier claim that a link leads to; ``None`` where that was dropped."""
    to: int | None = getattr(one, link)
    return kept[to].id if to is not None and to < number and to in kept else None
