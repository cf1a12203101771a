"""The form of a model's answer, and the answers that are remembered by what was asked."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from oversikt.claims.endpoint import Answer
from oversikt.errors import UsageError
from oversikt.records import (
    AttributionKind,
    Cause,
    DatePrecision,
    Measure,
    Modality,
    Quantifier,
    Scope,
    Unit,
    VictimStatus,
)
from oversikt.sentences.sentence import Field
from oversikt.words.pack import Age, Sex


class Form(BaseModel):
    """A part of an answer; nothing may be missing from it, and nothing may be beside it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Speaker(Form):
    """Who says so."""

    name: str
    kind: AttributionKind


class Said(Form):
    """One claim as a model says it: words of the report and no offsets, which models cannot count.

    ``words`` are those of the quote that give the number or name the victim; ``part_of`` and
    ``same_as`` are positions of earlier claims in the answer, from 0.
    """

    field: Field
    quote: str
    words: str
    measure: Measure
    quantifier: Quantifier
    low: int | None
    high: int | None
    unit: Unit
    victim_status: VictimStatus
    affiliation: str | None
    sex: Sex
    age_group: Age
    part_of: int | None
    same_as: int | None
    scope: Scope
    modality: Modality
    actor: str | None
    cause: Cause | None
    date_start: str | None
    date_end: str | None
    date_precision: DatePrecision | None
    date_phrase: str | None
    place: str | None
    attribution: list[Speaker]
    victim_names: list[str]


class Whole(Form):
    """A whole answer; its JSON schema is what the endpoint is asked to follow."""

    claims: list[Said]


SCHEMA: dict[str, Any] = Whole.model_json_schema()


def parsed(content: str) -> list[Any] | None:
    """Return the claims of an answer, each yet to be checked; ``None`` where it is no answer."""
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        return None
    claims = plain.get("claims") if isinstance(plain, dict) else None
    return claims if isinstance(claims, list) else None


def said(plain: Any) -> Said | None:
    """Return one claim of an answer; ``None`` where it is not of the form."""
    try:
        return Said.model_validate(plain)
    except ValidationError:
        return None


class Answers:
    """Answers kept in a folder, each under the digest of the address and of all that was asked.

    So a second run over the same reports asks nothing. They quote reports, names included: only
    the user may read the folder.

    Args:
        folder: Made where it is absent.

    Raises:
        UsageError: The folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            reason = f"{folder}: answers cannot be kept there: {error.strerror}"
            raise UsageError(f"{reason}; set OVERSIKT_ANSWERS to a folder") from error

    @staticmethod
    def key(url: str, question: Mapping[str, Any]) -> str:
        """Return the digest of an address and of all that is asked there."""
        asked = json.dumps([url, question], sort_keys=True)
        return hashlib.sha256(asked.encode()).hexdigest()

    def get(self, key: str) -> Answer | None:
        """Return the answer kept under a key; a file that is broken is none."""
        try:
            return Answer(**json.loads((self._folder / f"{key}.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer, whole or not at all, also where several processes do."""
        words = json.dumps(asdict(answer))
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(words)
            Path(name).replace(self._folder / f"{key}.json")
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
