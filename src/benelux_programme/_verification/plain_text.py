"""The text of a copy, without the marks of HTML and Markdown, and quotations from it.

`html.parser` is not used: unclosed marks take it quadratic time, and `<![` is an AssertionError.
Every pattern is possessive, so all time is linear.
"""

import html
import re
from bisect import bisect_right
from functools import reduce
from itertools import accumulate

from benelux_programme._model.characters import (
    INVISIBLE_CHARACTERS,
    Treatment,
    compose_and_limit_marks,
)
from benelux_programme._model.text import fold_to_letters_and_digits

_CHUNK_LENGTH = 128
_LONG_NUMBER = re.compile(r"&#0*([0-9]{1,8})[0-9]*+")

_PHRASE_SIGNS = "\ufdfa\ufdfb"
"""Signs that stand for whole phrases, of up to 15 letters: memory is in proportion to the copy."""
_JOINERS_AND_DIRECTION_MARKS = "\u061c\u200c-\u200f"
_INVISIBLE_CHARACTERS = "".join(INVISIBLE_CHARACTERS[Treatment.DROPPED].values())
_WITHOUT_SOFT_HYPHEN = _INVISIBLE_CHARACTERS.replace("\xad", "")  # which tells of a broken word
_SIGNS_TO_DROP = re.compile(
    f"[{_PHRASE_SIGNS}{_JOINERS_AND_DIRECTION_MARKS}{_WITHOUT_SOFT_HYPHEN}]"
)

_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)"""
_NAME = r"""[^\s"'<>/=]++"""
_TAG = re.compile(
    rf"<(?:/\s*+)?([A-Za-z][\w:-]*+)(?:((?:[\s/]*+{_NAME}(?:{_VALUE})?+)*+)[\s/]*+>|\s[^<>]*+>)"
)
_ATTRIBUTE = re.compile(rf"({_NAME})({_VALUE})?+")
_END_TAG = re.compile(r"</\s*+([a-z][\w:-]*+)", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"<(iframe|script|style|template)(?![\w:-])(?![^<>]*+(?<=/)>).*?(?:</\1\b[^<>]*+>?|\Z)"
    r"|<r[pt](?![\w:-])[^<>]*+>[^<]*+"
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[|\]\]>|<[!?]\[?[a-z][^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
"""What browsers do not show (scripts, comments), ruby annotations, declarations, marks of CDATA."""
# The repeated groups here are not possessive, as Python 3.11.2 loses matches of such ones.
_FOOTNOTE_MARK = re.compile(
    r"<a\s(?>[^<>]*?(?:#[\w:.-]*?(?:fn|ftn|_edn|note)|footnote|noteref))[^<>]*+>"
    r"(?:[\d\s\[\]()*†‡]++|</?(?:small|span|sup)\b[^<>]*+>)*</a\s*+>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    "a|abbr|b|big|cite|em|font|i|img|ins|mark|q|r[bpt]|ruby|s|small|span|strong|su[bp]|u|wbr|.+-.*"
)
_ELEMENT = re.compile(
    "abbr|acronym|address|applet|area|article|aside|audio|base|basefont|bd[io]|big|blockquote|body"
    "|br|button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn"
    "|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset"
    "|h[1-6r]|head|header|hgroup|html|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark"
    "|marquee|math|menu|meta|meter|nav|nobr|noframes|noscript|object|ol|optgroup|option|output|p"
    "|param|picture|pre|progress|r[bpt]|rtc|ruby|samp|script|search|section|select|slot|small"
    "|source|span|strike|strong|style|su[bp]|summary|svg|table|tbody|td|template|textarea|tfoot|th"
    "|thead|time|title|tr|track|tt|ul|var|video|wbr"
)
"""Of the elements of one letter only `p`, whose end tag may be left out: `a<b et c>d` is text."""

_TITLE = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
_IN_PARENTHESES = reduce(  # up to four in each other
    lambda inner, _: rf"\((?:[^\s()\\]|\\\S|{inner})*+\)", range(3), r"\((?:[^\s()\\]|\\\S)*+\)"
)
_DESTINATION = rf"(?:<(?:[^<>\n\\]|\\.)*+>|(?:[^\s()<>\\]|\\\S|{_IN_PARENTHESES})*+)"
_REFERENCE = r"\w[^\[\]]{0,98}+"
_LINK = re.compile(
    r"!?(?<!\\)\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*+\])*+)\]"
    rf"(?:\(\s*+{_DESTINATION}(?:\s++{_TITLE})?+\s*+\)|\[({_REFERENCE})?+\])"
)
_DEFINITION = re.compile(rf"^ {{0,3}}\[({_REFERENCE})\]:", re.MULTILINE)
_ESCAPED_OR_REMOVED = re.compile(
    r"\\([!-/:-@\[-`{-~\r\n])|^[ \t]*+>[> \t]*+|\[\^[^\s\[\]]{1,99}+\]", re.MULTILINE
)

_HYPHENATED_PAIR = re.compile(r"(?<!\w)(\w++)[-\u2010\u2011](?=(\w++))")
_SOFT_HYPHENATION = re.compile(r"(?<=[-\u2010\u2011])\u00ad++|\n?\u00ad[\u00ad\s]*+")
_HYPHENATION = re.compile(
    r"([-\u2010\u2011]?)(?<!\w)(\w++)([-\u2010\u2011])\n(?=(\w++)([-\u2010\u2011]\w)?)"
)
_LINE_END_AFTER_DASH = re.compile(r"(?<=\S[\u2013\u2014/])\n")
_HANGING = re.compile(
    r"\w+ (?:and|bzw|en|et|oder|of|or|ou|sowie|tot|und)"
    r"|(?:long|low|medium|mid|short|small) to|(?:drei|ein|kurz|mittel|zwei) bis",
    re.IGNORECASE,
)
"""A first part and a conjunction; other words may end in "to" and "bis" (`net-to`, `Kür-bis`)."""
_OPENING_MARKS = re.compile(
    r"""(?:(?:(?<![^\s*_>|])["'(\[«»\u2039\u203a„“”\u201a\u2018\u2019¿¡]{1,8}|[«„“]{1,2})"""
    r"""(?:(?<=[«\u2039])\s)?[*_]{0,3})?"""
    r"""(?:(?<![^\W_])(?<!\d[^\S\n])[-+±\u2212\u2013]?(?:[§$£¥€≤≥]{1,2}[^\S\n]?)?(?=\d))?(?=.\Z)""",
    re.DOTALL,
)
"""Before a number also its sign, which before a word would be a bullet or a dash."""
# As above, this group is not possessive.
_CLOSING_MARKS = re.compile(
    r"""[\u0300-\u0344\u0346-\u036f]*+(?:[*_]*+(?:[.,:;!?…)\]»”%‰°]|(?:["'«“\u2018\u2019\u203a+$£¥€]"""
    r"""|\s[»\u203a!?]|[^\S\n][:;%‰°$£¥€](?![^\S\n]\d))(?![^\W_]))){0,8}"""
)


class FoldedCopy:
    """The text of a copy without mark-up, and its folded letters and digits."""

    def __init__(self, copy: str) -> None:
        self.text = _strip_html_and_markdown(copy)
        starts = range(0, len(self.text), _CHUNK_LENGTH)
        chunks = [
            fold_to_letters_and_digits(self.text[start : start + _CHUNK_LENGTH]) for start in starts
        ]
        self.letters = "".join(chunks)
        self._letter_counts = [*accumulate(map(len, chunks))]
        """The number of letters up to the end of each chunk of the text."""
        self._hyphenated_pairs = set(_HYPHENATED_PAIR.findall(self.text.casefold()))

    def quote_on_one_line(self, first_letter: int, letter_count: int) -> str:
        """Return the text of some of the letters on one line, with the marks around it."""
        start = self._find_text_offset_of_letter(first_letter)
        end = self._find_text_offset_of_letter(first_letter + letter_count - 1) + 1
        opening = next(_OPENING_MARKS.finditer(self.text, max(0, start - 16), start + 1))
        closing = next(_CLOSING_MARKS.finditer(self.text, end))
        lines = self.text[opening.start() : closing.end()].splitlines()
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        text = _LINE_END_AFTER_DASH.sub("", _SOFT_HYPHENATION.sub("", text))
        text = _HYPHENATION.sub(self._keep_or_drop_hyphen, text)
        return "".join(filter(str.isprintable, text.replace("\n", " "))).strip()

    def _find_text_offset_of_letter(self, letter: int) -> int:
        chunk = bisect_right(self._letter_counts, letter)
        start = chunk * _CHUNK_LENGTH
        letter -= self._letter_counts[chunk - 1] if chunk else 0
        chunk_text = self.text[start : start + _CHUNK_LENGTH]
        lengths = map(len, map(fold_to_letters_and_digits, chunk_text))
        return start + next(i for i, count in enumerate(accumulate(lengths)) if count > letter)

    def _keep_or_drop_hyphen(self, match: re.Match[str]) -> str:
        """Return the first part of a broken word, with its hyphen if that is part of the word."""
        before, first, hyphen, second, next_part = match.groups()
        if next_part is None and _HANGING.fullmatch(f"{first} {second}"):
            return f"{before}{first}{hyphen} "
        is_compound = (
            (first.casefold(), second.casefold()) in self._hyphenated_pairs
            or hyphen == "\u2011"
            or len(first) == 1
            or first[-1].isdigit()
            or second[0].isdigit()
            or (first[-1].islower() and second[0].isupper())
            or (first.isupper() and (before != "" or not second.isupper()))
            or next_part is not None
        )
        return before + first + (hyphen if is_compound else "")


def _strip_html_and_markdown(copy: str) -> str:
    """Return the text of a copy in plain text, HTML or Markdown, composed (NFC)."""
    text = _LONG_NUMBER.sub(r"&#\1", _strip_links_and_unescape_markdown(_remove_html_tags(copy)))
    return compose_and_limit_marks(_SIGNS_TO_DROP.sub("", html.unescape(text)))


def _remove_html_tags(text: str) -> str:
    text = _FOOTNOTE_MARK.sub("", _NO_TEXT.sub("", text))
    closed_elements = {*map(str.lower, _END_TAG.findall(text))}

    def replace_tag_or_keep_text(tag: re.Match[str]) -> str:
        """Return the white space in place of a tag, and what is no tag (`a<b et c>d`, `<<a>>`)."""
        element, attributes = tag[1].lower(), tag[2]
        is_tag = element in closed_elements or _ELEMENT.fullmatch(element) is not None
        if not is_tag and attributes is not None:
            is_tag = all(value for _, value in _ATTRIBUTE.findall(attributes))
        is_in_brackets = tag.string[max(0, tag.start() - 1) : tag.end() + 1] == f"<{tag[0]}>"
        if not is_tag or is_in_brackets:
            return tag[0]
        return "" if _INLINE.fullmatch(element) else "\n"

    return _TAG.sub(replace_tag_or_keep_text, text)


def _strip_links_and_unescape_markdown(text: str) -> str:
    """Return the text with the labels of links and images alone; marks of emphasis stay."""
    defined = {*map(str.casefold, _DEFINITION.findall(text))}

    def get_label_or_keep_text(link: re.Match[str]) -> str:
        """Return a label; marks of footnotes that look like a link (`[2][3]`) are returned."""
        label, reference = link.groups(default="")
        has_number = reference != "" and (label.isdecimal() or reference.isdecimal())
        return link[0] if has_number and reference.casefold() not in defined else label

    for _ in ("links", "images in links"):
        text = _LINK.sub(get_label_or_keep_text, text)
    return _ESCAPED_OR_REMOVED.sub(r"\1", text)
