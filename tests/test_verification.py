import html
import os
import pickle
import textwrap
import unicodedata
from pathlib import Path, PurePath
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._cli.main import main
from benelux_programme.errors import InvalidDataError, InvalidValueError, UnreadableFileError
from support import Paragraphs

FILES = {"2021-2024": "2021-2024.fr.txt", "2025-2028": "2025-2028.fr.md"}

FIRST = "Les trois pays protègent ensemble l’efficacité énergétique des îles, où l’été est court."
SECOND = "Un œil neuf : la coopération néerlando-flamande (« pilote ») émet 20 % de CO₂ en moins."


def programme_of(*texts: str) -> bp.Programme:
    """A programme whose publication has these paragraphs, each cited by an action."""
    paragraphs = tuple(
        bp.Citation(section="1", paragraph=number, fingerprint=bp.fingerprint(text))
        for number, text in enumerate(texts, 1)
    )
    actions = tuple(
        bp.Action(
            id=f"action-{one.paragraph}",
            programme="plan",
            summary=bp.Text(en="Act."),
            commitment=bp.Commitment.FIRM,
            citations=(one,),
        )
        for one in paragraphs
    )
    return bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        own_actions=actions,
        paragraphs=paragraphs,
    )


PLAN = programme_of(FIRST, SECOND)
ONE, TWO = PLAN.paragraphs


def wrapped(text: str, width: int = 40, hyphen: str = "-") -> str:
    """The text broken at a width, in the middle of words too."""
    lines = []
    for line in text.splitlines():
        words = line
        while len(words) > width:
            cut = width - 1
            inside = words[cut - 1].isalpha() and words[cut].isalpha()
            lines.append(words[:cut] + (hyphen if inside else ""))
            words = words[cut:]
        lines.append(words)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "copy",
    [
        f"{FIRST}\n\n{SECOND}",
        f"Titre\n{FIRST.upper()}\n14\nEn-tête\n{SECOND}\nfin",
        wrapped(f"{FIRST}\n{SECOND}"),
        wrapped(f"{FIRST}\n{SECOND}", 23, "\u00ad"),
        f"{FIRST} {SECOND}".replace("ffi", "ﬃ").replace("’", "'"),
        f"<p class='x'>{html.escape(FIRST)}</p>\n<p>{SECOND.replace('CO₂', 'CO<sub>2</sub>')}</p>",
        f"**{FIRST}**\n\n- *{SECOND}*",
        f"{SECOND}{FIRST}",
        f"{FIRST}\r\n{SECOND}\r\n",
        f"{FIRST} {SECOND} {FIRST}",
    ],
)
def test_paragraphs_are_found_whatever_the_form_of_the_copy(copy: str) -> None:
    result = bp.verify(PLAN, copy)
    assert result.found == (ONE, TWO)
    assert result.complete
    assert repr(result) == "<Verification of plan: 2 found, 0 altered, 0 missing>"


@pytest.mark.parametrize("place", [place for place, letter in enumerate(FIRST) if letter.isalpha()])
def test_one_wrong_letter_is_an_altered_paragraph(place: int) -> None:
    letter = "x" if FIRST[place] != "x" else "y"
    result = bp.verify(PLAN, f"{FIRST[:place]}{letter}{FIRST[place + 1 :]}\n{SECOND}")
    assert (result.found, result.altered, result.missing) == ((TWO,), (ONE,), ())
    assert not result.complete


def test_a_paragraph_that_is_not_there_is_missing() -> None:
    result = bp.verify(PLAN, f"{SECOND}\nautre chose")
    assert (result.found, result.altered, result.missing) == ((TWO,), (), (ONE,))
    assert bp.verify(PLAN, "").missing == (ONE, TWO)
    assert bp.verify(PLAN, "court").missing == (ONE, TWO)


def test_the_exact_wording_is_handed_back_for_each_action() -> None:
    result = bp.verify(PLAN, f"<b>Titre</b> {FIRST}\n\nPage 4\n\n{SECOND} Suite.")
    assert {id: [one.text for one in quotes] for id, quotes in result.quotes.items()} == {
        "action-1": [FIRST],
        "action-2": [SECOND],
    }
    assert [quote.citation for quote in result.wordings] == [ONE, TWO]
    assert list(bp.verify(PLAN, FIRST).quotes) == ["action-1"]


def test_the_wording_is_exact_in_a_long_copy_too() -> None:
    before = "autre chose " * 200
    result = bp.verify(PLAN, f"{before}{FIRST} {SECOND} {before}")
    assert [quote.text for quote in result.wordings] == [FIRST, SECOND]


def test_what_follows_is_no_part_of_the_wording() -> None:
    text = FIRST.removesuffix(".")
    for follows in ("[1]", "\u00b9", " suite", "x"):
        (quote,) = bp.verify(programme_of(text), f"{text}{follows}").wordings
        assert quote.text == text


def test_a_paragraph_that_begins_or_ends_as_another_is_missing_without_a_trace() -> None:
    middle = "mais aussi tout ce qui a été oublié,"
    longer = FIRST.replace("ensemble", f"ensemble {middle}")
    plan = programme_of(FIRST, longer, SECOND)
    for copy in (f"{longer}\n{SECOND}", f"{SECOND}\n{longer}"):
        result = bp.verify(plan, copy)
        assert (result.found, result.missing) == (plan.paragraphs[1:], plan.paragraphs[:1])


def test_what_begins_where_another_ends_is_a_trace() -> None:
    result = bp.verify(PLAN, f"{FIRST}{SECOND.replace('moins', 'plus')}")
    assert (result.found, result.altered) == ((ONE,), (TWO,))


def test_a_fingerprint_never_changes() -> None:
    assert bp.fingerprint("Économie circulaire.") == bp.Fingerprint(
        length=18, start="06d02e38cd97524a", end="1df40131e0742800", whole="78d16af8c293b7fb"
    )
    assert bp.fingerprint(FIRST) == bp.Fingerprint(
        length=72, start="12f1191cc262ee8d", end="178ced0d0c13a913", whole="34624101dbe14fb7"
    )


def test_a_quote_has_a_text_and_says_how_long_it_is() -> None:
    quote = bp.verify(PLAN, FIRST).wordings[0]
    assert repr(quote) == f"<Quote action-1: 1 ¶1, {len(FIRST)} characters>"
    with pytest.raises(InvalidValueError):
        attrs.evolve(quote, text="")


def test_words_broken_at_the_end_of_a_line_are_whole_again() -> None:
    copy = FIRST.replace("efficacité", "effi-\n   cacité").replace("trois pays", "trois\npays")
    copy = copy.replace("énergétique", "énergé\u00adtique")
    (quote,) = bp.verify(PLAN, copy).quotes["action-1"]
    assert quote.text == FIRST


def test_marks_of_html_and_accents_apart_do_no_harm() -> None:
    text = "Les pays protègent ensemble les îles de la mer, quoi qu\u2019il en coûte à l\u2019été."
    plan = programme_of(text)
    marked = text.replace("ensemble les", "ensemble<br>les<!-- page 3 -->")
    assert bp.verify(plan, marked).wordings[0].text == text
    apart = unicodedata.normalize("NFD", text)
    assert bp.verify(plan, apart).wordings[0].text == apart


def test_a_hyphen_before_a_capital_stays() -> None:
    text = "Le port d’Anvers-Bruges et celui de Rotterdam travaillent de concert pour la mer."
    (quote,) = bp.verify(programme_of(text), text.replace("Anvers-", "Anvers-\n")).wordings
    assert quote.text == text.replace("Anvers-", "Anvers- ")


def test_the_quotes_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        bp.verify(PLAN, FIRST).quotes["action-1"] = ()  # type: ignore[index]  # under test


def test_what_cannot_be_verified() -> None:
    bare = bp.Programme(id="plan", period=bp.Period.of_years(2025), title=bp.Text(en="Plan"))
    expected = "a programme with the fingerprints of its paragraphs"
    with pytest.raises(InvalidValueError) as caught:
        bp.verify(bare, "text")
    assert caught.value.args == ("verify", "programme", bare, expected, "bad-value")
    no_programme: Any = None
    with pytest.raises(InvalidValueError) as caught:
        bp.verify(no_programme, "text")
    assert caught.value.args == ("verify", "programme", None, "a Programme", "wrong-type")
    expected = "the text of a copy, its pathlib.Path or an open file"
    for copy in (b"bytes", __file__):
        with pytest.raises(InvalidValueError) as caught:
            bp.verify(PLAN, copy)  # type: ignore[arg-type]  # one is a mistake
        assert caught.value.args == ("verify", "text", copy, expected, "bad-value")
    expected = "a text with two letters or more"
    for text in ("", "a", "…", None):
        with pytest.raises(InvalidValueError) as caught:
            bp.fingerprint(text)  # type: ignore[arg-type]  # one is a mistake
        assert caught.value.args == ("fingerprint", "text", text, expected, "bad-value")


words = st.text(alphabet="abcdé œ-’.", min_size=1, max_size=12)


@given(
    st.lists(st.text(st.characters(categories=["L"]), min_size=3), min_size=3), st.text(), st.text()
)
def test_a_paragraph_is_found_between_anything(words: list[str], before: str, after: str) -> None:
    text = " ".join(words)
    plan = programme_of(text)
    copy = f"{before.replace('<', '').replace('&', '')}\n{text}\n{after}"
    assert bp.verify(plan, copy).complete


@given(st.text(alphabet="ab é-", min_size=3).filter(lambda text: sum(map(str.isalpha, text)) > 1))
def test_the_same_letters_have_the_same_fingerprint(text: str) -> None:
    assert bp.fingerprint(text) == bp.fingerprint(textwrap.fill(text.upper(), 5) or text)


@pytest.fixture(scope="module")
def copies(sources: Path) -> dict[str, str]:
    return {period: (sources / file).read_text("utf-8") for period, file in FILES.items()}


def test_the_fingerprints_are_those_of_the_publication(
    programme: bp.Programme, printed: Paragraphs
) -> None:
    for citation in programme.paragraphs:
        assert citation.fingerprint == bp.fingerprint(printed[programme.id][citation.address])
    assert len({one.fingerprint for one in programme.paragraphs}) == len(programme.paragraphs)


@pytest.mark.parametrize("form", [str, wrapped, str.upper])
def test_all_paragraphs_of_a_publication_are_found(
    programme: bp.Programme, copies: dict[str, str], form: "type[str]"
) -> None:
    result = bp.verify(programme, form(copies[programme.id]))
    assert result.found == programme.paragraphs
    assert set(result.quotes) == {action.id for action in programme.actions}


@pytest.mark.parametrize("form", [str, wrapped])
def test_a_change_in_the_publication_is_named(
    programme: bp.Programme,
    copies: dict[str, str],
    printed: Paragraphs,
    form: "type[str]",
) -> None:
    every = 1 if form is str else 11
    for citation in programme.paragraphs[::every]:
        text = printed[programme.id][citation.address]
        copy = copies[programme.id]
        assert text in copy
        altered = f"{'x' if text[5] != 'x' else 'y'}"
        one_wrong = copy.replace(text, f"{text[:5]}{altered}{text[6:]}", 1)
        without = copy.replace(text, "", 1)
        assert bp.verify(programme, form(one_wrong)).altered == (citation,)
        assert bp.verify(programme, form(without)).missing == (citation,)


def test_an_action_is_quoted_from_every_paragraph_it_cites(
    programme: bp.Programme, copies: dict[str, str], printed: Paragraphs
) -> None:
    result = bp.verify(programme, copies[programme.id])
    for action in programme.actions:
        quotes = result.quotes[action.id]
        assert tuple(one.citation for one in quotes) == action.citations
        for quote in quotes:
            text = printed[programme.id][quote.citation.address]
            assert quote.text == text.replace("<sub>", "").replace("</sub>", "")


def test_the_command_prints_what_became_of_the_paragraphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benelux_programme._cli.main.load", {"plan": PLAN}.__getitem__)
    copy = tmp_path / "copy.txt"
    copy.write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8-sig")
    assert main(["verify", "plan", str(copy)]) == 0
    assert capsys.readouterr().out == "2 of 2 paragraphs found\n"
    assert main(["verify", "plan", str(copy), "--quotes"]) == 0
    assert f"\n\naction-2 (1 ¶2)\n{SECOND}\n" in capsys.readouterr().out
    copy.write_text(FIRST.replace("îles", "mers"), encoding="utf-8")
    assert main(["verify", "plan", str(copy)]) == 1
    assert capsys.readouterr().out == (
        "0 of 2 paragraphs found\n\n- altered: 1 ¶1\n- missing: 1 ¶2\n"
    )


def test_a_path_is_that_of_a_file(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8-sig")
    assert bp.verify(PLAN, copy).complete
    with copy.open(encoding="utf-8") as text, copy.open("rb") as content:
        assert bp.verify(PLAN, text).complete
        assert bp.verify(PLAN, content).complete
    with pytest.raises(InvalidDataError) as caught:
        bp.verify(PLAN, content)
    assert [one.code for one in caught.value.problems] == ["not-a-file"]


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "large", "latin-1", "pdf"])
def test_what_is_no_text_in_a_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    code = "not-a-file"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
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


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file") as caught:
        bp.verify(PLAN, tmp_path / "nowhere")
    assert caught.value.filename == str(tmp_path / "nowhere")


def test_another_text_altogether_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benelux_programme._cli.main.load", {"plan": PLAN}.__getitem__)
    (tmp_path / "other.txt").write_text("something else")
    assert main(["verify", "plan", str(tmp_path / "other.txt")]) == 1
    assert capsys.readouterr().out == "0 of 2 paragraphs found; is it a copy of this publication?\n"


def test_the_command_reads_its_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benelux_programme._cli.main.load", {"plan": PLAN}.__getitem__)
    (tmp_path / "copy.txt").write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")
    with (tmp_path / "copy.txt").open() as copy:
        monkeypatch.setattr("sys.stdin", copy)
        assert main(["verify", "plan", "-"]) == 0
    assert capsys.readouterr().out == "2 of 2 paragraphs found\n"


@pytest.mark.parametrize("content", [None, b"%PDF-1.7\xff\xfe"])
def test_a_file_that_cannot_be_read_is_wrong_use(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy"
    if content is not None:
        file.write_bytes(content)
    assert main(["verify", "2025-2028", str(file)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("benelux-programme: ")


def test_the_quotes_are_gathered_once() -> None:
    result = bp.verify(programme_of(FIRST, SECOND), f"{FIRST}\n{SECOND}")
    assert result.quotes is result.quotes
    assert pickle.loads(pickle.dumps(result)).quotes == result.quotes  # noqa: S301
    twice = attrs.evolve(result, wordings=result.wordings * 2)
    assert twice.quotes["action-1"] == (result.wordings[0],) * 2


def test_any_path_is_that_of_a_file(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")
    assert bp.verify(PLAN, PurePath(copy)).complete


def test_a_fingerprint_takes_two_letters() -> None:
    assert bp.fingerprint("O, h!").length == 2
    with pytest.raises(InvalidValueError, match="two letters or more"):
        bp.fingerprint("O!")
