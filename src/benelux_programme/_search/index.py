"""Where each word of a programme stands."""

from itertools import chain
from typing import TYPE_CHECKING, final

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Language

from .passages import Passage, passages
from .vocabulary import Vocabulary
from .words import words_of

if TYPE_CHECKING:
    from benelux_programme._programme.programme import Programme


@final
class Index:
    """The actions of one programme in one language, to be searched from any thread."""

    def __init__(self, programme: "Programme", language: Language) -> None:
        self.language: Language = language
        self.actions: tuple[Action, ...] = programme.actions.actions
        found = passages(programme, language)
        self.passages: list[Passage] = found[0]
        self.rows: list[list[int]] = found[1]
        self.lengths: list[int] = []
        """How many words each passage has."""
        self.places: dict[str, list[int]] = {}
        """The passages that have a word, once for each time that it stands there."""
        for place, passage in enumerate(self.passages):
            words = words_of("\n".join(passage.texts))
            self.lengths.append(len(words))
            for word in words:
                if word in self.places:
                    self.places[word].append(place)
                else:
                    self.places[word] = [place]
        self.vocabulary: Vocabulary = Vocabulary(self.places, language)
        sizes = [sum([self.lengths[place] for place in own]) for own in self.rows]
        total = max(sum(sizes), 1)  # as nobody may have a word in this language
        self.sizes: list[float] = [size * len(sizes) / total for size in sizes]
        """How many words each action has; 1 is the mean."""

    def having(self, words: frozenset[str]) -> list[int]:
        """The passages that have one of these words, once for each time."""
        return list(chain.from_iterable(self.places[word] for word in words))
