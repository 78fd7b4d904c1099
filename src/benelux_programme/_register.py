"""Loading the register of documents."""

import json
from functools import cache

from ._data import read_bundled
from ._model.document import Document
from ._serialization.codec import build_unchecked_record_decoder


def documents() -> tuple[Document, ...]:
    """Return the joint work programmes, annual plans, reports and declarations since 2009.

    They are in the order of the years that they are about, the oldest first. Two of them are data
    here, and `load` returns them; of the others only what a `Document` has is known.

    >>> import benelux_programme as bp
    >>> [str(each.period) for each in bp.documents() if each.kind == "joint-work-programme"]
    ['2009-2012', '2013-2016', '2017-2020', '2021-2024', '2025-2028']
    """
    return _load_documents()


@cache
def _load_documents() -> tuple[Document, ...]:
    decode = build_unchecked_record_decoder(Document)
    records = json.loads(read_bundled("documents.json"))
    documents: tuple[Document, ...] = tuple([decode(each, {}, {}) for each in records])
    return documents
