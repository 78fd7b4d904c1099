"""The register of documents: joint work programmes, annual plans, reports and declarations."""

from typing import final

from attrs import field

from .constraints import a_partial_date, a_url, an_id, tuple_of
from .period import Period
from .public import Displayable, Identified, frozen
from .text import Text
from .words import LabelledEnum, OrderedEnum


@final
class DocumentKind(LabelledEnum):
    """The kind of a document of the register.

    >>> import benelux_programme as bp
    >>> sum(document.kind == "annual-plan" for document in bp.documents())
    16
    """

    JOINT_WORK_PROGRAMME = "joint-work-programme"
    """What the three countries want to do together in several years."""
    ANNUAL_PLAN = "annual-plan"
    """What is planned for one year."""
    ANNUAL_REPORT = "annual-report"
    """What was done in a year; also brochures of its highlights."""
    EVALUATION = "evaluation"
    """A look back on several years."""
    SUMMIT_DECLARATION = "summit-declaration"
    """A declaration of the prime ministers."""
    ACTION_PLAN = "action-plan"
    """A plan that was agreed with a partner."""


@final
class Completeness(OrderedEnum):
    """How much of a document is known here; the most is the greatest.

    >>> import benelux_programme as bp
    >>> [document.id for document in bp.documents() if document.completeness > "headings"]
    ['programme-2021-2024', 'programme-2025-2028']
    """

    ACTIONS = "actions"
    """Its actions: `load` returns the programme."""
    HEADINGS = "headings"
    """All headings of its first level."""
    PARTIAL_OUTLINE = "partial-outline"
    """Some of its headings."""
    METADATA = "metadata"
    """Only its title, period and dates."""


@final
@frozen(kw_only=True, repr=False)
class Document(Identified, Displayable):
    """A joint work programme, annual plan, report or declaration, as public pages describe it.

    Dates are ISO 8601 strings, and as exact as they are known: a day, a month or a year.

    Attributes:
        id: The id, unique in the register.
        kind: The kind of document.
        period: The years that it is about; that of a bundled programme is the one to `load`.
        title: The title; official in the languages in which it is the document's own. In others
            sources call it so.
        urls: The pages that describe or contain it.
        completeness: How much of it is known here.
        approved: The date on which it was approved or signed.
        presented: The date on which it was presented to the public.
        published: The date on which it was published.
        headings: The headings that are known, in printed order; official like the title.
        note: A remark for users, such as what could not be found.

    >>> import benelux_programme as bp
    >>> document = next(each for each in bp.documents() if each.id == "programme-2017-2020")
    >>> document
    <Document programme-2017-2020: joint-work-programme 2017-2020, metadata>
    >>> document.approved, document.presented
    ('2016-12-13', '2017-01-26')
    """

    id: str = field(validator=an_id)
    kind: DocumentKind
    period: Period
    title: Text
    urls: tuple[str, ...] = field(validator=tuple_of(a_url, allow_empty=False, unique_by=str))
    completeness: Completeness
    approved: str | None = field(default=None, validator=a_partial_date)
    presented: str | None = field(default=None, validator=a_partial_date)
    published: str | None = field(default=None, validator=a_partial_date)
    headings: tuple[Text, ...] = ()
    note: Text | None = None

    @property
    def label(self) -> Text:
        """The title."""
        return self.title

    def __repr__(self) -> str:
        return f"<Document {self.id}: {self.kind} {self.period}, {self.completeness}>"
