"""Words as evidence: rarity comes from a frozen table that names nobody."""

from importlib.resources import files

from oversikt.incidents.words import RAREST, bits, bits_of, key, phrases, words


def test_the_table_holds_digests_and_no_words() -> None:
    lines = (files("oversikt.incidents") / "frequencies.tsv").read_text("utf-8").splitlines()[1:]
    assert len(lines) > 10_000
    for line in lines:
        digest, rarity = line.split("\t")
        assert len(digest) == 8
        assert int(digest, 16) >= 0
        assert 0 <= int(rarity) < RAREST


def test_common_words_weigh_little_and_unknown_ones_most() -> None:
    assert bits("the") < bits("gunfire") < bits("zanjilitown") == RAREST
    assert set(bits_of("The police at Zanjilitown")) == {"zanjilitown"}


def test_spellings_of_one_word_meet() -> None:
    assert words("قصـ.ـف الأحياء") == words("قصف احياء")
    assert key("police") == key(words("POLICE’s")[0])


def test_two_rare_words_side_by_side_are_a_phrase() -> None:
    assert phrases("police said Qahtan Farisov was there") == {"qahtan farisov"}
    assert phrases("police said\nQahtan") == frozenset()
