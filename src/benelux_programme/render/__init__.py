"""Values of the library for people to read: as text, Markdown or HTML; and JSON for machines.

Everything is in the language that is asked for: texts, names, labels, sentences, numbers and dates.
Where there is no text in it, another takes its place, with a mark such as "[fr]".

>>> import benelux_programme as bp
>>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
>>> print(bp.render.text(comparison, "nl").splitlines()[0])
Van 2021-2024 naar 2025-2028
"""

from ._formats import Renderable, date, html, json, markdown, set_notebook_language, text

__all__ = ["Renderable", "date", "html", "json", "markdown", "set_notebook_language", "text"]
