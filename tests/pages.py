"""The examples in the pages of the documentation."""

import doctest
import re
from pathlib import Path

_FENCE = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run_examples(page: Path) -> int:
    """Run the examples of a page one after the other; returns how many there are."""
    text = page.read_text(encoding="utf-8")
    examples = "\n".join(one for one in _FENCE.findall(text) if one.startswith(">>> "))
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    result = doctest.DocTestRunner().run(test)
    assert result.failed == 0
    return len(test.examples)
