"""The codes of the problems that `read` reports."""

from typing import Final, final

from attrs import field

from benelux_programme._model.constraints import a_text, an_id
from benelux_programme._model.public import frozen, public


@final
@public
@frozen(kw_only=True, repr=False)
class ProblemCode:
    """A kind of problem in data.

    Attributes:
        code: The code, such as "bad-id".
        meaning: What is wrong, and what to do about it, in one sentence.
        example: A document with this problem, or the part with it.

    Raises:
        InvalidValueError: The code is not an id, or meaning or example is not a text.

    >>> import benelux_programme as bp
    >>> bp.PROBLEM_CODES[0], bp.PROBLEM_CODES[0].meaning
    (<ProblemCode encoding>, 'The text is not UTF-8; save the file as UTF-8.')
    """

    code: str = field(validator=an_id)
    meaning: str = field(validator=a_text)
    example: str = field(validator=a_text)

    def __repr__(self) -> str:
        return f"<ProblemCode {self.code}>"


PROBLEM_CODES: Final[tuple[ProblemCode, ...]] = tuple(
    ProblemCode(code=code, meaning=meaning, example=example)
    for code, meaning, example in (
        ("encoding", "The text is not UTF-8; save the file as UTF-8.", "title: café, in Latin-1"),
        ("not-a-file", "This is not a regular file, or not one that can be read.", "/dev/null"),
        ("syntax", "The text is neither YAML nor JSON; look at the place and before.", "id: [x"),
        ("too-large", "The file is larger than `max_bytes`, or than `verify` reads.", "id: …"),
        ("too-deep", "Lists and mappings are nested deeper than `max_depth`.", "id: [[[[[…]]]]]"),
        ("too-many", "There are more values than `max_nodes`, or ids to which a retired id leads.",
         "id: [x, x, x, …]"),
        ("too-long", "A string is longer than `max_text`.", "id: xxxx…"),
        ("alias", "Anchors and aliases are refused; write the value out, or quote it.", "id: &a x"),
        ("tag", "Tags are refused; leave it out, or quote the text.", "id: !!str x"),
        ("directive", "Directives are refused; leave it out.", "%YAML 1.1\n---\nid: x"),
        ("many-documents", "There is more than one document.", "id: x\n---\nid: y"),
        ("bad-key", "A key is not a string.", "[x]: y"),
        ("repeated-key", "A key occurs twice in one mapping; keep one.", "id: x\nid: y"),
        ("unknown-key", "There is no such key here; check the spelling.", "titel: x"),
        ("missing-key", "A key is missing.", "period: 2025"),
        ("wrong-type", "Another type belongs here, or quotes, as other parsers change the value.",
         "pillars: x\nid: no"),
        ("bad-text", "A text is blank, too long, has white space around it or control characters.",
         "title: {en: ''}"),
        ("bad-language", "A text has no language, or a language only in `official`.", "title: {}"),
        ("bad-id", "An id is lower-case words joined by hyphens.", "id: Police Treaty"),
        ("bad-choice", "A value is not one of those allowed.", "commitment: maybe"),
        ("bad-number", "A number is not a whole number from 1, or is too large.", "revision: 0"),
        ("bad-date", "A date is not in the form of ISO 8601.", "signed: 23/07/2018"),
        ("bad-period", "A period is not written as years or as two days.", "period: 2025 to 2028"),
        ("bad-citation", "An address is not a section and a paragraph.", "citations: [1.1 p. 2]"),
        ("bad-value", "A value is not in the form of its field.", "wikidata: Belgium"),
        ("repeated-id", "An id is used twice, or is twice in one list.",
         "own_actions: [{id: x}, {id: x}]"),
        ("misplaced", "A part names another parent than the one around it, also in its number.",
         "{number: 2, themes: [{number: '1.3'}]}"),
        ("unknown-id", "An id refers to nothing in the programme, or in the one it names.",
         "actors: [nobody]"),
        ("ambiguous-name", "A name or code belongs to two partners.", "abbreviations: [NRW]"),
        ("not-printed", "A paragraph or section is not one of the publication.",
         "citations: ['9/9']"),
        ("bad-order", "Numbers do not ascend, or an id is retired in a later revision.",
         "pillars: [{number: 2}, {number: 1}]"),
        ("out-of-period", "The timing of an action lies outside the programme.", "timing: 1999"),
        ("circular", "Retired ids are each other's successors, or partners each other's parents.",
         "retired: [{id: a, successors: [b]}, {id: b, successors: [a]}]"),
        ("not-earlier", "A predecessor is an action of the same programme, or of a later one.",
         "predecessors: [{programme: plan, …}]"),
    )
)  # fmt: skip
"""Every kind of problem, each with an example."""
