"""The codes of the problems that `read` reports."""

import json
from typing import Final, final

from attrs import field

from benelux_programme._data import read_bundled
from benelux_programme._model.constraints import a_text, an_id
from benelux_programme._model.public import frozen


@final
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
    ProblemCode(code=code, **described)
    for code, described in json.loads(read_bundled("problem_codes.json")).items()
)
"""Every kind of problem, each with an example."""
