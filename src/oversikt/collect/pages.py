"""HTML pages: main text, headline and date, taken out once so that offsets refer to them."""

import logging

from trafilatura import bare_extraction

from oversikt.collect.lines import is_moment
from oversikt.errors import InputError
from oversikt.records import Report, digest

# Its warnings about pages without text are told by us as skipped input, with the file's name.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def report(raw: bytes, source: str, name: str) -> Report:
    """Read one saved page as one report.

    Comments are left out: they are other people's words. The date is looked for in the page's own
    metadata only, since a guess from its text would anchor every relative date wrongly.

    Args:
        raw: The page's bytes, in any encoding that it declares.
        source: Name of the file as the user gave it, for messages.
        name: Name of the file that goes into the digest, the same from any folder.

    Returns:
        The report; ``language`` is left to the reader, for pages often declare the template's.

    Raises:
        InputError: No main text is found in the page.
    """
    page = bare_extraction(
        raw,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    lines = [] if page is None or isinstance(page, dict) else (page.text or "").splitlines()
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    if page is None or isinstance(page, dict) or not text:
        raise InputError(source, "no main text found in the page")
    return Report(
        id=digest(name, text),
        text=text,
        title=page.title or None,
        published=page.date if page.date and is_moment(page.date) else None,
        url=page.url or None,
        publisher=page.sitename or None,
        author=page.author or None,
    )
