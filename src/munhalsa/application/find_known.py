"""Whether there is somebody like this already, asked while a new person is being typed.

Reading it writes nothing, so that typing never waits for the log; whoever shows the answer notes
whom it showed when that has settled (person_list.note_search).
"""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.context import Context
from munhalsa.application.ports import PersonLine, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass

MOST_ALIKE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsThis:
    """What is known so far of a new person; ``number`` is 12 characters, None until it is right."""

    number: str | None = None
    given_name: str = ""
    family_name: str = ""
    unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAlready:
    """Who has that very number, now or formerly, and who is like the person.

    Somebody out of the user's sight is neither: that the number is taken is said when it is kept.
    """

    same: PersonLine | None
    alike: tuple[PersonLine, ...]


def find_known(context: Context, asked: WhoIsThis) -> KnownAlready:
    """Whoever has the number, and whoever a new person might be a double of."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        same = None if asked.number is None else reader.persons.by_number(asked.number)
        alike = [one for one in _alike(context, reader, asked) if one != same]
        ids = [*([same] if same is not None else []), *alike[:MOST_ALIKE]]
        lines = {
            line.id: line
            for line in reader.persons.lines(
                ids, day=context.today, see_protected=context.session.sees_protected
            )
        }
    return KnownAlready(
        same=None if same is None else lines.get(same),
        alike=tuple(lines[one] for one in ids if one != same),
    )


def _alike(context: Context, reader: Reader, asked: WhoIsThis) -> Sequence[str]:
    if asked.number is None or not (asked.given_name.strip() and asked.family_name.strip()):
        return ()
    return reader.persons.possible_duplicates(
        number=asked.number,
        given_name=asked.given_name,
        family_name=asked.family_name,
        unit_id=asked.unit_id,
        see_protected=context.session.sees_protected,
    )
