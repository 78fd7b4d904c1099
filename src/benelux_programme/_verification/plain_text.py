"""The text of a copy, without the marks of HTML and Markdown, and quotations from it.

`html.parser` is not used: unclosed marks take it quadratic time, and `<![` is an AssertionError.
Every pattern is possessive, and what is not closed is searched for once, so all time is linear.
"""

import html
import re
from collections.abc import Set as AbstractSet

from benelux_programme._model.characters import compose

_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]|\x1b\][^\x07\x1b\x9c]*+(?:\x07|\x1b\\|\x9c)"
)
_LONG_NUMBER = re.compile(r"&#0*([0-9]{1,8})[0-9]*+")

_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)"""
_NAME = r"""[^\s"'<>/=]++"""
_TAG = re.compile(rf"</?([A-Za-z][\w:-]*+)((?:[\s/]*+{_NAME}(?:{_VALUE})?+)*+)[\s/]*+>")
_ATTRIBUTE_WITH_VALUE = re.compile(_NAME + _VALUE)
_DECLARATION = re.compile(r"<[!?]\[?[A-Za-z][^<>]*+>")
_ENDS = {
    "<!--": re.compile("-->"),
    "<![CDATA[": re.compile(r"\]\]>"),
    "script": re.compile(r"</script\b", re.IGNORECASE),
    "style": re.compile(r"</style\b", re.IGNORECASE),
}
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|dir|div|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|main|menu|nav|[ou]l|option|p|pre"
    "|section|script|style|summary|table|tbody|t[dhr]|tfoot|thead|title"
)
_BOOLEAN_ATTRIBUTE = re.compile(
    "[a-z]+-.*|allowfullscreen|async|auto(?:focus|play)|checked|compact|controls|default|defer"
    "|disabled|hidden|inert|ismap|itemscope|loop|multiple|muted|no(?:href|module|shade|validate|wrap)"
    "|open|playsinline|readonly|required|reversed|selected"
)

_TITLE = r"""(?:"[^"]*+"|'[^']*+'|\([^()]*+\))"""
_DESTINATION = r"(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)"
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,999}+)\]:[ \t]*+(?:<[^<>\n]*+>|\S++)"
    rf"(?:[ \t]++{_TITLE})?+[ \t]*+$",
    re.MULTILINE,
)
_MARKDOWN = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~\r\n])"
    r"|(?P<removed>^[ \t]*+>[> \t]*+|\[\^[^\s\[\]]{1,99}+\])"
    r"|(?P<opening>!?\[)"
    rf"|\](?P<destination>\(\s*+{_DESTINATION}(?:\s++{_TITLE})?+\s*+\))?+(?:\[([^\[\]]*+)\])?+",
    re.MULTILINE,
)

_WHITE_SPACE = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"[\n\r\f\v\x85\u2028\u2029]")
_WORD = re.compile(r"(?<!\w)(\w++)(?=(?:[-\u2010\u2011](\w++))?)")
_HYPHENATION = re.compile(r"\n?\u00ad[\u00ad\s]*+|(?<!\w)(\w++)([-\u2010\u2011])\n(?=(\w++))")
_CONJUNCTIONS = frozenset(("and", "en", "oder", "of", "or", "und"))
_OPENING_MARKS = re.compile(
    r"""(?<![^\s*_>|])["'(«»\u2039\u203a„“”\u201a\u2018\u2019¿¡]{1,8}(?:(?<=[«\u2039])\s)?$"""
)
_CLOSING_MARKS = re.compile(
    r"""[\u0300-\u0344\u0346-\u036f]*+(?:[*_]*+(?:[.!?…)»”]|["'«“\u2018\u2019\u203a](?!\w)|\s[»\u203a!?](?!\w)))*+"""
)


def extract_plain_text(copy: str) -> str:
    """Return the text of a copy in plain text, HTML or Markdown, composed (NFC)."""
    text = _remove_links_and_quote_marks(_remove_html(_ESCAPE_SEQUENCE.sub("", copy)))
    return compose(html.unescape(_LONG_NUMBER.sub(r"&#\1", text)))


def _remove_html(text: str) -> str:
    """Return the text without tags, comments, declarations, scripts and styles.

    What is no mark-up stays: `a < b`, `a<b et c>d`, `<www.benelux.int>`, and what is not closed.
    """
    pieces: list[str] = []
    unclosed: set[str] = set()

    def search_end(construct: str, position: int) -> re.Match[str] | None:
        match = None if construct in unclosed else _ENDS[construct].search(text, position)
        if match is None:
            unclosed.add(construct)
        return match

    position = 0
    while (start := text.find("<", position)) >= 0:
        pieces.append(text[position:start])
        position = start + 1
        if text.startswith("<!--", start) and (end := search_end("<!--", start + 2)):
            position = end.end()
        elif text.startswith("<![CDATA[", start) and (end := search_end("<![CDATA[", start)):
            pieces.append(text[start + len("<![CDATA[") : end.start()])
            position = end.end()
        elif declaration := _DECLARATION.match(text, start):
            position = declaration.end()
        elif (tag := _TAG.match(text, start)) and _has_only_html_attributes(tag[2]):
            name = tag[1].rpartition(":")[2].lower()
            pieces.append("\n" if _BLOCK.fullmatch(name) else "")
            position = tag.end()
            if name in _ENDS and text[start + 1] != "/" and (end := search_end(name, position)):
                position = end.start()
        else:
            pieces.append("<")
    return "".join([*pieces, text[position:]])


def _has_only_html_attributes(attributes: str) -> bool:
    names = _ATTRIBUTE_WITH_VALUE.sub(" ", attributes).replace("/", " ").lower().split()
    return all(map(_BOOLEAN_ATTRIBUTE.fullmatch, names))


def _remove_links_and_quote_marks(text: str) -> str:
    """Return the text with the labels of links and images alone, and without definitions.

    Marks that are punctuation stay: an asterisk may be one of emphasis or printed.
    """
    labels = {_normalize_case_and_space(label) for label in _DEFINITION.findall(text)}
    text = _DEFINITION.sub("", text)
    pieces: list[str] = []
    brackets: list[tuple[int, int]] = []
    position = 0
    for mark in _MARKDOWN.finditer(text):
        pieces += text[position : mark.start()], mark[0]
        position, piece = mark.end(), len(pieces) - 1
        if mark["escaped"] or mark["removed"]:
            pieces[piece] = mark[0][1:] if mark["escaped"] else ""
        elif mark["opening"]:
            brackets.append((piece, position))
        elif brackets:
            opening, start = brackets.pop()
            label = mark[5] or text[max(start, mark.start() - 999) : mark.start()]
            if mark["destination"] or (labels and _normalize_case_and_space(label) in labels):
                pieces[opening] = pieces[piece] = ""
    return "".join([*pieces, text[position:]])


def _normalize_case_and_space(label: str) -> str:
    return " ".join(label.casefold().split())


def collect_words_and_hyphenated_pairs(text: str) -> AbstractSet[str]:
    """Return the words of a text, and its pairs of words that are joined by a hyphen."""
    words: set[str] = set()
    for match in _WORD.finditer(text.casefold()):
        words.add(match[1])
        if match[2]:
            words.add(f"{match[1]}-{match[2]}")
    return words


def quote_on_one_line(text: str, start: int, end: int, words: AbstractSet[str]) -> str:
    """Return a part of a text on one line, with the marks around it and whole words.

    A hyphen at the end of a line is kept if the words of the text, or else digits or a change of
    case, show that it belongs to the word.
    """
    opening = _OPENING_MARKS.search(text, max(0, start - 9), start)
    closing = next(_CLOSING_MARKS.finditer(text, end))
    text = text[opening.start() if opening else start : closing.end()]
    text = _WHITE_SPACE.sub(lambda match: "\n" if _LINE_BREAK.search(match[0]) else " ", text)
    text = _HYPHENATION.sub(lambda match: _get_start_of_broken_word(match, words), text).replace(
        "\n", " "
    )
    return "".join(filter(str.isprintable, text)).strip()


def _get_start_of_broken_word(hyphenation: re.Match[str], words: AbstractSet[str]) -> str:
    """Return the first part of a word that was broken, with its hyphen if that is part of it."""
    first, hyphen, second = hyphenation.groups()
    if first is None:
        return ""
    has_compound = f"{first}-{second}".casefold() in words
    if has_compound != ((first + second).casefold() in words):
        return first + hyphen if has_compound else first
    if second in _CONJUNCTIONS and not first.isupper():
        return f"{first}{hyphen} "
    is_compound = (
        hyphen == "\u2011"
        or first[-1].isdigit()
        or second[0].isdigit()
        or (first[-1].islower() and second[0].isupper())
        or (len(first) > 1 and first.isupper() and second[0].islower())
    )
    return first + hyphen if is_compound else first
