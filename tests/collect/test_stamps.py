"""Texts that are stamped with the day of their publication, and those that only tell days."""

from pathlib import Path

import pytest

from oversikt.collect import Collection, Fill, stamps

STORY = "Two people were hurt when a shell fell on a market in the old quarter of the town, its mayor told reporters. "
ARABIC = "أصيب شخصان بجروح إثر سقوط قذيفة على سوق في الحي القديم من البلدة، وفق ما قال رئيس بلديتها للصحفيين يوم أمس. "


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"2023-04-11\n\n{STORY}", "2023-04-11"),
        (f"Tuesday, 11 April 2023, 09:38\n\n{STORY}", "2023-04-11"),
        (f"Shell hits market\n\nPublished: April 11, 2023\n\n{STORY}", "2023-04-11"),
        (f"سوق\nالثلاثاء, ١١ نيسان ٢٠٢٣, ٠٩:٣٨\n{ARABIC}", "2023-04-11"),
        (f"قذيفة على سوق\nنشرت في: 11/04/2023 - 09:03\n{ARABIC}", "2023-04-11"),
        (f"Rakett traff torg\n11. april 2023\n\n{STORY}", "2023-04-11"),
        # Of several the first day: the page was changed, or shows the day on which it was saved.
        (f"2024-01-02\nMarket\n11.04.2023 | 14:32\nUpdated 12.04.2023\n{STORY}", "2023-04-11"),
        # Fields of posts, glued to what stood above them.
        ("Town Desk's Post\n\nTown DeskApril 11, 2023 · Shared with Public" + STORY, "2023-04-11"),
        (STORY + "5:52 PM · Apr 11, 2023·Web App16 Reposts", "2023-04-11"),
        # Where either number may be the month, nothing is told; signs and scripts tell the order.
        (f"11/04/2023\n\n{STORY}", None),
        (f"23/04/2023\n\n{STORY}", "2023-04-23"),
        (f"31.02.2023\n\n{STORY}", None),
        # Days of the story, captions, lists of other reports, and days of no year.
        (f"{STORY}The market was hit before, on 5 March 2020.", None),
        (f"The market of the old quarter before the shell, 5 March 2020 (photo: a reader)\n{STORY}", None),
        (f"{STORY}\n\nMore news\n\n2024-12-02\n\nAnother headline\n\n2024-12-02", None),
        ("\n".join(["Menu", "10 May 2025", *map(str, range(20))]) + f"\n{STORY}", None),
        (f"Tuesday, 11 April, 09:38\n{STORY}", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_text_tells_its_day_or_nothing(text: str, day: str | None) -> None:
    assert stamps.published(text) == day


def test_the_stamp_fills_in_and_overrules_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"2023-04-11\n\n{STORY}", "utf-8")
    assert [one.published for one in Collection([str(page)])] == ["2023-04-11"]
    told = Collection([str(page)], Fill(published="2023-04-12"))
    assert [one.published for one in told] == ["2023-04-12"]


def test_a_stamp_is_looked_for_in_a_time_that_grows_with_the_text() -> None:
    assert stamps.published("· 1 " * 500_000 + "2023 " * 100_000) is None
