"""Every error that Oversikt raises on purpose.

    OversiktError
    ├── UsageError          what was asked cannot be done as asked (exit status 2)
    │   └── SettingsError   an unknown key or an impossible value in oversikt.toml or environment
    ├── InputError          one input cannot be read; it is named, skipped and counted (status 3)
    ├── PackError           a language pack or rule profile contradicts its own format
    ├── EndpointError       the language model that the user named cannot be asked
    └── StoreError          the record cannot be opened, or would be damaged by going on

A message is one line: which file, line or field, why, and what to do about it.
"""


class OversiktError(Exception):
    """Base of all errors with a message meant for the user."""


class UsageError(OversiktError):
    """What was asked cannot be done as asked."""


class SettingsError(UsageError):
    """A setting has an unknown name or an impossible value."""


class InputError(OversiktError):
    """One input cannot be read; the rest goes on.

    Args:
        source: Name of the file or stream, as the user gave it.
        reason: Why it cannot be read, and what to do.
        line: Line number in the file, from 1, where there is one.
    """

    def __init__(self, source: str, reason: str, line: int | None = None) -> None:
        self.source = source
        self.reason = reason
        self.line = line
        place = source if line is None else f"{source}:{line}"
        super().__init__(f"{place}: {reason}")


class PackError(OversiktError):
    """A language pack or a rule profile contradicts its own format."""


class EndpointError(OversiktError):
    """The language model that the user named cannot be asked."""


class StoreError(OversiktError):
    """The record cannot be opened, or going on would damage it."""
