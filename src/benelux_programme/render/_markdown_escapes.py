"""Texts in Markdown: nothing in them becomes markup, in CommonMark and in its common dialects."""

import re


def escaped(text: str) -> str:
    r"""A text as a part of a line.

    Not every dialect takes a backslash before "<" and "&", so these are written as HTML has them.

    >>> escaped("a *b* & <c>")
    'a \\*b\\* &amp; &lt;c&gt;'
    """
    line = _MARKS.sub(r"\\\g<0>", text.replace("\n", " "))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def begun(line: str) -> str:
    r"""A line, escaped already, that does not begin as a list or another block does.

    >>> begun("1. a"), begun("- a")
    ('1\\. a', '\\- a')
    """
    return _BEGINNING.sub(r"\g<0>\\", line)


_MARKS = re.compile(r"[\\`*_{}\[\]#|~$]")

_BEGINNING = re.compile(r"^(?:[0-9]+(?=[.)])|(?=[-+=:%]|\(.*\)=$))")
"""What stands before the sign that makes a block: a number, or nothing."""
