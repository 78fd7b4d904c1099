"""An example of every public class, and a change to a different value."""

from datetime import date
from typing import Any

import attrs

import benelux_programme as bp

TEXT = bp.Text(fr="Économie circulaire", en="Circular economy", official=("fr",))
FINGERPRINT = bp.Fingerprint(length=40, start="0" * 16, end="1" * 16, whole="f" * 16)
PARAGRAPH = bp.Citation(section="1.1", paragraph=1, page=6, fingerprint=FINGERPRINT)
HEADING = bp.Citation(section="1.1", page=6)

PARTNER = bp.Partner(
    id="north-rhine-westphalia",
    kind=bp.PartnerKind.REGION,
    name=bp.Text(fr="Rhénanie-du-Nord-Westphalie", de="Nordrhein-Westfalen", official=("de",)),
    abbreviations=("NRW",),
    aliases=bp.Terms(fr=("Rhénanie du Nord Westfalie",)),
    iso_3166_2="DE-NW",
    wikidata="Q1198",
    citations=(PARAGRAPH,),
)
REFERENCE = bp.Reference(
    id="police-treaty",
    kind=bp.ReferenceKind.TREATY,
    title=bp.Text(en="Police treaty"),
    signed="2018-07-23",
    citations=(PARAGRAPH,),
)
FIELD = bp.PolicyField(id="energy", label=bp.Text(en="Energy"), eurovoc=("2498", "c_86d7db98"))
PREDECESSOR = bp.Predecessor(
    programme="2021-2024",
    action="benelux-police-treaty",
    relation=bp.Relation.DEEPENS,
    reason=bp.Text(en="The treaty was signed."),
)


def make_action(id: str, pillar: str | None = None, theme: str | None = None) -> bp.Action:
    return bp.Action(
        id=id,
        programme="2025-2028",
        pillar=pillar,
        theme=theme,
        summary=bp.Text(fr=f"Faire {id}.", en=f"Do {id}."),
        commitment=bp.Commitment.CONDITIONAL,
        actors=("north-rhine-westphalia",),
        references=("police-treaty",),
        fields=("energy",),
        deliverable=bp.Text(en="Register"),
        timing=bp.Period.of_years(2025, 2026),
        citations=(PARAGRAPH,),
        predecessors=(PREDECESSOR,),
        note=bp.Text(en="A doubt."),
        keywords=bp.Terms(en=("deed",)),
    )


ACTION = make_action("in-theme", "security", "police")
THEME = bp.Theme(
    id="police",
    programme="2025-2028",
    pillar="security",
    number="1.1",
    title=TEXT,
    citations=(HEADING,),
    actions=(ACTION, make_action("in-theme-too", "security", "police")),
)
ALTERNATIVE_TITLE = bp.AlternativeTitle(text=TEXT, sources=("https://example.org/",))
PILLAR = bp.Pillar(
    id="security",
    programme="2025-2028",
    number="1",
    title=bp.Text(fr="Sécurité", en="Security", official=("fr",)),
    citations=(HEADING,),
    own_actions=(make_action("in-pillar", "security"),),
    themes=(THEME,),
    alternative_titles=(ALTERNATIVE_TITLE,),
    note=bp.Text(en="A note on the pillar."),
)
CONTEXT = bp.ContextParagraph(
    citation=bp.Citation(section="1.1", paragraph=2, page=6), reason=bp.Text(en="Background.")
)
PUBLICATION = bp.Publication(
    kind="booklet",
    title=TEXT,
    languages=("fr",),
    publisher="north-rhine-westphalia",
    adopted="2024-12-19",
    published="2025-01",
)
RETIRED = bp.RetiredId(
    id="old-treaty", successors=("in-theme",), reason="It was made wider.", since=2
)
ACTION_BEARING = bp.ActionBearing(action="in-pillar", bearing=bp.Bearing.ADVANCES)
OUTCOME_SOURCE = bp.OutcomeSource(
    url="https://example.org/news", publisher="Gazette", language="fr"
)
OUTCOME = bp.Outcome(
    id="treaty-signed",
    date="2025-06",
    kind=bp.OutcomeKind.SIGNED,
    summary=bp.Text(fr="Le traité a été signé.", en="The treaty was signed."),
    bearings=(ACTION_BEARING,),
    sources=(OUTCOME_SOURCE,),
    note=bp.Text(en="The day is not known."),
)
PROGRAMME = bp.Programme(
    id="2025-2028",
    revision=2,
    period=bp.Period.of_years(2025, 2028),
    title=bp.Text(fr="Programme", en="Programme"),
    subtitle=bp.Text(en="A subtitle"),
    publication=PUBLICATION,
    mission=bp.Text(en="Do good."),
    values=(bp.Text(en="Trust"),),
    own_actions=(make_action("outside"),),
    pillars=(PILLAR,),
    paragraphs=(PARAGRAPH, CONTEXT.citation),
    context=(CONTEXT,),
    partners=(PARTNER,),
    references=(REFERENCE,),
    fields=(FIELD,),
    retired=(RETIRED,),
)
PROGRAMME_WITH_OUTCOMES = attrs.evolve(PROGRAMME, outcomes=(OUTCOME,), outcomes_as_of="2026-01")

MINIMAL = bp.Programme(
    id="2021-2024",
    period=bp.Period.of_years(2021, 2024),
    title=bp.Text(en="Programme"),
    fields=(bp.PolicyField(id="police", label=bp.Text(en="Police")),),
)

QUOTE = bp.Quote(action="in-theme", citation=PARAGRAPH, text="We will.")
VERIFICATION = bp.Verification(
    programme="2025-2028", found=(PARAGRAPH,), missing=(CONTEXT.citation,), wordings=(QUOTE,)
)

SELECTION = PROGRAMME.actions
EXCERPT = bp.Excerpt(text="Do it.", language="en", matches=((0, 2),))
HIT = bp.Hit(action=ACTION, score=1.5, language="en", fields=("summary",), excerpt=EXCERPT)
PROBLEM_CODE = bp.PROBLEM_CODES[0]

CHANGE = bp.Change(
    kind=bp.ChangeKind.GAINED,
    subject=bp.Subject.ACTION,
    id="in-theme",
    field="partners",
    new="north-rhine-westphalia",
    new_index=0,
    label=ACTION.summary,
)
RULE = next(rule for rule in bp.RULES if rule.texts_only)
EARLIER = bp.Action(
    id="benelux-police-treaty",
    programme="2021-2024",
    summary=bp.Text(en="Sign the treaty."),
    commitment=bp.Commitment.EXPLORATORY,
    fields=("police",),
    citations=(bp.Citation(section="1", paragraph=1),),
)
CONTINUATION = bp.Continuation(
    old=EARLIER, new=ACTION, relation=bp.Relation.DEEPENS, reason=PREDECESSOR.reason
)

DOCUMENT = bp.Document(
    id="annual-plan-2016",
    kind=bp.DocumentKind.ANNUAL_PLAN,
    period=bp.Period.of_years(2016),
    title=bp.Text(fr="Plan annuel 2016", official=("fr",)),
    urls=("https://example.org/plan",),
    completeness=bp.Completeness.PARTIAL_OUTLINE,
    approved="2015-11-16",
    headings=(bp.Text(fr="Énergie", official=("fr",)),),
    note=bp.Text(en="Only the first page was seen."),
)

EXAMPLES: dict[Any, dict[str, Any]] = {
    TEXT: {"nl": "Circulaire economie"},
    bp.Terms(fr=("mot",), en=("word",)): {"en": ()},
    bp.Period(start=date(2025, 1, 1), end=date(2028, 12, 31)): {"end": date(2028, 1, 1)},
    FINGERPRINT: {"length": 41},
    PARAGRAPH: {"paragraph": 2},
    PARTNER: {"abbreviations": ()},
    REFERENCE: {"signed": "2018"},
    FIELD: {"eurovoc": ()},
    PREDECESSOR: {"relation": bp.Relation.CONTINUES},
    ALTERNATIVE_TITLE: {"sources": ()},
    ACTION: {"commitment": bp.Commitment.FIRM},
    THEME: {"number": "1.2"},
    PILLAR: {"note": None},
    CONTEXT: {"reason": bp.Text(en="Motives.")},
    PUBLICATION: {"publisher": None},
    RETIRED: {"successors": ()},
    ACTION_BEARING: {"bearing": bp.Bearing.DELIVERS},
    OUTCOME_SOURCE: {"language": "nl"},
    OUTCOME: {"date": "2025"},
    DOCUMENT: {"approved": "2015"},
    PROGRAMME: {"revision": 3},
    PROBLEM_CODE: {"example": "other"},
    SELECTION: {"actions": ()},
    EXCERPT: {"matches": ()},
    HIT: {"score": 2.5},
    QUOTE: {"text": "They will."},
    VERIFICATION: {"found": ()},
    CHANGE: {"new_index": 1},
    bp.Diff(programme="2025-2028", old_revision=1, new_revision=2, changes=(CHANGE,)): {
        "changes": ()
    },
    RULE: {"severity": bp.Severity.EDITORIAL},
    CONTINUATION: {"score": 0.5},
    bp.PillarFlow(old="2021-2024/energy", count=2): {"new": "2025-2028"},
    bp.Tally(key="energy", old=1, carried=1, label=bp.Text(en="Energy")): {"introduced": 1},
    bp.Comparison(
        old=attrs.evolve(MINIMAL, own_actions=(EARLIER,)),
        new=PROGRAMME,
        continued=(CONTINUATION,),
    ): {"continued": ()},
}
"""The examples, each with a change of attributes to a different value."""

VALUES = {type(example).__name__: example for example in EXAMPLES}
DIFFERENT_VALUES = {
    type(value).__name__: attrs.evolve(value, **change) for value, change in EXAMPLES.items()
}
