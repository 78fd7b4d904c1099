from benelux_programme._programme.lookup import suggest


def test_up_to_three_suggestions_start_with_the_most_similar() -> None:
    known_keys = ["water", "subtitle", "tiles", "titles", "title"]
    assert suggest("Titel", known_keys) == ("title", "titles", "subtitle")
    assert suggest("nothing like it", known_keys) == ()


def test_suggestions_keep_their_spelling() -> None:
    assert suggest("nordrhein", ["NORDRHEIN"]) == ("NORDRHEIN",)


def test_only_the_first_hundred_characters_are_compared() -> None:
    assert suggest("a" * 101, ["a" * 101, "a" * 100])[0] == "a" * 100


def test_nothing_is_similar_to_a_key_that_is_not_a_string() -> None:
    assert suggest(7, ["7"]) == ()
