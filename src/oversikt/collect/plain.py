"""Plain text files, read into reports."""

import codecs

from oversikt.errors import InputError
from oversikt.records import Report, digest


def decode(raw: bytes, source: str, encoding: str) -> str:
    """Return the text of a file, line ends made one kind so that blank lines part paragraphs.

    Args:
        raw: The file's bytes.
        source: Name of the file, for the message.
        encoding: Name of the encoding; a byte order mark goes before it, for it says what it is.

    Raises:
        InputError: The bytes are not in that encoding.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif raw.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        reason = (
            f"not {encoding}: byte 0x{raw[error.start]:02x} at {error.start}; "
            "name its encoding with --encoding (such as windows-1256)"
        )
        raise InputError(source, reason) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def report(raw: bytes, source: str, name: str, encoding: str) -> Report:
    """Read one text file as one report, named by the digest of file name and text.

    Args:
        raw: The file's bytes.
        source: Name of the file as the user gave it, for messages.
        name: Name of the file that goes into the digest, the same from any folder.
        encoding: Name of the encoding.

    Raises:
        InputError: The file is empty, or not in that encoding.
    """
    text = decode(raw, source, encoding)
    if not text.strip():
        raise InputError(source, "empty: there is no text to read")
    return Report(id=digest(name, text), text=text)
