"""The records that programmes refer to: partners, references and policy fields."""

from typing import final

from attrs import field

from .citation import Citation, unique_citations
from .constraints import (
    Constraint,
    a_partial_date,
    a_text,
    a_url,
    an_id,
    ids,
    matches_re,
    texts,
    tuple_of,
)
from .public import Displayable, Identified, frozen
from .text import Terms, Text, list_wordings, pluralize
from .words import LabelledEnum

_an_iso_3166_1_code: Constraint = matches_re("[A-Z]{2}", "an ISO 3166-1 alpha-2 code")
_an_iso_3166_2_code: Constraint = matches_re("[A-Z]{2}-[A-Z0-9]{1,3}", "an ISO 3166-2 code")
_a_nuts_code: Constraint = matches_re("[A-Z]{2}[A-Z0-9]{0,3}", "a NUTS code")
_a_un_locode: Constraint = matches_re("[A-Z]{2}[A-Z2-9]{3}", "a UN/LOCODE")
_a_wikidata_item: Constraint = matches_re("Q[1-9][0-9]*", "a Wikidata item")
_a_celex_number: Constraint = matches_re("[0-9A-Z]{8,}", "a CELEX number")
_a_eurovoc_concept: Constraint = matches_re(r"[0-9]+|c_[0-9a-f]{8}", "a EuroVoc concept number")


@final
class PartnerKind(LabelledEnum):
    """The kind of a partner.

    >>> import benelux_programme as bp
    >>> [each.id for each in bp.load("2025-2028").partners if each.kind == "forum"]
    ['pentalateral-energy-forum', 'north-seas-energy-cooperation']
    """

    COUNTRY = "country"
    """A state, such as Luxembourg."""
    COUNTRY_GROUP = "country-group"
    """Several countries together, such as the Baltic States."""
    REGION = "region"
    """A part of a country, or an area across borders, such as the Greater Region."""
    ORGANISATION = "organisation"
    """An international organisation or union, such as NATO."""
    INSTITUTION = "institution"
    """A body or an office of an organisation, or of several countries or regions."""
    FORUM = "forum"
    """A format in which countries work together, such as the Pentalateral Energy Forum."""
    NETWORK = "network"
    """A network of experts."""
    PORT = "port"
    """A seaport, such as Rotterdam."""
    PROJECT = "project"
    """An undertaking with a purpose of its own, such as the Einstein Telescope."""
    SERVICE = "service"
    """A service or a technical system, such as Benelux-IDRO."""
    PLACE = "place"
    """A city, a building or a stretch of water, such as the North Sea."""


@final
class ReferenceKind(LabelledEnum):
    """The kind of a reference.

    >>> import benelux_programme as bp
    >>> [each.id for each in bp.load("2025-2028").references if each.kind == "report"]
    ['letta-report', 'draghi-report']
    """

    TREATY = "treaty"
    """A treaty, or an article of one."""
    LAW = "law"
    """A law or a package of laws."""
    DECLARATION = "declaration"
    """A joint declaration."""
    STRATEGY = "strategy"
    """A strategy or a strategic agenda."""
    PLAN = "plan"
    """A plan of what is to be done, such as an annual plan."""
    REPORT = "report"
    """A report with findings or advice."""


@final
@frozen(kw_only=True, repr=False)
class Partner(Identified, Displayable):
    """A country, region, body, port, project or place that acts or is named in a programme.

    Attributes:
        id: The id, the same in all programmes.
        kind: The kind of partner.
        name: The name; official in the languages in which the partner, or an official source,
            uses it.
        abbreviations: Abbreviations and short codes, such as "NRW" or "BEL".
        aliases: Other names and spellings that look-ups find.
        parents: The ids of the larger partners to which it belongs.
        iso_3166_1: The ISO 3166-1 alpha-2 code of a country.
        iso_3166_2: The ISO 3166-2 code of a region.
        nuts: The NUTS code of a region.
        un_locode: The UN/LOCODE of a port.
        wikidata: The Wikidata item, such as "Q31".
        eu_authority: The address in the authority tables of the EU Publications Office.
        eurovoc: The EuroVoc concept, such as "3711".
        homepage: The address of its website.
        note: A remark for users, such as a doubt about a name.
        sources: The sources of names and codes.
        citations: The paragraphs of the programme that name it.

    >>> import benelux_programme as bp
    >>> partner = bp.load("2025-2028").partner("Hauts-de-France")
    >>> partner.iso_3166_2, partner.nuts, partner.parents
    ('FR-HDF', 'FRE', ('france',))
    """

    id: str = field(validator=an_id)
    kind: PartnerKind
    name: Text
    abbreviations: tuple[str, ...] = field(default=(), validator=texts)
    aliases: Terms = Terms()
    parents: tuple[str, ...] = field(default=(), validator=ids)
    iso_3166_1: str | None = field(default=None, validator=_an_iso_3166_1_code)
    iso_3166_2: str | None = field(default=None, validator=_an_iso_3166_2_code)
    nuts: str | None = field(default=None, validator=_a_nuts_code)
    un_locode: str | None = field(default=None, validator=_a_un_locode)
    wikidata: str | None = field(default=None, validator=_a_wikidata_item)
    eu_authority: str | None = field(default=None, validator=a_url)
    eurovoc: str | None = field(default=None, validator=_a_eurovoc_concept)
    homepage: str | None = field(default=None, validator=a_url)
    note: Text | None = None
    sources: tuple[str, ...] = field(default=(), validator=texts)
    citations: tuple[Citation, ...] = field(default=(), validator=unique_citations)

    @property
    def label(self) -> Text:
        """The name."""
        return self.name

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in ISO 3166, NUTS, UN/LOCODE, Wikidata, the EU tables and EuroVoc."""
        place_codes = (self.iso_3166_1, self.iso_3166_2, self.nuts, self.un_locode)
        codes = (*place_codes, self.wikidata, self.eu_authority, self.eurovoc)
        return tuple(code for code in codes if code is not None)

    @property
    def lookup_keys(self) -> tuple[str, ...]:
        """The keys that look-ups find: id, names, abbreviations, codes and aliases."""
        names = list_wordings(self.name)
        keys = (self.id, *names, *self.abbreviations, *self.codes, *self.aliases.all)
        return tuple(dict.fromkeys(keys))

    def __repr__(self) -> str:
        named = pluralize(len(self.citations), "paragraph")
        return f"<Partner {self.id}: {self.kind}, named in {named}>"


@final
@frozen(kw_only=True, repr=False)
class Reference(Identified, Displayable):
    """A treaty, law, declaration, strategy, plan or report that is named in a programme.

    Dates are ISO 8601 strings, and as exact as they are known: a day, a month or a year.

    Attributes:
        id: The id, the same in all programmes.
        kind: The kind of document or act.
        title: The title.
        short_title: The title in common use.
        abbreviations: Abbreviations.
        aliases: Other titles and spellings that look-ups find.
        signed: The date on which it was signed.
        adopted: The date on which it was adopted.
        presented: The date on which it was presented.
        published: The date on which it was published.
        in_force: The date on which it entered into force.
        celex: The CELEX number of an act of the European Union.
        eli: The European Legislation Identifier.
        treaty_series: The number of a treaty in a treaty series, such as "Trb. 2008, 135".
        document: Another official number.
        url: The address of the text.
        note: A remark for users, such as a later event.
        sources: The sources of these facts.
        citations: The paragraphs of the programme that name it.

    >>> import benelux_programme as bp
    >>> treaty = bp.load("2025-2028").reference("police-treaty-2018")
    >>> str(treaty.kind), treaty.signed, treaty.in_force
    ('treaty', '2018-07-23', '2023-10-01')
    """

    id: str = field(validator=an_id)
    kind: ReferenceKind
    title: Text
    short_title: Text | None = None
    abbreviations: tuple[str, ...] = field(default=(), validator=texts)
    aliases: Terms = Terms()
    signed: str | None = field(default=None, validator=a_partial_date)
    adopted: str | None = field(default=None, validator=a_partial_date)
    presented: str | None = field(default=None, validator=a_partial_date)
    published: str | None = field(default=None, validator=a_partial_date)
    in_force: str | None = field(default=None, validator=a_partial_date)
    celex: str | None = field(default=None, validator=_a_celex_number)
    eli: str | None = field(default=None, validator=a_url)
    treaty_series: str | None = field(default=None, validator=a_text)
    document: str | None = field(default=None, validator=a_text)
    url: str | None = field(default=None, validator=a_url)
    note: Text | None = None
    sources: tuple[str, ...] = field(default=(), validator=texts)
    citations: tuple[Citation, ...] = field(default=(), validator=unique_citations)

    @property
    def label(self) -> Text:
        """The short title if there is one, or else the title."""
        return self.short_title or self.title

    @property
    def lookup_keys(self) -> tuple[str, ...]:
        """The keys that look-ups find: id, titles, abbreviations, numbers and aliases."""
        names = list_wordings(self.title, self.short_title)
        numbers = (self.celex, self.eli, self.treaty_series, self.document)
        keys = (self.id, *names, *self.abbreviations, *filter(None, numbers), *self.aliases.all)
        return tuple(dict.fromkeys(keys))

    def __repr__(self) -> str:
        named = pluralize(len(self.citations), "paragraph")
        return f"<Reference {self.id}: {self.kind}, named in {named}>"


@final
@frozen(kw_only=True, repr=False)
class PolicyField(Identified, Displayable):
    """A subject, shared by all programmes. Which actions belong to it is our judgement.

    Attributes:
        id: The id, the same in all programmes.
        label: The name, in our words.
        eurovoc: The EuroVoc concepts that it covers, the closest first.
        keywords: More words by which a search finds its actions.

    >>> import benelux_programme as bp
    >>> field = bp.load("2025-2028").field("judicial-cooperation")
    >>> field.label.de, field.eurovoc
    ('Justizielle Zusammenarbeit', ('217',))
    """

    id: str = field(validator=an_id)
    label: Text
    eurovoc: tuple[str, ...] = field(
        default=(), validator=tuple_of(_a_eurovoc_concept, unique_by=str)
    )
    keywords: Terms = Terms()

    @property
    def lookup_keys(self) -> tuple[str, ...]:
        """The keys that look-ups find: id, labels and EuroVoc concepts."""
        return tuple(dict.fromkeys((self.id, *list_wordings(self.label), *self.eurovoc)))

    def __repr__(self) -> str:
        return f"<PolicyField {self.id}: {pluralize(len(self.eurovoc), 'EuroVoc concept')}>"
