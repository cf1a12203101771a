"""The body of ``oversikt publish``: all formats into one folder, with a manifest."""

import hashlib
import json
from pathlib import Path

from oversikt import __version__
from oversikt.errors import UsageError
from oversikt.publish.edition import Edition
from oversikt.publish.formats import FILES, encoded

MANIFEST = "manifest.json"


def publish(edition: Edition, folder: Path) -> tuple[Path, ...]:
    """Write an edition in every format into a folder, and last a manifest with their SHA-256.

    The manifest comes last, so that a folder with one is whole. It also holds the digests of the
    reports that were read, which prove later what the overview was made from.

    Args:
        edition: What is published, sealed.
        folder: Made where it is absent; files of an earlier edition of the same name are replaced.

    Returns:
        The files that were written.

    Raises:
        UsageError: When the folder cannot be written to.
    """
    written = []
    digests = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, make in FILES.items():
            made = encoded(make(edition))
            (folder / name).write_bytes(made)
            digests[name] = hashlib.sha256(made).hexdigest()
            written.append(folder / name)
        manifest = {
            "notice": edition.notice,
            "month": edition.month,
            "profile": edition.overview.profile,
            "made_with": f"oversikt {__version__}",
            "files": digests,
            "reports": dict(edition.digests),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        (folder / MANIFEST).write_bytes(encoded(text))
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written to: {error.strerror}") from error
    return (*written, folder / MANIFEST)
