"""The gazetteer's file: a hash table that is mapped into memory and never unpacked.

A file holds five things: names as hashes, sorted; for each the entries it may mean; the entries,
of fixed length; their names; and the provinces. Opening it maps it (0.1 ms), so a command that
names no place pays nothing, processes share one copy, and a word that is no name costs one CRC-32
and one or two comparisons. Names themselves are not stored but 48 bits of hash, which makes a
false hit on a text's word about one in a thousand million.

The same format serves the bundled file, its hand-made supplement and users' own additions.
"""

import hashlib
import json
import mmap
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

from oversikt.errors import StoreError

Kind = Literal["city", "admin1", "country", "region", "site", "district", "water"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_MAGIC = b"OVSK-GAZ1\n"
_ENTRY = struct.Struct("<IIiiIHBB")  # id, population, lat, lon, name offset, area, kind, length
_UNKNOWN = -(2**31)
_MANY = 1 << 31
_NO_ENTRY = _MANY - 1
_LOWER = 0x80
_LOWER_HEAD = 0x40


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that the gazetteer knows.

    ``country`` is ISO 3166-1 alpha-2, ``admin1`` ISO 3166-2 with its English name beside it.
    ``geonames_id`` is ``None`` where GeoNames' number is not known. ``lat`` and ``lon`` are in
    degrees; for areas the centre, ``None`` where unknown. ``population`` 0 means unknown. A region
    that lies in several countries has no ``country``. ``own`` tells that the name looked up stands
    in our own list or the user's, and so is no stray word of GeoNames' hundreds of languages.
    """

    name: str
    kind: Kind
    country: str | None = None
    admin1: str | None = None
    admin1_name: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonames_id: int | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with every name it is to be found by, as spelled in texts.

    Names that begin with a small letter may be matched in small letters ("bande de Gaza").
    """

    entry: Entry
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """What an index knows of one key: its entries and how names that begin with it go on.

    ``longest`` is the number of words of the longest name whose first word is the key; ``lower``
    says that the name may stand in small letters, ``lower_head`` that one beginning so may.
    """

    entries: tuple[Entry, ...]
    longest: int
    lower: bool
    lower_head: bool


def write(path: Path, named: Iterable[Named], keys: Mapping[str, tuple[str, ...]]) -> None:
    """Write an index file.

    Args:
        path: File to write; replaced in one step, so a reader never sees half of it.
        named: Entries with their names.
        keys: For each name the folded keys it is found by (see ``gazetteer.keys_of``).

    Raises:
        ValueError: If two different keys share all 48 bits of their hash.
    """
    ordered = sorted(named, key=lambda n: _order(n.entry))
    areas: dict[tuple[str | None, str | None, str | None], int] = {}
    blob = bytearray()
    offsets: dict[bytes, int] = {}
    rows = bytearray()
    refs: dict[str, set[int]] = {}
    longest: dict[str, int] = {}
    lower: set[str] = set()
    lower_heads: set[str] = set()
    for number, item in enumerate(ordered):
        entry = item.entry
        area = areas.setdefault((entry.country, entry.admin1, entry.admin1_name), len(areas))
        name = entry.name.encode()[:255]
        if name not in offsets:
            offsets[name] = len(blob)
            blob += name
        rows += _ENTRY.pack(
            entry.geonames_id or 0, entry.population, _degrees(entry.lat), _degrees(entry.lon),
            offsets[name], area, KINDS.index(entry.kind), len(name),
        )  # fmt: skip
        for name_text in item.names:
            for key in keys[name_text]:
                refs.setdefault(key, set()).add(number)
                head, *tail = key.split(" ")
                longest[head] = max(longest.get(head, 0), 1 + len(tail))
                if name_text[:1].islower():
                    lower.add(key)
                    lower_heads.add(head)
    slots = sorted((*_hashes(key), key) for key in refs.keys() | longest.keys())
    for (crc, check, key), (next_crc, next_check, next_key) in pairwise(slots):
        if (crc, check) == (next_crc, next_check):
            raise ValueError(f"names {key!r} and {next_key!r} have one hash; change its salt")
    lists: list[int] = []
    targets: list[int] = []
    for _, _, key in slots:
        numbers = sorted(refs.get(key, ()))
        if not numbers:
            targets.append(_NO_ENTRY)
        elif len(numbers) == 1:
            targets.append(numbers[0])
        else:
            targets.append(_MANY | len(lists))
            lists += [len(numbers), *numbers]
    bits = max(1, (len(slots) // 2).bit_length())
    starts = [0] * ((1 << bits) + 1)
    for crc, _, _ in slots:
        starts[(crc >> (32 - bits)) + 1] += 1
    for bucket in range(1 << bits):
        starts[bucket + 1] += starts[bucket]
    flags = bytes(
        min(longest.get(key, 0), 15)
        | (_LOWER if key in lower else 0)
        | (_LOWER_HEAD if key in lower_heads else 0)
        for _, _, key in slots
    )
    sections = {
        "starts": struct.pack(f"<{len(starts)}I", *starts),
        "crcs": struct.pack(f"<{len(slots)}I", *(crc for crc, _, _ in slots)),
        "targets": struct.pack(f"<{len(targets)}I", *targets),
        "lists": struct.pack(f"<{len(lists)}I", *lists),
        "checks": struct.pack(f"<{len(slots)}H", *(check for _, check, _ in slots)),
        "flags": flags,
        "rows": bytes(rows),
        "blob": bytes(blob),
    }
    header = json.dumps(
        {
            "bits": bits,
            "entries": len(ordered),
            "keys": len(slots),
            "areas": list(areas),
            "sizes": {name: len(part) for name, part in sections.items()},
        },
        separators=(",", ":"),
    ).encode()
    body = bytearray(_MAGIC + len(header).to_bytes(4, "little") + header)
    for part in sections.values():
        body += bytes(-len(body) % 8) + part
    scratch = path.with_name(path.name + ".part")
    scratch.write_bytes(body)
    scratch.replace(path)


class Index:
    """One index file, mapped.

    Args:
        path: The file.

    Raises:
        StoreError: If the file is no index, or was cut short.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise StoreError(f"{path}: the gazetteer cannot be opened ({error})") from error
        start = len(_MAGIC) + 4
        length = int.from_bytes(self._map[len(_MAGIC) : start], "little")
        if bytes(self._map[: len(_MAGIC)]) != _MAGIC or start + length > len(self._map):
            raise StoreError(f"{path}: this is no gazetteer of this version; build it anew")
        header = json.loads(bytes(self._map[start : start + length]))
        place = start + length
        parts: dict[str, memoryview] = {}
        for name, size in header["sizes"].items():
            place += -place % 8
            parts[name] = self._map[place : place + size]
            place += size
        if place > len(self._map):
            raise StoreError(f"{path}: the gazetteer is cut short; build it anew")
        self._shift = 32 - header["bits"]
        self._areas = [tuple(area) for area in header["areas"]]
        self._starts = parts["starts"].cast("I")
        self._crcs = parts["crcs"].cast("I")
        self._targets = parts["targets"].cast("I")
        self._lists = parts["lists"].cast("I")
        self._checks = parts["checks"].cast("H")
        self._flags = parts["flags"]
        self._rows = parts["rows"]
        self._blob = parts["blob"]
        self.keys: int = header["keys"]
        self.entries: int = header["entries"]

    def find(self, key: str) -> Hit | None:
        """Return what is known of a folded key, or ``None``: the common case, and a fast one."""
        raw = key.encode("utf-8", "surrogatepass")
        return self.named(raw, zlib.crc32(raw))

    def named(self, raw: bytes, crc: int) -> Hit | None:
        """Return what is known of an encoded key with its CRC-32, which several indexes share."""
        bucket = crc >> self._shift
        crcs = self._crcs
        for slot in range(self._starts[bucket], self._starts[bucket + 1]):
            if crcs[slot] == crc and self._checks[slot] == _check(raw):
                flags = self._flags[slot]
                return Hit(
                    self._entries_of(slot),
                    flags & 15,
                    bool(flags & _LOWER),
                    bool(flags & _LOWER_HEAD),
                )
        return None

    def __iter__(self) -> Iterator[Entry]:
        return (self.entry(number) for number in range(self.entries))

    def entry(self, number: int) -> Entry:
        """Return the entry with a running number."""
        gid, population, lat, lon, offset, area, kind, length = _ENTRY.unpack_from(
            self._rows, number * _ENTRY.size
        )
        country, admin1, admin1_name = self._areas[area]
        return Entry(
            name=str(self._blob[offset : offset + length], "utf-8"),
            kind=KINDS[kind],
            country=country,
            admin1=admin1,
            admin1_name=admin1_name,
            lat=None if lat == _UNKNOWN else lat / 1e5,
            lon=None if lon == _UNKNOWN else lon / 1e5,
            population=population,
            geonames_id=gid or None,
        )

    def _entries_of(self, slot: int) -> tuple[Entry, ...]:
        target = self._targets[slot]
        if target == _NO_ENTRY:
            return ()
        if target < _MANY:
            return (self.entry(target),)
        at = target - _MANY
        return tuple(self.entry(n) for n in self._lists[at + 1 : at + 1 + self._lists[at]])


def _order(entry: Entry) -> tuple[str, ...]:
    return (
        entry.country or "", entry.admin1 or "", entry.kind, entry.name,
        f"{entry.geonames_id or 0:012}", repr(entry.lat), repr(entry.lon),
    )  # fmt: skip


def _degrees(value: float | None) -> int:
    return _UNKNOWN if value is None else round(value * 1e5)


def _check(raw: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(raw, digest_size=2).digest(), "little")


def _hashes(key: str) -> tuple[int, int]:
    raw = key.encode("utf-8", "surrogatepass")
    return zlib.crc32(raw), _check(raw)
