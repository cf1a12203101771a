"""Which files there are, of which kind, and in which order they are read."""

import codecs
import gzip
import hashlib
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal, cast

from oversikt.collect import lines, plain, stamps
from oversikt.errors import InputError, UsageError
from oversikt.records import Report, Skipped, dumps

Kind = Literal["jsonl", "json", "text", "html"]

# A book of 32 million characters is no news report; a file that claims to be one is a mistake or
# an attack, and reading it would stop the rest.
MAX_TEXT = 32 * 2**20
MAX_LINE = 6 * MAX_TEXT + 2**20  # "\u0061" takes six bytes a character
KINDS: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".txt": "text", ".text": "text",
    ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Fill:
    """What the user says about the input, put in where the input itself is silent.

    ``published`` (ISO 8601), ``language`` (BCP 47) and ``publisher`` fill fields that are ``None``
    and overwrite nothing. ``kind`` says what standard input and files without a telling name are;
    ``encoding`` is that of text files.

    Raises:
        UsageError: ``published`` is no date, or the encoding is unknown.
    """

    published: str | None = None
    language: str | None = None
    publisher: str | None = None
    kind: Kind | None = None
    encoding: str = "utf-8"

    def __post_init__(self) -> None:
        if self.published is not None and not lines.is_moment(self.published):
            raise UsageError(f"--published {self.published!r} is no date such as 2017-07-02")
        try:
            codecs.lookup(self.encoding)
        except LookupError as error:
            raise UsageError(f"--encoding {self.encoding!r} is not known") from error

    def into(self, report: Report) -> Report:
        """Return the report with its empty fields filled."""
        given = {"published": self.published, "language": self.language}
        given["publisher"] = self.publisher
        missing = {k: v for k, v in given.items() if v and getattr(report, k) is None}
        return replace(report, **missing) if missing else report


class Collection:
    """Reports out of files, one after another, with an account of what could not be read.

    Iterate once. At any moment ``reports`` counts what was yielded, ``skipped`` lists what was
    not, and ``repeated`` counts reports that stood twice in the input, word for word. Memory holds
    one report and about 200 bytes for every id seen.

    Args:
        sources: Paths of files and folders, and ``-`` for standard input. Folders are walked in
            the order of their names; hidden files in them are passed over.
        fill: What the user says about the input.
        tell: Called with each skipped input at once, for those who wait.
    """

    def __init__(
        self,
        sources: Iterable[str],
        fill: Fill | None = None,
        tell: Callable[[Skipped], None] | None = None,
    ) -> None:
        self.reports = 0
        self.repeated = 0
        self.skipped: list[Skipped] = []
        self._sources = tuple(sources)
        self._fill = fill or Fill()
        self._tell = tell
        self._seen: dict[bytes, bytes] = {}

    def __iter__(self) -> Iterator[Report]:
        """Yield the reports in the order of the sources."""
        for source in self._sources:
            for found in self._of(source):
                self.reports += 1
                yield found

    def skip(self, source: str, reason: str, line: int | None = None) -> None:
        """Note an input that could not be read."""
        skipped = Skipped(source, reason, line)
        self.skipped.append(skipped)
        if self._tell:
            self._tell(skipped)

    def _of(self, source: str) -> Iterator[Report]:
        if source == "-":
            yield from self._stream(sys.stdin.buffer, "-", "-", self._fill.kind or "jsonl")
            return
        for path, name in self._files(source):
            kind = self._fill.kind or kind_of(path)
            if kind is None:
                known = " ".join(sorted(KINDS))
                reason = f"kind of file not known ({known}, also .gz); say --input jsonl|text|html"
                self.skip(path, reason)
                continue
            try:
                with Path(path).open("rb") as stream:
                    yield from self._stream(stream, path, name, kind)
            except OSError as error:
                self.skip(path, f"cannot be read: {error.strerror or error}")

    def _files(self, source: str) -> Iterator[tuple[str, str]]:
        """Yield the path of each file, and its name as it goes into ids."""
        top = Path(source)
        if not top.is_dir():
            yield source, top.name
            return
        for folder, below, names in os.walk(
            source, onerror=lambda e: self.skip(str(e.filename), f"cannot be read: {e.strerror}")
        ):
            below[:] = sorted((b for b in below if not b.startswith(".")), key=os.fsencode)
            for name in sorted((n for n in names if not n.startswith(".")), key=os.fsencode):
                path = Path(folder, name)
                yield str(path), path.relative_to(top).as_posix()

    def _stream(self, stream: BinaryIO, source: str, name: str, kind: Kind) -> Iterator[Report]:
        """Unpack a stream where it is packed, and yield its reports."""
        buffered = io.BufferedReader(cast("io.RawIOBase", stream), 1 << 16)
        try:
            if buffered.peek(2)[:2] == GZIP:
                with gzip.GzipFile(fileobj=buffered) as unpacked:
                    packed = cast("BinaryIO", unpacked)
                    yield from self._reports(packed, source, name.removesuffix(".gz"), kind)
            else:
                yield from self._reports(buffered, source, name, kind)
        finally:
            buffered.detach()  # the owner of the stream closes it

    def _reports(self, stream: BinaryIO, source: str, name: str, kind: Kind) -> Iterator[Report]:
        number: int | None = None
        try:
            if kind == "jsonl":
                for number, line in lines.split(stream, MAX_LINE):
                    yield from self._line(line, source, name, number)
            else:
                yield from self._document(stream.read(MAX_LINE + 1), source, name, kind)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            at = None if number is None else number + 1
            self.skip(source, f"broken gzip, the rest is not read: {error}", at)

    def _line(self, line: bytes | None, source: str, name: str, number: int) -> Iterator[Report]:
        if line is None:
            self.skip(source, f"line is longer than {MAX_LINE} bytes", number)
            return
        try:
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                found = lines.report(lines.parse(line, source, number), source, name, number)
                yield from self._checked(found, source, number)
        except InputError as error:
            self.skip(error.source, error.reason, error.line)

    def _document(self, raw: bytes, source: str, name: str, kind: Kind) -> Iterator[Report]:
        if len(raw) > MAX_LINE:
            self.skip(source, f"file is larger than {MAX_LINE} bytes")
            return
        try:
            if kind == "json":
                yield from self._json(raw, source, name)
            elif kind == "html":
                from oversikt.collect import pages  # noqa: PLC0415 - half a second, pages only

                yield from self._checked(pages.report(raw, source, name), source)
            else:
                found = plain.report(raw, source, name, self._fill.encoding)
                yield from self._checked(found, source)
        except InputError as error:
            self.skip(error.source, error.reason, error.line)

    def _json(self, raw: bytes, source: str, name: str) -> Iterator[Report]:
        """Read one object, a list of objects, or JSON Lines under the name ``.json``."""
        try:
            whole = lines.parse(raw, source)
        except InputError:
            for number, line in lines.split(io.BytesIO(raw), MAX_LINE):
                yield from self._line(line, source, name, number)
            return
        for number, one in enumerate(whole if isinstance(whole, list) else [whole], 1):
            try:
                at = number if isinstance(whole, list) else None
                yield from self._checked(lines.report(one, source, name, at), source, at)
            except InputError as error:
                self.skip(error.source, error.reason, error.line)

    def _checked(self, report: Report, source: str, number: int | None = None) -> Iterator[Report]:
        """Yield the report, filled, unless it is too long or its id is taken."""
        if len(report.text) > MAX_TEXT:
            reason = f"text of {len(report.text)} characters is longer than {MAX_TEXT}"
            raise InputError(source, reason, number)
        report = self._fill.into(report)
        if report.published is None and (told := stamps.published(report.text)):
            report = replace(report, published=told)
        key = hashlib.blake2b(report.id.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        line = dumps(report.to_json()).encode()
        content = hashlib.blake2b(line, digest_size=16).digest()
        if self._seen.setdefault(key, content) is content:
            yield report
        elif self._seen[key] == content:
            self.repeated += 1
        else:
            reason = f"id {report.id[:80]!r} stands before with other content"
            raise InputError(source, reason, number)


def kind_of(path: str) -> Kind | None:
    """Tell from its name what a file holds; ``None`` where the name does not tell."""
    return KINDS.get(Path(path.removesuffix(".gz")).suffix.lower())
