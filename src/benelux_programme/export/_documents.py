"""A whole programme as one document in a format that another package writes."""

from benelux_programme import render
from benelux_programme._model.text import Language
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.writer import to_json


def json(programme: Programme) -> str:
    """Return a programme as JSON, whose schema is `benelux_programme.json_schema()`.

    It is the text of `benelux_programme.to_json`: the same on every machine. It loses nothing:
    `benelux_programme.read` returns an equal programme.

    Args:
        programme: The programme.

    Returns:
        The text, to be written in UTF-8.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bp.read(bp.export.json(programme)) == programme
    True
    """
    return to_json(programme)


def markdown(programme: Programme, language: Language = "en") -> str:
    r"""Return the outline of a programme in Markdown (CommonMark).

    Pillars and themes are headings; each action is an item with its summary and, in brackets, its
    id, its commitment and its citations. A text that does not exist in the language is replaced by
    another language with a mark such as "\[fr]". All texts are escaped: nothing in them becomes
    markup.

    It loses everything except titles, summaries, ids, commitments, citations, mission, vision,
    values and the notes on pillars and themes; all other languages; and line breaks in texts.

    Args:
        programme: The programme.
        language: The language of the texts.

    Returns:
        The text, to be written in UTF-8.

    Raises:
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> text = bp.export.markdown(bp.load("2025-2028"), "nl")
    >>> print(text[text.index("### 1.2") :].partition("\n")[0])
    ### 1.2 Een coherente aanpak van migratie (`migration`)
    """
    return render.markdown(programme, language)
