"""JSON Lines and JSON documents, checked field by field and read into reports."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, BinaryIO

import orjson

from oversikt.collect import addresses
from oversikt.errors import InputError
from oversikt.records import Report, digest

FIELDS = tuple(f.name for f in fields(Report))
REST = "0000-01-01"
NAMES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number",
         float: "a number", type(None): "null"}  # fmt: skip


def split(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a stream with their numbers, without ever holding more than one.

    Args:
        stream: Bytes, unpacked already.
        limit: Longest line in bytes; what is longer is passed over to its end.

    Yields:
        Line number from 1, and the line, or ``None`` where it is longer than the limit.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def parse(line: bytes, source: str, number: int | None = None) -> Any:
    """Return the JSON value of a line, lone surrogates in escapes included.

    Args:
        line: UTF-8 bytes; a byte order mark at the start is passed over.
        source: Name of the file, for the message.
        number: Line number, for the message.

    Raises:
        InputError: The line is not UTF-8, or not JSON.
    """
    line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        pass  # orjson refuses lone surrogates, which reports do hold: the slower parser decides
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        byte = line[error.start]
        reason = f"not UTF-8: byte 0x{byte:02x} at {error.start}; convert it first (iconv)"
        raise InputError(source, reason, number) from error
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg} at column {error.colno}"
        raise InputError(source, reason, number) from error
    except (ValueError, RecursionError) as error:
        reason = f"not JSON that can be read: {str(error).splitlines()[0]}"
        raise InputError(source, reason, number) from error


def report(plain: Any, source: str, name: str, number: int | None = None) -> Report:
    """Check one JSON object against the Report contract and return the report.

    A field that is missing is ``None``; fields that the contract does not know are passed over. A
    report without ``id`` is named by the digest of the file's name and its own fields. One without
    ``published`` is dated by its address where that tells the day.

    Args:
        plain: The parsed line.
        source: Name of the file as the user gave it, for messages.
        name: Name of the file that goes into the digest, the same from any folder.
        number: Line number, for messages.

    Raises:
        InputError: A field has the wrong type, or ``published`` is not ISO 8601.
    """
    if not isinstance(plain, Mapping):
        raise InputError(source, f"must be an object, not {NAMES[type(plain)]}", number)
    if "text" not in plain:
        raise InputError(source, "has no field 'text'", number)
    if not isinstance(plain["text"], str):
        kind = NAMES[type(plain["text"])]
        raise InputError(source, f"field 'text' must be a string, not {kind}", number)
    known = {field: plain[field] for field in FIELDS if plain.get(field) is not None}
    for field, value in known.items():
        if not isinstance(value, str):
            reason = f"field '{field}' must be a string or null, not {NAMES[type(value)]}"
            raise InputError(source, reason, number)
    if known.get("id") == "":
        raise InputError(source, "field 'id' is empty", number)
    if "published" in known and not is_moment(known["published"]):
        reason = (
            f"field 'published' is {known['published'][:40]!r}; it must be a date or time "
            "such as 2017-07-02 or 2017-07-02T09:30:00Z"
        )
        raise InputError(source, reason, number)
    if "id" not in known:
        known["id"] = digest(name, *(known.get(field) for field in FIELDS if field != "id"))
    if "published" not in known and (told := addresses.published(known.get("url", ""))):
        known["published"] = told
    return Report(**known)


def is_moment(words: str) -> bool:
    """Tell whether a string is an ISO 8601 date or time, as ``published`` must be.

    A month (``2019-10``) or a year is a date too, of lower precision: posts are often kept so.
    """
    try:
        datetime.fromisoformat(words + REST[len(words) :] if len(words) in {4, 7} else words)
    except ValueError:
        return False
    return words.isascii()
