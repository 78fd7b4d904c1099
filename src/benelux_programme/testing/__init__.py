"""Hypothesis strategies for every class of the model, for tests of what is built on it.

Hypothesis is imported only here. Every strategy gives values that the classes accept, and
`programmes` gives programmes whose parts fit together.

>>> from hypothesis import given, settings
>>> @settings(max_examples=20)
... @given(programmes())
... def test_my_tracker(programme):
...     assert len(programme.actions) <= len(programme)
>>> test_my_tracker()
"""

from .records import (
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
from .values import citations, fingerprints, ids, lines, periods, terms, texts
from .whole import programmes

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
