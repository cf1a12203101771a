"""How a long estimate tells of its progress and is asked to stop."""

from typing import Protocol


class Watch(Protocol):
    """Looks on while an estimate runs."""

    def step(self, part: str, done: float, total: float) -> bool:
        """Hear how far a part has come, and return whether to go on.

        Args:
            part: The model, or the stratum and model.
            done: How much is done, in the part's own unit.
            total: How much there is.

        Returns:
            False to stop at once; what is done so far is then given back, marked as interrupted.
        """
        ...


class Silent:
    """A watch that lets everything run to its end."""

    def step(self, part: str, done: float, total: float) -> bool:
        """Go on."""
        del part, done, total
        return True


SILENT = Silent()
