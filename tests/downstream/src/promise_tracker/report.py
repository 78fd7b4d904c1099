"""What the tracker tells."""

from collections.abc import Iterator

import benelux_programme as bp

from .overlay import Overlay, Status


def progress(
    programme: bp.Programme, overlay: Overlay, language: bp.Language
) -> Iterator[tuple[str, int, int]]:
    """For each pillar its title, how many of its actions are done, and how many there are."""
    for pillar, actions in programme.actions.group_by("pillar").items():
        title = programme.pillar(pillar).title if pillar else programme.title
        done = actions.where(lambda action: overlay.status(action) is Status.DONE)
        yield title.in_(language) or str(title), len(done), len(actions)


def inherited(programme: bp.Programme, action: bp.Action) -> Iterator[bp.Action]:
    """The actions of the earlier programme that an action goes on with."""
    earlier = [period for period in bp.periods() if period < programme.id]
    for period in earlier:
        for one in bp.compare(bp.load(period), programme).continued:
            if one.new == action:
                yield one.old


def still_open(
    programme: bp.Programme, overlay: Overlay, words: str, language: bp.Language
) -> Iterator[bp.Hit]:
    """The firm promises about something that nobody has kept yet, the best first."""
    firm = programme.actions.where(commitment=bp.Commitment.FIRM)
    for hit in firm.search(words, language=language):
        if overlay.status(hit.action) is not Status.DONE:
            yield hit
