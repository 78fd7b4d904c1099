"""Nodes and actions of all bundled programmes, and of one's own."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress

from benelux_programme._programme.lookup import find_similar_nodes, normalize_key
from benelux_programme._programme.programme import Node, Programme
from benelux_programme._programme.selection import Selection
from benelux_programme.errors import UnknownIdError

from . import load, periods


def find(full_id: str, *, programmes: Iterable[Programme] = ()) -> Node:
    """Return the pillar, theme or action of a bundled programme with this full id.

    A full id is what `str` returns of a pillar, theme or action; the latest revision is searched.

    Args:
        full_id: The id, such as "2025-2028/migration".
        programmes: Programmes in addition to the bundled ones, such as one's own; they replace
            bundled programmes with the same id.

    Raises:
        UnknownIdError: No programme has the id; the error suggests full ids.
        RetiredIdError: The id is no longer in use.

    >>> import benelux_programme as bp
    >>> bp.find("2021-2024/benelux-police-treaty").summary.en
    'Provide the Benelux with a new police treaty.'
    """
    full_id = normalize_key(full_id)
    known = index_with_bundled_programmes(programmes)
    programme, _, id = full_id.rpartition("/")
    with suppress(UnknownIdError):
        if programme in known:
            return known[programme][id]
    nodes = [node for each in known.values() for _, node in each.items()]
    near = [node for node in nodes if node.id == id]
    near = near or find_similar_nodes(id, [node for node in nodes if node.programme == programme])
    near = near or find_similar_nodes(id, nodes)
    kind, where = "pillar, theme or action", ", ".join(known)
    raise UnknownIdError(kind, full_id, where, tuple(map(str, near)))


def index_with_bundled_programmes(programmes: Iterable[Programme]) -> dict[str, Programme]:
    """Return the bundled programmes by id, and others, which replace those with the same id."""
    bundled = {period: load(period) for period in periods()}
    return bundled | {programme.id: programme for programme in programmes}


def find_bundled_programmes_containing_all(nodes: Iterable[Node]) -> tuple[Programme, ...]:
    """Return the latest bundled programmes that nodes name and that contain all of these."""
    own: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        own[node.programme].append(node)
    return tuple(
        programme
        for programme in map(load, filter(own.__contains__, periods()))
        if all(programme.get(node.id) == node for node in own[programme.id])
    )


def actions(*, programmes: Iterable[Programme] = ()) -> Selection:
    """Return all actions of the latest revisions of the bundled programmes, as one selection.

    Args:
        programmes: Programmes in addition to the bundled ones, as in `find`.

    >>> import benelux_programme as bp
    >>> bp.actions()
    <Selection of 129 actions of 2021-2024, 2025-2028>
    """
    known = index_with_bundled_programmes(programmes)
    return sum((each.actions for each in known.values()), Selection())
