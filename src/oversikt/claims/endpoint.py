"""Asks an OpenAI-compatible endpoint, with patience and within bounds.

The one place of the product that sends words of reports anywhere, and only to the address that the
user named: redirections are not followed, and no proxy of the environment is used.
"""

import ipaddress
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import urllib3

from oversikt.errors import EndpointError, UsageError

_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}
_WRONG = {401: "the API key is refused", 403: "the API key is refused", 404: "nothing is there"}
#: What an endpoint may refuse to know; it is then asked without.
_OPTIONAL = ("temperature", "response_format")
_BODY = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient and how trusting the asking is.

    ``timeout`` is in seconds, for connecting and between two arrivals, and twice that for a whole
    answer; ``attempts`` counts tries of one question; ``pause`` is the first wait in seconds, and
    doubles; ``longest`` is an answer's size in bytes; so many failures ``in_a_row`` end the work.
    """

    timeout: float = 120.0
    attempts: int = 4
    pause: float = 1.0
    longest_pause: float = 60.0
    longest: int = 2**22
    in_a_row: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, or its refusal, and the tokens that the endpoint counts for it."""

    content: str
    refusal: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: instructions, the report, the JSON schema of the answer, and its check."""

    instructions: str
    report: str
    schema: dict[str, Any]
    fits: Callable[[str], bool]

    def body(self, model: str) -> dict[str, Any]:
        """Return the question as the protocol has it."""
        form = {"name": "claims", "strict": True, "schema": self.schema}
        return {
            "model": model,
            "messages": [
                {"role": "system", "content": self.instructions},
                {"role": "user", "content": self.report},
            ],
            "temperature": 0,
            "response_format": {"type": "json_schema", "json_schema": form},
        }


class Unanswered(Exception):  # noqa: N818 - a report's fate, told in its reading, and no error
    """One question got no answer; the rest goes on.

    Args:
        reason: Why.
        again: Whether the same question may be answered another time.
    """

    def __init__(self, reason: str, *, again: bool) -> None:
        self.reason = reason
        self.again = again
        super().__init__(reason)


@dataclass(slots=True)
class Account:
    """What asking cost, what was refused, and what of the answers was dropped and why."""

    name: str
    requests: int = 0
    repeated: int = 0
    remembered: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    refusals: int = 0
    unanswered: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def lines(self) -> list[str]:
        """Return it as lines for people."""
        asked = (
            f"{self.name}: {self.requests} requests ({self.repeated} of them again), "
            f"{self.remembered} answers remembered; {self.tokens_in} tokens in, "
            f"{self.tokens_out} out; {self.refusals} refusals, {self.unanswered} unanswered"
        )
        told = [asked, f"{self.name}: {self.kept} claims kept, {self.dropped.total()} dropped"]
        told += [f"  {n} dropped: {why}" for why, n in sorted(self.dropped.items())]
        return told + [f"  {n} emptied: {what}" for what, n in sorted(self.emptied.items())]


class Endpoint:
    """A model at an address.

    Args:
        url: The endpoint's base, such as ``http://localhost:11434/v1``.
        model: The model's name there.
        key: What the endpoint asks for, if anything.
        limits: Patience and bounds.

    Raises:
        UsageError: The address is none, or would carry the key unencrypted over a network.
    """

    def __init__(
        self, url: str, model: str, key: str | None = None, limits: Limits | None = None
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise UsageError(f"--endpoint {url!r} is no address such as http://localhost:11434/v1")
        if key and parts.scheme == "http" and not _is_near(parts.hostname):
            raise UsageError(f"--endpoint {url}: the API key would travel unencrypted; use https")
        self.url = url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"
        self.model = model
        self.account = Account(f"{model} at {parts.hostname}")
        self._limits = limits or Limits()
        self._pool = urllib3.PoolManager(
            num_pools=1,
            maxsize=32,
            retries=False,
            timeout=self._limits.timeout,
            headers={"content-type": "application/json", "accept-encoding": "identity"}
            | ({"authorization": f"Bearer {key}"} if key else {}),
        )
        self._unknown: set[str] = set()
        self._failures = 0
        self._answered = False

    def ask(self, question: Question) -> Answer:
        """Ask one question and return the answer, trying again where that may help.

        Args:
            question: What is asked, and what an answer must be like.

        Raises:
            Unanswered: This question got no answer; others may.
            EndpointError: The endpoint cannot be used: wrong address or key, or it failed again
                and again.
            ValueError: The limits allow no attempt.
        """
        pause = self._limits.pause
        for attempt in range(1, self._limits.attempts + 1):
            outcome = self._try(question)
            with self.account.lock:
                self.account.requests += 1
                self.account.repeated += attempt > 1
            if isinstance(outcome, Answer):
                self._count(outcome)
                return outcome
            if outcome.final or attempt == self._limits.attempts:
                raise self._failed(outcome)
            time.sleep(min(max(pause, outcome.wait), self._limits.longest_pause))
            pause *= 2
        raise ValueError("Limits.attempts is less than 1")

    def _try(self, question: Question) -> "Answer | _Trouble":
        """Ask once, without what this endpoint has refused to know."""
        body = {
            name: v for name, v in question.body(self.model).items() if name not in self._unknown
        }
        try:
            status, after, raw = self._post(json.dumps(body).encode())
        except (urllib3.exceptions.HTTPError, OSError) as error:
            return _Trouble(f"no answer: {type(error).__name__}")
        if status in _WRONG:
            raise EndpointError(f"{self.url}: status {status}: {_WRONG[status]}; {_shown(raw)}")
        if len(raw) > self._limits.longest:
            return _Trouble(f"an answer of more than {self._limits.longest} bytes", final=True)
        if status == 200:
            answer = _answer(raw)
            if isinstance(answer, _Trouble):
                return answer
            fits = answer.refusal is not None or question.fits(answer.content)
            return answer if fits else _Trouble("the answer is not of the form asked for")
        refused = {name for name in _OPTIONAL if name in body and name.encode() in raw}
        if status == 400 and refused:
            self._unknown |= refused
            return _Trouble("status 400", detail=_shown(raw))
        final = status not in _AGAIN
        return _Trouble(f"status {status}", final=final, wait=after, detail=_shown(raw))

    def _post(self, body: bytes) -> tuple[int, float, bytes]:
        """Return the status, how long the server asks to wait, and at most so much of the body."""
        ends = time.monotonic() + 2 * self._limits.timeout
        response = self._pool.request(
            "POST", self.url, body=body, preload_content=False, redirect=False, decode_content=False
        )
        raw = bytearray()
        try:
            while part := response.read1(2**16):
                raw += part
                if len(raw) > self._limits.longest:
                    break
                if time.monotonic() > ends:
                    raise TimeoutError
        finally:
            response.close()
        after = response.headers.get("retry-after", "")
        return response.status, float(after) if after.isdecimal() else 0.0, bytes(raw)

    def _count(self, answer: Answer) -> None:
        """Note what an answer cost."""
        with self.account.lock:
            self._failures, self._answered = 0, True
            self.account.tokens_in += answer.tokens_in
            self.account.tokens_out += answer.tokens_out

    def _failed(self, trouble: "_Trouble") -> Exception:
        """Note that a question got no answer; return what is to be raised.

        What is wrong with one report (too long for the model) does not end the work of the others,
        unless nothing was ever answered.
        """
        with self.account.lock:
            self._failures += not trouble.final or not self._answered
            self.account.unanswered += 1
            often = self._failures >= self._limits.in_a_row
        if often:
            return EndpointError(
                f"{self.url}: {self._failures} failures in a row; last: {trouble.reason} "
                f"{trouble.detail}".rstrip()
            )
        return Unanswered(trouble.reason, again=not trouble.final)


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why one try got no answer, whether another is in vain, and how long the server asks to wait.

    ``detail`` is what the server says, for the user and no publication.
    """

    reason: str
    final: bool = False
    wait: float = 0.0
    detail: str = ""


def _answer(raw: bytes) -> Answer | _Trouble:
    """Read an answer of the protocol, or say what is wrong with it."""
    try:
        plain = json.loads(raw)
        choice = plain["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
        if choice.get("finish_reason") == "content_filter":
            refusal = refusal or "content filter"
        used = plain.get("usage") or {}
        tokens = [used.get(name) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return _Trouble("the answer is not of the protocol")
    if choice.get("finish_reason") == "length":
        return _Trouble("the answer is cut off", final=True)
    if not isinstance(refusal or content, str):
        return _Trouble("the answer is not of the protocol")
    counts = [t if isinstance(t, int) and t > 0 else 0 for t in tokens]
    return Answer(content if isinstance(content, str) else "", refusal, *counts)


def _shown(raw: bytes) -> str:
    """Return the beginning of a server's message, fit for a terminal."""
    text = raw[:_BODY].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _is_near(host: str) -> bool:
    """Is this the machine itself, or an address of a private network?"""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
