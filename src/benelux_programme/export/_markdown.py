"""A programme in Markdown, for people and language models."""

from collections.abc import Iterable, Iterator
from typing import Final

from benelux_programme._model.constraints import check_type
from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.text import Language, Text, check_language
from benelux_programme._programme.programme import Programme
from benelux_programme.render._markdown_escapes import begun, escaped
from benelux_programme.render._outline import wording

_WORDS: Final[dict[Language, tuple[str, str, str]]] = {
    "fr": ("Mission", "Vision", "Valeurs"),
    "nl": ("Missie", "Visie", "Waarden"),
    "de": ("Mission", "Vision", "Werte"),
    "en": ("Mission", "Vision", "Values"),
}


def markdown(programme: Programme, language: Language = "en") -> str:
    r"""The outline of a programme in Markdown (CommonMark).

    Pillars and themes are headings; each action is an item with its summary and, in brackets, its
    id, its commitment and where it is printed. Where there is no text in the language, another
    stands in with a mark such as "\[fr\]". All texts are escaped: nothing in them becomes markup.

    It loses all but titles, summaries, ids, commitments, citations, mission, vision and values,
    all other languages, and line breaks in texts.

    Args:
        programme: The programme.
        language: The language of the texts.

    Returns:
        The text, to be written in UTF-8.

    Raises:
        InvalidValueError: It is not a programme.
        MissingLanguageError: It is not a language of the data.

    >>> import benelux_programme as bp
    >>> text = markdown(bp.load("2025-2028"), "nl")
    >>> print(text[text.index("### 1.2") :].partition("\n")[0])
    ### 1.2 Een coherente aanpak van migratie `migration`
    """
    check_language(language)
    programme = check_type(Programme, programme, "markdown", "programme")
    return "\n".join(_lines(programme, language)) + "\n"


def _lines(programme: Programme, language: Language) -> Iterator[str]:
    yield f"# {_said(programme.title, language)} `{programme.id}`"
    if programme.subtitle is not None:
        yield from ("", _said(programme.subtitle, language))
    period = programme.period
    yield from ("", f"{period.start} / {period.end}, `revision {programme.revision}`")
    mission, vision, values = _WORDS[language]
    for name, text in ((mission, programme.mission), (vision, programme.vision)):
        if text is not None:
            yield from ("", f"**{name}:** {_said(text, language)}")
    if programme.values:
        stated = "; ".join(_said(value, language) for value in programme.values)
        yield from ("", f"**{values}:** {stated}")
    yield from _items(programme.own_actions, language)
    for pillar in programme.pillars:
        yield from ("", f"## {_title(pillar, language)}")
        yield from _items(pillar.own_actions, language)
        for theme in pillar.themes:
            yield from ("", f"### {_title(theme, language)}")
            yield from _items(theme.actions, language)


def _title(node: Pillar | Theme, language: Language) -> str:
    return f"{node.number} {_said(node.title, language)} `{node.id}`"


def _items(actions: Iterable[Action], language: Language) -> Iterator[str]:
    """An empty line and the actions, if there are any."""
    for number, action in enumerate(actions):
        if number == 0:
            yield ""
        where = ", ".join(map(str, action.citations))
        summary = _said(action.summary, language)
        yield f"- {summary} (`{action.id}`; {action.commitment}; {where})"


def _said(text: Text, language: Language) -> str:
    """The text, as one line in which nothing is markup."""
    return begun(escaped(wording(text, language)))
