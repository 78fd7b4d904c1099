from benelux_programme._programme.lookup import suggest


def test_up_to_three_are_near_and_the_nearest_is_first() -> None:
    known = ["water", "subtitle", "tiles", "titles", "title"]
    assert suggest("Titel", known) == ("title", "titles", "subtitle")
    assert suggest("nothing like it", known) == ()


def test_they_are_given_as_they_are_spelled() -> None:
    assert suggest("nordrhein", ["NORDRHEIN"]) == ("NORDRHEIN",)


def test_only_the_first_hundred_characters_count() -> None:
    assert suggest("a" * 101, ["a" * 101, "a" * 100])[0] == "a" * 100
