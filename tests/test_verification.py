"""Verification of copies of publications, and fingerprints."""

import html
import pickle
import textwrap
import tracemalloc
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.errors import InvalidDataError, InvalidValueError, UnreadableFileError
from support import Paragraphs, make_fifo

FILES = {"2021-2024": "2021-2024.fr.txt", "2025-2028": "2025-2028.fr.md"}

FIRST = "Les trois pays protègent ensemble l’efficacité énergétique des îles, où l’été est court."
SECOND = "Un œil neuf : la coopération néerlando-flamande (« pilote ») émet 20 % de CO₂ en moins."


def make_programme(*texts: str) -> bp.Programme:
    """Return a programme whose publication has these paragraphs, each cited by an action."""
    paragraphs = tuple(
        bp.Citation(section="1", paragraph=number, fingerprint=bp.fingerprint(text))
        for number, text in enumerate(texts, 1)
    )
    actions = tuple(
        bp.Action(
            id=f"action-{citation.paragraph}",
            programme="plan",
            summary=bp.Text(en="Act."),
            commitment=bp.Commitment.FIRM,
            citations=(citation,),
        )
        for citation in paragraphs
    )
    return bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        own_actions=actions,
        paragraphs=paragraphs,
    )


def get_wording(copy: str, text: str | None = None) -> str:
    """Return the wording of the only paragraph, whose text is the copy if none is passed."""
    (quote,) = bp.verify(make_programme(text or copy), copy).wordings
    return quote.text


PLAN = make_programme(FIRST, SECOND)
ONE, TWO = PLAN.paragraphs


def hyphenate(text: str, width: int = 40, hyphen: str = "-") -> str:
    """Break the lines of a text at a width, with a hyphen inside words."""
    lines = []
    for line in text.splitlines():
        rest = line
        while len(rest) > width:
            cut = width - 1
            is_inside_word = rest[cut - 1].isalpha() and rest[cut].isalpha()
            lines.append(rest[:cut] + (hyphen if is_inside_word else ""))
            rest = rest[cut:]
        lines.append(rest)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "copy",
    [
        f"{FIRST}\n\n{SECOND}",
        f"Titre\n{FIRST.upper()}\n14\nEn-tête\n{SECOND}\nfin",
        hyphenate(f"{FIRST}\n{SECOND}"),
        hyphenate(f"{FIRST}\n{SECOND}", 23, "\u00ad"),
        f"{FIRST} {SECOND}".replace("ffi", "ﬃ").replace("’", "'"),
        f"<p class='x'>{html.escape(FIRST)}</p>\n<p>{SECOND.replace('CO₂', 'CO<sub>2</sub>')}</p>",
        f"**{FIRST}**\n\n- *{SECOND}*",
        f"{SECOND}{FIRST}",
        f"{FIRST}\r\n{SECOND}\r\n",
        f"{FIRST} {SECOND} {FIRST}",
    ],
)
def test_paragraphs_are_found_whatever_the_format_of_the_copy(copy: str) -> None:
    verification = bp.verify(PLAN, copy)
    assert verification.found == (ONE, TWO)
    assert verification.complete
    assert repr(verification) == "<Verification of plan: 2 found, 0 altered, 0 missing>"


@pytest.mark.parametrize("i", [i for i, letter in enumerate(FIRST) if letter.isalpha()])
def test_a_paragraph_with_one_wrong_letter_is_altered(i: int) -> None:
    letter = "x" if FIRST[i] != "x" else "y"
    verification = bp.verify(PLAN, f"{FIRST[:i]}{letter}{FIRST[i + 1 :]}\n{SECOND}")
    assert (verification.found, verification.altered, verification.missing) == ((TWO,), (ONE,), ())
    assert not verification.complete


@pytest.mark.parametrize(
    ("copy", "missing"),
    [(f"{SECOND}\nautre chose", (ONE,)), ("", (ONE, TWO)), ("court", (ONE, TWO))],
)
def test_paragraphs_that_are_not_in_the_copy_are_missing(
    copy: str, missing: tuple[bp.Citation, ...]
) -> None:
    verification = bp.verify(PLAN, copy)
    assert (verification.missing, verification.altered) == (missing, ())


def test_a_paragraph_that_begins_or_ends_like_a_found_one_is_missing() -> None:
    longer = FIRST.replace("ensemble", "ensemble mais aussi tout ce qui a été oublié,")
    plan = make_programme(FIRST, longer, SECOND)
    for copy in (f"{longer}\n{SECOND}", f"{SECOND}\n{longer}"):
        verification = bp.verify(plan, copy)
        assert verification.found == plan.paragraphs[1:]
        assert verification.missing == plan.paragraphs[:1]


def test_an_altered_paragraph_directly_after_a_found_one_is_recognized() -> None:
    verification = bp.verify(PLAN, f"{FIRST}{SECOND.replace('moins', 'plus')}")
    assert (verification.found, verification.altered) == ((ONE,), (TWO,))


def test_the_exact_wording_is_returned_for_each_action() -> None:
    verification = bp.verify(PLAN, f"<b>Titre</b> {FIRST}\n\nPage 4\n\n{SECOND} Suite.")
    assert {
        id: [(quote.citation, quote.text) for quote in quotes]
        for id, quotes in verification.quotes.items()
    } == {"action-1": [(ONE, FIRST)], "action-2": [(TWO, SECOND)]}


def test_an_action_whose_paragraph_is_missing_has_no_quotes() -> None:
    assert list(bp.verify(PLAN, FIRST).quotes) == ["action-1"]


def test_the_wording_is_exact_in_a_long_copy() -> None:
    other = "autre chose " * 200
    verification = bp.verify(PLAN, f"{other}{FIRST} {SECOND} {other}")
    assert [quote.text for quote in verification.wordings] == [FIRST, SECOND]


@pytest.mark.parametrize("length", [4_064, 4_065, 4_080, 4_095, 4_096, 8_190])
def test_paragraphs_of_any_length_are_found_at_any_place(length: int) -> None:
    for text in (FIRST, "Paix", "Liberté des îles", "O, h!"):
        assert get_wording(f"{'x' * length}\n{text}", text) == text


@pytest.mark.parametrize("after", ["[1]", "\u00b9", " suite", "x"])
def test_the_wording_ends_with_the_paragraph(after: str) -> None:
    text = FIRST.removesuffix(".")
    (quote,) = bp.verify(make_programme(text), f"{text}{after}").wordings
    assert quote.text == text


def test_the_wording_has_no_line_breaks_and_hyphenation() -> None:
    copy = FIRST.replace("efficacité", "effi-\n   cacité").replace("trois pays", "trois\npays")
    copy = copy.replace("énergétique", "énergé\u00adtique")
    (quote,) = bp.verify(PLAN, copy).quotes["action-1"]
    assert quote.text == FIRST


def test_the_wording_has_no_html_tags() -> None:
    copy = FIRST.replace("pays protègent", "pays<br>protègent<!-- page 3 -->")
    assert bp.verify(PLAN, copy).wordings[0].text == FIRST


def test_the_wording_is_composed() -> None:
    text = f"{FIRST.removesuffix('.')} été"
    decomposed = unicodedata.normalize("NFD", text)
    for copy in (decomposed, html.escape(decomposed).replace("\u0301", "&#769;")):
        assert get_wording(copy, text=decomposed) == text


@pytest.mark.parametrize(
    ("broken", "printed"),
    [
        ("coopé-\nration", "coopération"),
        ("coopé-  \r\n\r\n  ration", "coopération"),
        ("coopé\u2010\nration", "coopération"),
        ("coopé-<br>ration", "coopération"),
        ("coopé-</p>\n<p>ration", "coopération"),
        ("coopé-\fration", "coopération"),
        ("coopé-\u2028ration", "coopération"),
        ("COOPÉ-\nRATION", "COOPÉRATION"),
        ("coopé\n\u00ad\nration", "coopération"),
        ("coopé\u00ad\nra\u00adtion", "coopération"),
        ("coopé&shy;ration", "coopération"),
        ("co-\nopé-\nration", "coopération"),
        ("coopé-\u200b\nration", "coopération"),
        ("coopé-\ufeff \nration", "coopération"),
        ("coopé\u00ad\u200b\nration", "coopération"),
        ("coopé\ufeff\u00ad\nration", "coopération"),
        ("coopé-&shy;\nration", "coopération"),
        ("coopé-&#8203;<br>ration", "coopération"),
        ("coopé\u00ad-\nration", "coopération"),
        ("porte-\u00admonnaie", "porte-monnaie"),
        ("Hauts-de-\nFrance", "Hauts-de-France"),
        ("Hauts-de\u2010\nFrance", "Hauts-de\u2010France"),
        ("Anvers-\nBruges", "Anvers-Bruges"),
        ("2025-\n2028", "2025-2028"),
        ("COVID-\n19", "COVID-19"),
        ("2025-\u00ad\n2028", "2025-2028"),
        ("2025\u00ad\n2028", "20252028"),
        ("2025–\n2028", "2025–2028"),
        ("80 %–\n90 %", "80 %–90 %"),
        ("mot—\nsuite", "mot—suite"),
        ("mot–\net suite", "mot–et suite"),
        ("et/\nou", "et/ou"),
        ("2025 –\n2028", "2025 – 2028"),
        ("EU-\nweit", "EU-weit"),
        ("EU-\nKommission", "EU-Kommission"),
        ("Hauts-\nde-France", "Hauts-de-France"),
        ("Bosnie-\net-Herzégovine", "Bosnie-et-Herzégovine"),
        ("porte\u2011\nmonnaie", "porte\u2011monnaie"),
        ("rendez-\nvous … un rendez-vous", "rendez-vous … un rendez-vous"),
        ("in-\nen uitvoer", "in- en uitvoer"),
        ("Energie-\nund Wasser", "Energie- und Wasser"),
        ("Vor-\nsowie Nachteile", "Vor- sowie Nachteile"),
        ("Vor-\nbzw. Nachteile", "Vor- bzw. Nachteile"),
        ("VOR-\nUND NACHTEILE", "VOR- UND NACHTEILE"),
        ("EU-\nen nationaal", "EU- en nationaal"),
        ("korte-\ntot middellange", "korte- tot middellange"),
        ("Pré-\net post", "Pré- et post"),
        ("socio-pré-\nou post", "socio-pré- ou post"),
        ("Short-\nto medium", "Short- to medium"),
        ("mittel-\nbis langfristig", "mittel- bis langfristig"),
        ("net-\nto", "netto"),
        ("Kür-\nbis", "Kürbis"),
        ("arc-\nen-ciel", "arc-en-ciel"),
        ("HAUTS-DE-\nFRANCE", "HAUTS-DE-FRANCE"),
        ("HAUTS\u2010DE\u2010\nFRANCE", "HAUTS\u2010DE\u2010FRANCE"),
        ("a-t-\nil", "a-t-il"),
        ("vis-à-\nvis", "vis-à-vis"),
        ("e-\narchivering", "e-archivering"),
        ("E-\nMail", "E-Mail"),
        ("non-dis-\ncrimination", "non-discrimination"),
        ("socio-économi-\nque … économique", "socio-économique … économique"),
        ("2025 -\n2028", "2025 - 2028"),
    ],
)
def test_a_word_is_whole_as_printed(broken: str, printed: str) -> None:
    assert get_wording(f"Le mot {broken} et la suite.") == f"Le mot {printed} et la suite."


@pytest.mark.parametrize(
    "text",
    [
        "«Solidarité»",
        "« Solidarité »",
        "«\u00a0Solidarité\u00a0!\u00a0»",
        "»Solidarität«.",
        "„Solidarität“",
        "“Solidarity.”",
        "'Solidarité'",
        '"Solidarité".',
        "(Solidarité.)",
        "\u2019s Avonds (laat)",
        "« *Solidarité* »",
        "«**Solidarité**»",
    ],
)
@pytest.mark.parametrize("copy", ["{}", "Titre\n{}\nsuite", "<p>{}</p>", "**{}**", "> {}\n"])
def test_both_quotation_marks_are_kept(text: str, copy: str) -> None:
    assert get_wording(copy.format(text), text=text) == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "It rose 80%",
        "It rose 80 %.",
        "Il coûte 100\u00a0€",
        "Il coûte 100 €\u00a0!",
        "Il coûte (100 €).",
        "Es hat 20°",
        "Classe A++",
        "Il est [sic]",
        "[Sic] il est [là].",
        "Les pays :",
        "Les pays ;",
        "Les pays,",
        "€100 is paid here",
        "€ 100 wordt betaald",
        "-€100 is paid here",
        "«€100 is paid here»",
        "-5 degrees here",
        "\u22125 degrees here",
        "(-5 degrees here)",
        "§ 3 applies here",
        "§§\u00a03-5 gelten",
        "≥ 5 pays",
    ],
)
@pytest.mark.parametrize(
    "copy",
    ["{}", "Titre 4\n{}\n5 pays", "<p>Titre</p><p>{}</p>", "**{}**", "_{}_", "- {}\n- suite"],
)
def test_marks_that_belong_to_the_words_are_kept(text: str, copy: str) -> None:
    assert get_wording(copy.format(text), text=text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("copy", "printed"),
    [
        ("- 5 pays", "5 pays"),
        ("– 5 pays", "5 pays"),
        ("• 5 pays", "5 pays"),
        ("+ 5 pays", "5 pays"),
        ("-pays", "pays"),
        ("§ pays", "pays"),
        ("Titre 2020-2025 est", "2025 est"),
        ("Il coûte 100 €\n2025 est", "2025 est"),
        ("Il coûte 100 € 2025 est", "2025 est"),
        ("les pays\n- suite", "les pays"),
        ("les pays - suite", "les pays"),
        ("les pays\n§ 3", "les pays"),
        ("les pays\n€100", "les pays"),
        ("les pays\n€ 100", "les pays"),
        ("les pays € 100", "les pays"),
        ("les pays\n: suite", "les pays"),
        ("les pays [1]", "les pays"),
    ],
)
def test_marks_of_lists_and_other_text_are_left_out(copy: str, printed: str) -> None:
    assert get_wording(copy, text=printed) == printed


def test_a_quotation_mark_after_another_sign_is_kept() -> None:
    for sign in ("d\u2019", "\u2014", "/", ":"):
        assert get_wording(f"{sign}«Solidarité»", text="Solidarité") == "«Solidarité»"


def test_a_comment_ends_as_in_browsers() -> None:
    assert get_wording("<!-- x --!>Solidarité", text="Solidarité") == "Solidarité"


@pytest.mark.parametrize(
    ("copy", "printed"),
    [
        ("« Titre » Solidarité « Suite »", "Solidarité"),
        ('fin." Solidarité. "Suite"', "Solidarité."),
    ],
)
def test_quotation_marks_of_other_text_are_left_out(copy: str, printed: str) -> None:
    assert get_wording(copy, text="Solidarité") == printed


@pytest.mark.parametrize(
    "mark_up",
    [
        "<b>{}</b>",
        "{}<!-- 1 -->",
        f"{{}}<!-- {'1' * 5000} < > -->",
        "{}<!-->",
        "<!--->{}",
        "<![CDATA[{}]]>",
        f'<a href="{"1" * 5000}">{{}}</a>',
        '<a title="a > b">{}</a>',
        '<a title=\'"a" > b\'title="c">{}</a>',
        "<img src=a.png alt='b'/>{}",
        "<td nowrap data-b>{}</td>",
        "<table border><td align>{}",
        "<p foo>{}",
        "<p =b>{}</ p>",
        "<img src=a alt='b' longdesc>{}",
        "<svg viewbox>{}</svg>",
        '<a title="x" "y">{}</a>',
        '<a title="x""y">{}</a>',
        "<a href=x'y>{}</a>",
        '<a href="x" download>{}</a>',
        "<ol reversed>{}</ol>",
        "<details open>{}</details>",
        "<script async>if (a < b) c('<p>1')</script >{}",
        "<STYLE>p > a::after {{ content: '1' }}</style>{}",
        "<!DOCTYPE html>{}",
        "<?xml version='1.0'?>{}",
        "<![if !supportLists]>{}<![endif]>",
        "<o:p class=a>{}</o:p>",
        "[{}](https://www.benelux.int)",
        "[{}](http://x1/(b(c)))",
        "[{}](a(b(c)d(e(f)))g 'h')",
        "{}</span class='x1' id>",
        "<i>{}</i foo>",
        "[{}](<a b> 'c')",
        '[{}](a_(b) "c (d)")',
        r'[{}](a "b \" c")',
        r"[{}](a 'b \' c')",
        r"[{}](a (b \) c))",
        r"[{}](/a\)b(\(c))",
        r"[{}](<a\>b>)",
        "![{}](a.png)",
        "[![{}](a.png)](b (c))",
        "{}[^1]",
        '{}<sup id="fnref1"><a href="#fn1">1</a></sup>',
        '{}<a class="footnote-ref" href="#fn1">1</a>',
        "{}<A HREF='notes.xhtml#_ftn12' name=_ftnref12><sup>[12]</sup></A>",
        '{}<a href="#f1" role="doc-noteref"><sup>(1)</sup></a>',
        "{}<sup><a href=#cite_note-1><span>[</span>1<span>]</span></a></sup>",
        '{}<a href="#sdendnote1sym">*</a >',
        '{}<a href="#_edn3">[3]</a>',
        "[{}][r-x]",
        "[{}][]",
        "![{}][r-x]",
        "[![{}][image 1]][r-x]",
        "<x-tag attr>{}</x-tag>",
        "<X-tag attr other=1>{}</x-Tag >",
        "<template>zz</template>{}",
        "<TEMPLATE id=a><p>zz</p></template >{}",
        "<iframe src=a>zz</iframe>{}",
        "<iframe src='a' />{}",
        "<ruby>{}<rt>zz</rt></ruby>",
        "<ruby><rb>{}</rb><rp>(</rp><rt lang=fr>zz</rt><rp>)</rp></ruby>",
        "<ruby>{}<rt>zz</ruby>",
        "> > {}",
    ],
)
def test_marks_are_not_text(mark_up: str) -> None:
    start = "Paix,\n" if mark_up.startswith(">") else "Paix, "
    copy = f"{start}{mark_up.format('coopération')} et liberté."
    text = "Paix, coopération et liberté."
    assert get_wording(copy, text).split() == text.split()


@pytest.mark.parametrize("label", ["r-x", "1", "Une note"])
def test_the_reference_of_a_link_may_be_defined(label: str) -> None:
    copy = f"Paix, [coopération][{label}] et liberté.\n\n[{label.lower()}]: https://www.benelux.int"
    assert get_wording(copy, "Paix, coopération et liberté.") == "Paix, coopération et liberté."


def test_custom_elements_and_ruby_are_inside_words() -> None:
    for copy in ("co<x-y>opé</x-y>ration", "<ruby>coopé<rt>zz</rt></ruby>ration"):
        assert get_wording(f"Paix, {copy}.", "Paix, coopération.") == "Paix, coopération."


@pytest.mark.parametrize(
    "copy",
    [
        'Voir la page <a href="#p3">3</a> ici',
        'Voir la <a href="#note3">page 3</a> ici',
        'Voir la page <a href="notes.html">3</a> ici',
    ],
)
def test_links_to_other_places_are_text(copy: str) -> None:
    assert get_wording(copy, "Voir la page 3 ici") == "Voir la page 3 ici"


@pytest.mark.parametrize(
    "text",
    [
        "Si a < b et c > d",
        "Si a<b-c et d>e",
        "Si a <rt et b",
        "Voir le <template-x et> ou non",
        "Voir [annexe][2] aussi",
        "Si a<b et c>d",
        "Si a<b && c>d",
        "L'article <<Titre>> ici",
        "Si i<j=3 et k>0",
        "Voir <www.benelux.int> ou <https://www.benelux.int/a?b=c> ou rien",
        "Écrire à <info@benelux.int> ou non",
        "Un <a href='jamais fermé",
        "Voir [1] (p. 3) et [2][3] aussi",
        "Voir f[1](voir la page 3)",
        "Un ](crochet) seul",
        "Bürger*innen und Schüler*innen",
        "R&D & plus",
    ],
)
def test_signs_that_are_no_mark_up_are_text(text: str) -> None:
    for copy in (text, html.escape(text)):
        assert get_wording(copy, text=text) == text


@pytest.mark.parametrize(
    ("reference", "letter"),
    [
        ("&#" + "1" * 5000 + ";", ""),
        ("&#" + "0" * 5000 + "233;", "é"),
        ("&#x" + "0" * 5000 + "e9;", "é"),
        ("&#99999999", ""),
        ("&#xD800;", ""),
        ("&eacute;", "é"),
    ],
)
def test_character_references_have_any_length(reference: str, letter: str) -> None:
    printed = get_wording(f"Paix {reference} et liberté.", f"Paix {letter} et liberté.")
    assert printed.replace("\ufffd", "") == f"Paix {letter} et liberté."


def test_an_escaped_sign_is_quoted_alone() -> None:
    assert get_wording(r"Paix \* et \[liberté\](a)") == "Paix * et [liberté](a)"


@pytest.mark.parametrize(
    "sign",
    ["\x1b", "\x07", "\x00", "\x9b", "\u202e", "\u2066", "\ufeff", "\ud800", "\u2029", "&#27;"],
)
def test_a_quote_has_no_control_characters(sign: str) -> None:
    quote = get_wording(f"Paix {sign}\r\x1f\x85et liberté.")
    assert quote.isprintable()
    assert quote.replace("  ", " ") == "Paix et liberté."


@pytest.mark.parametrize("text", ["a" * 70, "ab" * 40, "La paix, la paix, la paix"])
def test_a_paragraph_that_repeats_itself_is_found_among_repetitions(text: str) -> None:
    assert bp.verify(make_programme(text), f"{text * 20}, {text}").complete


def test_paragraphs_of_the_same_beginning_and_end_are_distinguished() -> None:
    texts = [f"{FIRST} Numéro {i} de {'la ' * (i % 7)}liste. {SECOND}" for i in range(500)]
    verification = bp.verify(make_programme(*texts), "\n".join(texts[1:]))
    assert [quote.text for quote in verification.wordings] == texts[1:]
    assert [citation.paragraph for citation in verification.missing] == [1]


@pytest.mark.parametrize("lengths", [[10**9 - 1], range(64, 5_064)])
def test_lengths_and_repetitions_without_end_are_altered_paragraphs(lengths: list[int]) -> None:
    repetition = bp.fingerprint("a" * 64)
    fingerprints = [attrs.evolve(repetition, length=length, whole="0" * 16) for length in lengths]
    paragraphs = tuple(
        attrs.evolve(ONE, paragraph=number, fingerprint=each)
        for number, each in enumerate(fingerprints, 1)
    )
    plan = attrs.evolve(PLAN, own_actions=(), paragraphs=paragraphs)
    assert len(bp.verify(plan, "a" * 100_000).altered) == len(lengths)


@pytest.mark.parametrize(
    "unit", ["<!--", "<a ", "<a b='\"", "](", "[", "&#", "\u0345\u0334", "\ufdfa", "a-\n"]
)
def test_a_copy_of_repeated_marks_has_no_paragraphs(unit: str) -> None:
    assert bp.verify(PLAN, unit * 20_000).missing == (ONE, TWO)


@pytest.mark.parametrize("unit", ["\ufdfa", "\u3300", "&#xfdfa;", "a", "<b>é</b>"])
def test_memory_is_in_proportion_to_the_copy(unit: str) -> None:
    copy = unit * (60_000 // len(unit.encode()))
    bp.verify(PLAN, unit)
    tracemalloc.start()
    bp.verify(PLAN, copy)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * len(copy.encode())


def test_the_quotes_are_immutable() -> None:
    with pytest.raises(TypeError):
        bp.verify(PLAN, FIRST).quotes["action-1"] = ()  # type: ignore[index]  # under test


def test_the_quotes_are_grouped_once() -> None:
    verification = bp.verify(PLAN, f"{FIRST}\n{SECOND}")
    assert verification.quotes is verification.quotes
    assert pickle.loads(pickle.dumps(verification)).quotes == verification.quotes  # noqa: S301


def test_all_quotes_of_an_action_are_grouped() -> None:
    verification = bp.verify(PLAN, FIRST)
    twice = attrs.evolve(verification, wordings=verification.wordings * 2)
    assert twice.quotes == {"action-1": verification.wordings * 2}


def test_the_representation_of_a_quote_has_its_length() -> None:
    (quote,) = bp.verify(PLAN, FIRST).wordings
    assert repr(quote) == f"<Quote action-1: 1 ¶1, {len(FIRST)} characters>"


@pytest.mark.parametrize("text", ["", " ", "text "])
def test_a_blank_or_padded_quote_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match=r"Quote\.text"):
        bp.Quote(action="action-1", citation=ONE, text=text)


def test_a_programme_without_fingerprints_is_refused() -> None:
    plan = attrs.evolve(PLAN, own_actions=(), paragraphs=())
    with pytest.raises(InvalidValueError) as caught:
        bp.verify(plan, "text")
    expected = "a programme whose paragraphs have fingerprints, which `fingerprint` makes"
    assert caught.value.args == ("verify", "programme", plan, expected, "bad-value")


def test_the_path_of_a_file_as_a_string_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        bp.verify(PLAN, __file__)
    expected = "the text of a copy (pass the path of a file as a pathlib.Path)"
    assert caught.value.args == ("verify", "copy", __file__, expected, "bad-value")


@pytest.mark.parametrize("path_type", [Path, PurePath])
def test_a_path_is_read_as_a_file(path_type: Callable[[Path], Path], tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    file.write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8-sig")
    assert bp.verify(PLAN, path_type(file)).complete


@pytest.mark.parametrize("options", [{"encoding": "utf-8"}, {"mode": "rb"}])
def test_an_open_file_is_read(options: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")
    with path.open(**options) as file:
        assert bp.verify(PLAN, file).complete


def test_a_closed_file_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "copy.txt").open("wb") as file:
        pass
    with pytest.raises(InvalidDataError) as caught:
        bp.verify(PLAN, file)
    assert [problem.code for problem in caught.value.problems] == ["not-a-file"]


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "large", "latin-1", "pdf"])
def test_files_without_text_are_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    code = "not-a-file"
    if kind == "fifo":
        make_fifo(path)
    elif kind == "device":
        path = Path("/dev/urandom")
    elif kind == "folder":
        path.mkdir()
    elif kind == "large":
        code = "too-large"
        with path.open("wb") as file:
            file.truncate(64 * 1024 * 1024 + 1)
    else:
        code = "encoding"
        path.write_bytes(f"titre\n{FIRST}".encode("cp1252") if kind != "pdf" else b"%PDF\n\xff")
    with pytest.raises(InvalidDataError) as caught:
        bp.verify(PLAN, path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == (code, str(path))
    assert problem.line == (2 if code == "encoding" else None)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file") as caught:
        bp.verify(PLAN, tmp_path / "missing")
    assert caught.value.filename == str(tmp_path / "missing")


def test_fingerprints_never_change() -> None:
    assert bp.fingerprint("Économie circulaire.") == bp.Fingerprint(
        length=18, start="06d02e38cd97524a", end="1df40131e0742800", whole="78d16af8c293b7fb"
    )
    assert bp.fingerprint(FIRST) == bp.Fingerprint(
        length=72, start="12f1191cc262ee8d", end="178ced0d0c13a913", whole="34624101dbe14fb7"
    )


@pytest.mark.parametrize("character", "\u034f\u115f\u1160\u17b4\u17b5\u200d\u2063\u3164\uffa0")
def test_a_character_that_nobody_sees_counts_for_nothing(character: str) -> None:
    assert bp.fingerprint(f"co{character}op") == bp.fingerprint("coop")
    assert get_wording(f"Paix,{character} coo{character}pération.") == "Paix, coopération."


def test_two_letters_are_enough_for_a_fingerprint() -> None:
    assert bp.fingerprint("O, h!").length == 2


@pytest.mark.parametrize("text", ["", "a", "…", "O!"])
def test_a_text_with_fewer_than_two_letters_has_no_fingerprint(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        bp.fingerprint(text)
    expected = "a text with at least two letters or digits"
    assert caught.value.args == ("fingerprint", "text", text, expected, "bad-value")


@given(st.text(alphabet="ab é-", min_size=3).filter(lambda text: sum(map(str.isalpha, text)) > 1))
def test_case_and_line_breaks_do_not_change_a_fingerprint(text: str) -> None:
    assert bp.fingerprint(text) == bp.fingerprint(textwrap.fill(text.upper(), 5) or text)


@given(
    st.lists(st.text(st.characters(categories=["L"]), min_size=3), min_size=3), st.text(), st.text()
)
def test_a_paragraph_is_found_between_any_other_text(
    words: list[str], before: str, after: str
) -> None:
    text = " ".join(words)
    copy = f"{before.replace('<', '').replace('&', '')}\n{text}\n{after}"
    assert bp.verify(make_programme(text), copy).complete


@pytest.fixture(scope="module")
def copies(sources: Path) -> dict[str, str]:
    return {period: (sources / file).read_text("utf-8") for period, file in FILES.items()}


def test_the_recorded_fingerprints_are_those_of_the_publication(
    programme: bp.Programme, printed: Paragraphs
) -> None:
    for citation in programme.paragraphs:
        assert citation.fingerprint == bp.fingerprint(printed[programme.id][citation.address])


def test_the_fingerprints_of_a_programme_are_distinct(programme: bp.Programme) -> None:
    fingerprints = {citation.fingerprint for citation in programme.paragraphs}
    assert len(fingerprints) == len(programme.paragraphs)


@pytest.mark.parametrize("transform", [str, hyphenate, str.upper])
def test_all_paragraphs_are_found_in_the_publication(
    programme: bp.Programme, copies: dict[str, str], transform: Callable[[str], str]
) -> None:
    verification = bp.verify(programme, transform(copies[programme.id]))
    assert verification.found == programme.paragraphs
    assert set(verification.quotes) == {action.id for action in programme.actions}


@pytest.mark.parametrize(("transform", "step"), [(str, 4), (hyphenate, 11)])
def test_a_changed_or_removed_paragraph_of_the_publication_is_recognized(
    programme: bp.Programme,
    copies: dict[str, str],
    printed: Paragraphs,
    transform: Callable[[str], str],
    step: int,
) -> None:
    copy = copies[programme.id]
    for citation in programme.paragraphs[::step]:
        text = printed[programme.id][citation.address]
        letter = "x" if text[5] != "x" else "y"
        changed = copy.replace(text, f"{text[:5]}{letter}{text[6:]}", 1)
        removed = copy.replace(text, "", 1)
        assert bp.verify(programme, transform(changed)).altered == (citation,)
        assert bp.verify(programme, transform(removed)).missing == (citation,)


def test_each_action_has_a_quote_of_each_paragraph_that_it_cites(
    programme: bp.Programme, copies: dict[str, str], printed: Paragraphs
) -> None:
    verification = bp.verify(programme, copies[programme.id])
    for action in programme.actions:
        quotes = verification.quotes[action.id]
        assert tuple(quote.citation for quote in quotes) == action.citations
        for quote in quotes:
            text = printed[programme.id][quote.citation.address]
            assert quote.text == text.replace("<sub>", "").replace("</sub>", "")
