"""Two records side by side before they are joined: each field in words, and what would follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from munhalsa.application.addresses import residence_text
from munhalsa.application.context import Context
from munhalsa.application.merge_persons import MergePersons, MergePreview, preview_merge
from munhalsa.application.merge_words import FIELD_WORDS, KIND_WORDS
from munhalsa.application.ports import Deed, PersonLine, Reader
from munhalsa.application.record_words import NOTHING, value_words
from munhalsa.domain.account import Account, Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import FIELDS, FieldChoice
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.swedish import within_sentence
from munhalsa.domain.unit import Unit


class Stand(StrEnum):
    """What can be done about a field: nothing, choose, or it is settled for one of the two."""

    SAME = "same"
    OPEN = "open"
    KEEPS = "keeps"
    TAKES = "takes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedField:
    """One field of merge.FIELDS, in words."""

    field: str
    title: str
    keep: str
    other: str
    stand: Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The two, field by field; what moves, leaves until an unmerge, and becomes void, in words.

    ``persons`` are the two as they stood when they were compared.
    """

    command: MergePersons
    persons: tuple[Person, Person]
    keep: PersonLine
    other: PersonLine
    fields: tuple[ComparedField, ...]
    moves: tuple[str, ...]
    set_aside: tuple[str, ...]
    voided: tuple[str, ...]


def compare_persons(context: Context, command: MergePersons) -> Compared:
    """What a merge is decided by; both are logged as seen."""
    preview = preview_merge(context, command)
    ids = [preview.keep.id, preview.other.id]
    with context.read(Permission.MERGE_PERSONS) as reader:
        keep, other = reader.persons.lines(
            ids, day=context.today, see_protected=context.session.sees_protected
        )
        compared = Compared(
            command=command,
            persons=(preview.keep, preview.other),
            keep=keep,
            other=other,
            fields=tuple(
                # What is settled also where all of the other's is asked for shows itself.
                _field(reader, own, asked)
                for own, asked in zip(preview.fields, preview.all_of_other, strict=True)
            ),
            moves=tuple(
                f"{within_sentence(KIND_WORDS[kind])} ({count})"
                for kind, count in preview.moves.items()
            ),
            set_aside=tuple(_aside(reader, preview)),
            voided=tuple(one.number for one in preview.voided),
        )
    context.store.note(
        Deed(action="person.compare", subject_kind="person", subject_id=preview.keep.id),
        session=context.session,
        persons=ids,
    )
    return compared


def _field(reader: Reader, own: FieldChoice, asked: FieldChoice) -> ComparedField:
    if own.keep == own.other:
        stand = Stand.SAME
    elif own.takes_other:
        stand = Stand.TAKES
    else:
        stand = Stand.OPEN if asked.takes_other else Stand.KEEPS
    return ComparedField(
        field=own.field,
        title=FIELD_WORDS[own.field],
        keep=_words(reader, own.field, own.keep),
        other=_words(reader, own.field, own.other),
        stand=stand,
    )


def _words(reader: Reader, field: str, values: Sequence[Any]) -> str:
    if field == "handler":
        return next((one.name for one in reader.find(Account, id=values[0])), NOTHING)
    shown = [
        value_words(Person, name, value)
        for name, value in zip(FIELDS[field], values, strict=True)
        if name != "sort_key" and value is not None
    ]
    return " ".join(shown) or NOTHING


def _aside(reader: Reader, preview: MergePreview) -> Iterable[str]:
    for one in preview.set_aside:
        kind = KIND_WORDS[type(one).__name__]
        if isinstance(one, Certificate):
            yield f"{kind} {one.number}"
        elif isinstance(one, Residence):
            unit = next(iter(reader.find(Unit, id=one.unit_id)), None)
            yield f"{kind} {residence_text(one, unit) or NOTHING} från {one.from_day}"
        else:
            yield kind
