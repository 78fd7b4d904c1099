"""The publication of a programme, and its paragraphs without a commitment."""

from typing import final

from attrs import field

from .citation import Citation
from .constraints import Constraint, a_partial_date, a_text, an_id, texts, tuple_of
from .public import frozen
from .text import Language, Text, a_language, to_english_text

_a_paragraph = Constraint(
    lambda value: isinstance(value, Citation) and value.paragraph is not None,
    "a Citation of a paragraph",
    "bad-citation",
)


@final
@frozen(kw_only=True, repr=False)
class Publication:
    """The document from which the data of a programme were made.

    Dates are ISO 8601 strings, and as exact as they are known: a day, a month or a year.

    Attributes:
        kind: The kind of document, such as "booklet".
        title: The title on its cover.
        languages: The languages of the edition that the data were made from.
        publisher: The id of the partner that published it.
        responsible: The person who is legally responsible for it, with their office.
        adopted: When the programme was adopted.
        presented: When the programme was presented to the public.
        published: When the document was published.
        rights: The copyright and the permitted uses of the document.
        note: A remark for users, such as on a date that could not be confirmed.
        sources: The sources of these facts.

    >>> import benelux_programme as bp
    >>> publication = bp.load("2025-2028").publication
    >>> publication.kind, publication.languages, publication.published
    ('booklet', ('fr',), '2025-01')
    """

    kind: str = field(validator=a_text)
    title: Text
    languages: tuple[Language, ...] = field(
        validator=tuple_of(a_language, allow_empty=False, unique_by=str)
    )
    publisher: str | None = field(default=None, validator=an_id)
    responsible: str | None = field(default=None, validator=a_text)
    adopted: str | None = field(default=None, validator=a_partial_date)
    presented: str | None = field(default=None, validator=a_partial_date)
    published: str | None = field(default=None, validator=a_partial_date)
    rights: Text | None = None
    note: Text | None = None
    sources: tuple[str, ...] = field(default=(), validator=texts)

    def __repr__(self) -> str:
        return f"<Publication {str(self.title)!r}: {self.kind} in {' '.join(self.languages)}>"


@final
@frozen(kw_only=True, repr=False)
class ContextParagraph:
    """A paragraph without a commitment.

    Attributes:
        citation: The paragraph.
        reason: Why no action cites it, such as that it is background. Our judgement. A string is
            an English text.

    >>> import benelux_programme as bp
    >>> [str(each.citation) for each in bp.load("2025-2028").context[-3:]]
    ['5.1 ¶1', '5.2 ¶1', '5.3 ¶1']
    """

    citation: Citation = field(validator=_a_paragraph)
    reason: Text = field(converter=to_english_text)

    def __repr__(self) -> str:
        return f"<ContextParagraph {self.citation}>"
