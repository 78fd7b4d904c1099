"""A programme in Markdown, for people and language models."""

from benelux_programme import render
from benelux_programme._model.text import Language
from benelux_programme._programme.programme import Programme


def markdown(programme: Programme, language: Language = "en") -> str:
    r"""Return the outline of a programme in Markdown (CommonMark).

    Pillars and themes are headings; each action is an item with its summary and, in brackets, its
    id, its commitment and where it is printed. Where there is no text in the language, another
    takes its place with a mark such as "\[fr]". All texts are escaped: nothing in them becomes
    markup.

    It loses all but titles, summaries, ids, commitments, citations, mission, vision, values and
    the notes on pillars and themes; all other languages; and line breaks in texts.

    Args:
        programme: The programme.
        language: The language of the texts.

    Returns:
        The text, to be written in UTF-8.

    Raises:
        MissingLanguageError: language is not one of the data.

    >>> import benelux_programme as bp
    >>> text = markdown(bp.load("2025-2028"), "nl")
    >>> print(text[text.index("### 1.2") :].partition("\n")[0])
    ### 1.2 Een coherente aanpak van migratie (`migration`)
    """
    return render.markdown(programme, language)
