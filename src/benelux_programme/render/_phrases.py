"""Words and sentences, values, dates and counts in the language of the reader."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from benelux_programme._model.citation import Citation, format_place
from benelux_programme._model.constraints import wrap_single_value_in_list
from benelux_programme._model.outcome import ActionBearing, OutcomeSource
from benelux_programme._model.period import Period
from benelux_programme._model.text import Language, Text
from benelux_programme._model.words import (
    LabelledEnum,
    attribute_label,
    find_pattern,
    format_with_thousands_separator,
    translate,
)
from benelux_programme._programme.programme import Pillar, Programme, Theme
from benelux_programme.errors import InvalidValueError

from ._blocks import Code, Inline, LanguageText, Link, Run, join_with_commas, to_one_line_plain_text

_Content: TypeAlias = Inline | Run | int

_DATES: Final = {
    *("adopted", "approved", "date", "in_force", "outcomes_as_of", "presented", "published"),
    "signed",
}
"""The attributes that are dates as ISO 8601 strings."""


NamesById: TypeAlias = Mapping[tuple[str, str], Inline]
"""Names of "partners", "references" and "fields" by id, and titles of "nodes" by full id."""

_KINDS_OF_IDS: Final = {
    **dict.fromkeys(("actors", "partners", "parents", "publisher"), "partners"),
    "references": "references",
    "fields": "fields",
}
"""The kind of record to which the ids of an attribute refer."""


class Phrasebook(NamedTuple):
    """What everything that is shown is made of, in one language."""

    language: Language
    names: NamesById = MappingProxyType({})

    def with_names(self, programmes: Iterable[Programme]) -> "Phrasebook":
        """Return a phrasebook with the names that the ids of these programmes stand for."""
        names: dict[tuple[str, str], Inline] = {}
        for programme in programmes:
            for kind in ("partners", "references", "fields"):
                records = getattr(programme, kind)
                names |= {(kind, record.id): self.localize(record.label) for record in records}
            nodes: tuple[Pillar | Theme, ...] = (*programme.pillars, *programme.themes)
            names |= {("nodes", str(node)): self.format_title(node) for node in nodes}
        return self._replace(names=names)

    def format_title(self, node: Programme | Pillar | Theme) -> Inline:
        title = self.localize(node.title)
        return title if isinstance(node, Programme) else (f"{node.number} ", *title)

    def get_name(self, kind: str, id: str) -> Inline:
        """Return the name for an id, or, if it is not known, the id as code."""
        return self.names.get((kind, id), (Code(id),))

    def translate(self, key: str, *, count: int | None = None, **values: object) -> str:
        return translate(key, self.language, count=count, **values)

    def translate_capitalized(self, key: str) -> str:
        """Return a word of the catalogue with an initial capital."""
        word = self.translate(key)
        return word[0].upper() + word[1:]

    def build_phrase(self, key: str, **contents: _Content) -> Inline:
        """Return a sentence of the catalogue, with contents in place of the names in braces."""
        runs: Inline = ()
        parts = re.split(r"\{(\w+)\}", find_pattern(key, self.language))
        for position, part in enumerate(parts):
            content = contents[part] if position % 2 else part
            if isinstance(content, tuple) and not isinstance(content, Code | LanguageText | Link):
                runs += content
            elif isinstance(content, int):
                runs += (format_with_thousands_separator(content, self.language),)
            elif content != "":
                runs += (content,)
        return runs

    def build_fact(self, name: _Content, value: _Content) -> Inline:
        """Return a name, a colon and a value, with the spaces that the language requires."""
        return self.build_phrase("form.fact", name=name, value=value)

    def name_attribute(self, path: str) -> Inline:
        """Return the name of an attribute, or of one within another; as code if it has none."""
        try:
            return (f"{attribute_label(path):{self.language}}",)
        except InvalidValueError:
            return (Code(path),)

    def describe_attribute(self, record: object, name: str) -> tuple[Inline, Inline]:
        """Return the name and the value of an attribute, which is empty if there is none."""
        return self.name_attribute(name), self.format_values_or_nothing(getattr(record, name), name)

    def join_facts(self, facts: Iterable[Inline]) -> Inline:
        """Return those facts that are not empty, with semicolons between them."""
        return join_with_commas(filter(None, facts), self.translate("form.semicolon"))

    def join_with_commas_or_semicolons(self, items: Sequence[Inline]) -> Inline:
        """Return items with commas between them, or semicolons if any of several has a comma."""
        has_comma = len(items) > 1 and any("," in to_one_line_plain_text(each) for each in items)
        return self.join_facts(items) if has_comma else join_with_commas(items)

    def label(self, value: LabelledEnum | OutcomeSource) -> str:
        return f"{value.label:{self.language}}"

    def localize(self, text: Text) -> Inline:
        """Return a text in the language, or else in another one with a mark such as " [fr]"."""
        language, content = text.pick(self.language)
        mark = () if language == self.language else (f" [{language}]",)
        return (LanguageText(content, language), *mark)

    def quote(self, text: str, language: Language) -> Inline:
        """Return a text in any language between the quotation marks of the language."""
        return self.build_phrase("form.quoted", text=LanguageText(text, language))

    def format_values_or_nothing(self, values: object, attribute: str) -> Inline:
        """Return the value of an attribute, or all of its values on one line, or nothing."""
        items = wrap_single_value_in_list(() if values is None else values)
        return self.join_with_commas_or_semicolons(
            [self.format_single_value(item, attribute) for item in items]
        )

    def format_single_value(self, value: object, attribute: str) -> Inline:
        """Return a text, a label, a period, a date or a link; another value as code."""
        content: Run | Inline
        match value:
            case Text():
                content = self.localize(value)
            case LabelledEnum():
                content = self.label(value)
            case ActionBearing(action=action, bearing=bearing):
                content = (Code(action), f" ({self.label(bearing)})")
            case OutcomeSource(url=url):
                content = (Link(self.label(value), url),)
            case Period():
                content = self.format_period(value)
            case Citation():
                content = format_place(value, self.language)
            case str() if attribute in _KINDS_OF_IDS:
                content = self.get_name(_KINDS_OF_IDS[attribute], value)
            case str() if attribute in _DATES:
                content = self.format_date(value)
            case str() if value.startswith(("http://", "https://")):
                content = (Link(value, value),)
            case _:
                content = (Code(str(value)),)
        return (content,) if isinstance(content, str) else content

    def format_date(self, partial_date: str) -> str:
        """Return an ISO 8601 day, month or year as people write it."""
        year, month, day = map(int, f"{partial_date}-0-0".split("-")[:3])
        if not month:
            return partial_date
        key = ("form.month", "form.first_of_month", "form.date")[min(day, 2)]
        return self.translate(key, day=day, month=self.translate(f"month.{month}"), year=year)

    def format_period(self, period: Period) -> str:
        """Return the years, the month or the day that a period is, or else both ends."""
        text, start, end = str(period), period.start, period.end
        if "/" not in text:
            return text if len(text) == len("2025-2028") else self.format_date(text)
        if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
            return self._format_ends(period, len("2025-06"), "form.months")
        return self.format_days(period)

    def format_days(self, period: Period) -> str:
        return self._format_ends(period, len("2025-06-01"), "form.period")

    def _format_ends(self, period: Period, length: int, key: str) -> str:
        days = (period.start.isoformat(), period.end.isoformat())
        start, end = (self.format_date(day[:length]) for day in days)
        return self.translate(key, start=start, end=end)

    def format_score(self, score: float) -> str:
        return f"{score:.2f}".replace(".", self.translate("form.decimal_sign"))

    def format_part_counts(self, programme: Programme) -> str:
        return ", ".join(
            self.translate(f"count.{name}", count=len(getattr(programme, name)))
            for name in ("pillars", "themes", "actions")
        )
