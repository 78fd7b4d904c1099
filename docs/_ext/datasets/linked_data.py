"""Descriptions of the data for search engines and portals: schema.org and DCAT, as JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any

import benelux_programme as bp
from benelux_programme import Language, Programme, Text

from .bundled import Revision, read_revisions
from .words import format_description

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_AUTHORS = "The benelux-programme authors"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_LANGUAGES = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG"}
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/application/json"

Document = dict[str, Any]


def render_script(document: Document) -> str:
    """Return the document as a script element of HTML, safely escaped."""
    text = json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def describe_dataset(programme: Programme, language: Language, site: str) -> Document:
    """Return the description of a programme in schema.org.

    Args:
        programme: The programme.
        language: The language of the description.
        site: The address of this site, with a slash at its end.
    """
    publication = programme.publication
    document: Document = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{site}datasets/{programme.id}",
        "url": f"{site}datasets/{programme.id}.{language}.html",
        "name": f"{programme.title:{language}}",
        "description": format_description(programme, language),
        "identifier": f"benelux-programme:{programme.id}",
        "version": str(programme.revision),
        "inLanguage": list(bp.LANGUAGES),
        "temporalCoverage": f"{programme.period.start}/{programme.period.end}",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": _AUTHORS},
        "keywords": [f"{one.label:{language}}" for one in programme.fields],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{site}{one.path}",
                "encodingFormat": "application/json",
                "contentSize": f"{len(one.content)} B",
                "sha256": one.sha256,
            }
            for one in read_revisions(programme.id)
        ],
    }
    if publication is not None:
        document["isBasedOn"] = {
            "@type": "CreativeWork",
            "name": publication.title.in_(*publication.languages),
            "inLanguage": list(publication.languages),
        }
    return document


def describe_catalogue(programmes: Mapping[str, Programme], site: str) -> Document:
    """Return the catalogue of all data of this site, in DCAT-AP 3.

    Args:
        programmes: The programmes by id, the oldest first.
        site: The address of this site, with a slash at its end.
    """
    series = f"{site}#programmes"
    ids = [f"{site}datasets/{id}" for id in programmes]
    described = {
        "dct:title": _english_literal("The joint work programmes of the Benelux Union as data"),
        "dct:description": _english_literal(
            "Pillars, themes and actions of the joint work programmes, with partners, policy "
            "fields and the places where they are printed, in French, Dutch, German and English."
        ),
        "dct:publisher": {"@id": f"{site}#authors"},
    }
    graph: list[Document] = [
        {
            "@id": f"{site}#catalogue",
            "@type": "dcat:Catalog",
            **described,
            "dcat:dataset": [{"@id": one} for one in ids],
        },
        {"@id": series, "@type": "dcat:DatasetSeries", **described},
        {"@id": f"{site}#authors", "@type": "foaf:Agent", "foaf:name": _AUTHORS},
    ]
    for before, programme in zip([None, *ids], programmes.values(), strict=False):
        graph.append(_describe_dcat_dataset(programme, site, series, before))
        graph += [_describe_distribution(one, site) for one in read_revisions(programme.id)]
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph + _describe_authorities(),
    }


def _describe_dcat_dataset(
    programme: Programme, site: str, series: str, before: str | None
) -> Document:
    document: Document = {
        "@id": f"{site}datasets/{programme.id}",
        "@type": "dcat:Dataset",
        "dct:title": _literals(programme.title),
        "dct:description": [
            {"@value": format_description(programme, language), "@language": language}
            for language in programme.title.languages
        ],
        "dct:identifier": programme.id,
        "dct:publisher": {"@id": f"{site}#authors"},
        "dct:language": [{"@id": _language_uri(one)} for one in bp.LANGUAGES],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date_literal(str(programme.period.start)),
            "dcat:endDate": _date_literal(str(programme.period.end)),
        },
        "dcat:theme": {"@id": f"{_AUTHORITY}/data-theme/GOVE"},
        "dcat:keyword": [value for one in programme.fields for value in _literals(one.label)],
        "dcat:version": str(programme.revision),
        "dcat:landingPage": {
            "@id": f"{site}datasets/{programme.id}.en.html",
            "@type": "foaf:Document",
        },
        "dcat:inSeries": {"@id": series},
        "dcat:distribution": [{"@id": f"{site}{one.path}"} for one in read_revisions(programme.id)],
    }
    if before is not None:
        document["dcat:prev"] = {"@id": before}
    return document


def _describe_distribution(revision: Revision, site: str) -> Document:
    address = {"@id": f"{site}{revision.path}"}
    return {
        **address,
        "@type": "dcat:Distribution",
        "dct:title": _english_literal(f"{revision.period}, revision {revision.number}, as JSON"),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _MEDIA_TYPE},
        "dcat:byteSize": {
            "@value": str(len(revision.content)),
            "@type": "xsd:nonNegativeInteger",
        },
        "dct:license": {"@id": f"{_AUTHORITY}/licence/CC_BY_4_0"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": revision.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _describe_authorities() -> list[Document]:
    """Return the types of external resources, which DCAT-AP requires in the same document."""
    return [
        *({"@id": _language_uri(one), "@type": "dct:LinguisticSystem"} for one in bp.LANGUAGES),
        {
            "@id": f"{_AUTHORITY}/data-theme/GOVE",
            "@type": "skos:Concept",
            "skos:prefLabel": _english_literal("Government and public sector"),
        },
        {"@id": f"{_AUTHORITY}/licence/CC_BY_4_0", "@type": "dct:LicenseDocument"},
        {"@id": _MEDIA_TYPE, "@type": "dct:MediaType"},
        {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
    ]


def _language_uri(language: Language) -> str:
    return f"{_AUTHORITY}/language/{_LANGUAGES[language]}"


def _english_literal(text: str) -> Document:
    return {"@value": text, "@language": "en"}


def _literals(text: Text) -> list[Document]:
    return [{"@value": f"{text:{one}}", "@language": one} for one in text.languages]


def _date_literal(written: str) -> Document:
    return {"@value": written, "@type": "xsd:date"}
