"""Building the records of which a programme has most, from a document that is trusted.

These functions do what `codec` can do for any class, with every attribute written out. That takes
half the time.
"""

from functools import lru_cache
from typing import Any, Final

from benelux_programme._model.citation import Citation, Fingerprint, resolve_address
from benelux_programme._model.nodes import Action, Commitment, Predecessor, Relation
from benelux_programme._model.period import Period
from benelux_programme._model.text import Terms, Text

from .building import Builder, Cited, Parents, writable

_TEXT, _TERMS = writable(Text), writable(Terms)
_FINGERPRINT, _CITATION = writable(Fingerprint), writable(Citation)
_PREDECESSOR, _ACTION = writable(Predecessor), writable(Action)

_NO_TERMS = Terms()
_COMMITMENTS = {str(one): one for one in Commitment}
_RELATIONS = {str(one): one for one in Relation}

period: Final = lru_cache(maxsize=256)(Period.parse)
"""The period that `str` wrote; few are written often."""

held: Final = lru_cache(maxsize=4096)(lambda *items: items)
"""The strings as a tuple. Equal ones are held once, as two revisions of a programme have most."""


def citations(addresses: Any, _: Parents, cited: Cited) -> tuple[Citation, ...]:
    """The paragraphs or headings with these addresses."""
    try:
        return tuple([cited[one] for one in addresses])
    except KeyError:  # no paragraphs are recorded
        return tuple([resolve_address(one, cited) for one in addresses])


def _text(document: Any, *_: object) -> Any:
    get = document.get
    built = _TEXT()
    built.fr = get("fr")
    built.nl = get("nl")
    built.de = get("de")
    built.en = get("en")
    built.official = tuple(get("official", ()))
    built.__class__ = Text
    return built


def _terms(document: Any, *_: object) -> Any:
    get = document.get
    words = get("fr", ()), get("nl", ()), get("de", ()), get("en", ())
    return terms_of(*map(tuple, words))


@lru_cache(maxsize=4096)  # two revisions of a programme have most of them alike
def terms_of(
    fr: tuple[str, ...], nl: tuple[str, ...], de: tuple[str, ...], en: tuple[str, ...]
) -> Any:
    built = _TERMS()
    built.fr = fr
    built.nl = nl
    built.de = de
    built.en = en
    built.__class__ = Terms
    return built


def _fingerprint(document: Any, *_: object) -> Any:
    built = _FINGERPRINT()
    built.length = document["length"]
    built.start = document["start"]
    built.end = document["end"]
    built.whole = document["whole"]
    built.__class__ = Fingerprint
    return built


def _citation(document: Any, *_: object) -> Any:
    get = document.get
    fingerprint = get("fingerprint")
    built = _CITATION()
    built.section = document["section"]
    built.paragraph = get("paragraph")
    built.page = get("page")
    built.fingerprint = fingerprint and _fingerprint(fingerprint)
    built.__class__ = Citation
    return built


def _predecessor(document: Any, *_: object) -> Any:
    built = _PREDECESSOR()
    built.programme = document["programme"]
    built.action = document["action"]
    built.relation = _RELATIONS[document["relation"]]
    built.reason = document["reason"]
    built.__class__ = Predecessor
    return built


def _action(document: Any, parents: Parents, cited: Cited) -> Any:
    get = document.get
    deliverable, timing, note = get("deliverable"), get("timing"), get("note")
    keywords = get("keywords")
    built = _ACTION()
    built.id = document["id"]
    built.programme = parents["programme"]
    built.pillar = parents.get("pillar")
    built.theme = parents.get("theme")
    built.summary = _text(document["summary"])
    built.commitment = _COMMITMENTS[document["commitment"]]
    built.actors = held(*get("actors", ()))
    built.partners = held(*get("partners", ()))
    built.references = held(*get("references", ()))
    built.fields = held(*get("fields", ()))
    built.deliverable = deliverable and _text(deliverable)
    built.timing = timing and period(timing)
    built.citations = citations(document["citations"], parents, cited)
    built.predecessors = tuple([_predecessor(one) for one in get("predecessors", ())])
    built.note = note and _text(note)
    built.keywords = _terms(keywords) if keywords else _NO_TERMS
    built.__class__ = Action
    return built


BUILDERS: Final[dict[type, Builder]] = {
    Text: _text,
    Terms: _terms,
    Fingerprint: _fingerprint,
    Citation: _citation,
    Predecessor: _predecessor,
    Action: _action,
}
