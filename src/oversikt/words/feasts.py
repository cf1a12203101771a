"""The days of feasts: fixed, by a weekday of a month, by Easter, by the Islamic calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, easter
from dateutil.relativedelta import relativedelta, weekday
from hijridate import Hijri


@dataclass(frozen=True, slots=True, kw_only=True)
class Feast:
    """How a feast's day is found in a year: one of four ways.

    Args:
        month: Month of a feast with a fixed day, or with a fixed weekday.
        day: Day of that month.
        weekday: Monday is 0; the ``nth`` of the month, counted from its end where negative.
        nth: Which of those weekdays.
        easter: Days from Easter Sunday of the western churches.
        pascha: Days from that of the eastern churches.
        hijri: Month and day of the Islamic calendar; day 0 is the one before the month.
        led: Whether the name stands for a season too, so that it is a day only behind a word of
            time or before a word of what was done ("on Christmas", "the Christmas shooting").
    """

    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    easter: int | None = None
    pascha: int | None = None
    hijri: tuple[int, int] | None = None
    led: bool = False

    def of_year(self, year: int) -> list[date]:
        """The days of a year on which the feast falls: one, but of the Islamic calendar none to two.

        Source:
            Gregorian and Julian computus of ``dateutil.easter``; Umm al-Qura calendar of
            ``hijridate`` (1343 to 1500 AH).
        """
        if self.easter is not None:
            return [easter(year) + timedelta(days=self.easter)]
        if self.pascha is not None:
            return [easter(year, EASTER_ORTHODOX) + timedelta(days=self.pascha)]
        if self.hijri is not None:
            return [d for d in map(self._of_hijri, _hijri_years(year)) if d.year == year]
        if self.nth:
            end = relativedelta(
                day=1 if self.nth > 0 else 31, weekday=weekday(self.weekday, self.nth)
            )
            return [date(year, self.month, 1) + end]
        return [date(year, self.month, self.day)]

    def _of_hijri(self, year: int) -> date:
        month, day = self.hijri or (1, 1)
        return date.fromordinal(Hijri(year, month, 1).to_gregorian().toordinal() + day - 1)


def _hijri_years(year: int) -> range:
    """The Islamic years that a year may hold days of, within the tables."""
    near = round((year - 622) * 33 / 32)
    return range(max(1343, near - 1), min(1500, near + 1) + 1)
