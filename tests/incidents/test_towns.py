"""Towns of the first sentences, as evidence."""

from oversikt.incidents.towns import Size, towns


def test_a_town_is_the_same_in_every_script() -> None:
    arabic = towns("قصف صاروخي استهدف مدينة إعزاز شمال حلب", "ar", "SY")
    english = towns("Rockets hit the town of Azaz north of Aleppo.", "en", "SY")
    assert set(arabic) & set(english)


def test_a_village_is_smaller_than_the_capital() -> None:
    found = towns("Three people were killed in Balad, far from Baghdad.", "en", "IQ")
    assert max(town.size for town in found.values()) is Size.CITY
    assert min(town.size for town in found.values()) < Size.CITY


def test_towns_of_another_country_are_left_out() -> None:
    assert not towns("Three people were killed in Muqdadiya.", "en", "US")


def test_a_text_without_names_names_no_town() -> None:
    assert not towns("Three people were killed when a bomb went off. 12 others fled.", "en", None)


def test_a_village_that_a_city_has_the_name_of_is_its_namesake() -> None:
    found = towns("A man was shot dead in Memphis.", "en", "US").values()
    assert all(town.namesake for town in found if town.size < Size.CITY)
    assert not any(town.namesake for town in towns("Bomb in Azaz", "en", "SY").values())
