"""Hypothesis strategies for the classes of the model, for tests of software that uses it.

Only this package needs Hypothesis. Every strategy draws valid values, and `programmes` draws
programmes whose parts are consistent with each other.

>>> from hypothesis import given, settings
>>> @settings(max_examples=20)
... @given(programmes())
... def test_my_tracker(programme):
...     assert len(programme.actions) <= len(programme)
>>> test_my_tracker()
"""

from ._programmes import programmes
from ._records import (
    actions,
    alternative_titles,
    context_paragraphs,
    partners,
    pillars,
    policy_fields,
    predecessors,
    publications,
    references,
    retired_ids,
    themes,
)
from ._values import citations, fingerprints, ids, lines, periods, terms, texts

__all__ = [
    "actions",
    "alternative_titles",
    "citations",
    "context_paragraphs",
    "fingerprints",
    "ids",
    "lines",
    "partners",
    "periods",
    "pillars",
    "policy_fields",
    "predecessors",
    "programmes",
    "publications",
    "references",
    "retired_ids",
    "terms",
    "texts",
    "themes",
]
