"""Plain text files, read into reports."""

from oversikt.errors import InputError
from oversikt.records import Report, digest


def decode(raw: bytes, source: str, encoding: str) -> str:
    """Return the text of a file, line ends made one kind so that blank lines part paragraphs.

    Args:
        raw: The file's bytes.
        source: Name of the file, for the message.
        encoding: Name of the encoding; a byte order mark of UTF-8 is passed over.

    Raises:
        InputError: The bytes are not in that encoding.
    """
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
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
