"""What lists need from the store: ids in the wanted order, and rows for a window of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from munhalsa.domain.due import PRACTICE, Practice, Standing, ToDo
from munhalsa.domain.lazy_dataclass import dataclass


class AnswerIs(StrEnum):
    """The answer to the yearly question, as a list can be narrowed by it."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class SortBy(StrEnum):
    """What a list of persons can be sorted by; name decides between equals."""

    NAME = "name"
    NUMBER = "number"
    HOME = "home"
    GROUND = "ground"
    ANSWER = "answer"
    ANSWERED = "answered"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOrder:
    """The order of a list; who lacks what it is sorted by comes last either way."""

    by: SortBy = SortBy.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFilter:
    """Which persons a list shows; every field that is set narrows it.

    ``unit_id`` is where they live; at one of ``unit_ids`` they live, are cared for or are visited.
    """

    certified: bool = False
    unit_id: str | None = None
    answer: AnswerIs | None = None
    to_do: ToDo | None = None
    handler_id: str | None = None
    unit_ids: frozenset[str] | None = None

    @property
    def tells(self) -> bool:
        """Whether being in the list tells more of somebody than having a certificate."""
        narrowed = (self.unit_id, self.answer, self.to_do, self.handler_id, self.unit_ids)
        return any(one is not None for one in narrowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """A person as a list needs them; what of it is shown, the use case decides."""

    id: str
    number: str
    given_name: str
    family_name: str
    unit: str | None
    room: str | None
    has_home: bool
    certificate: str | None
    ground: str | None
    last_day: date | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMark:
    """What must be known of whoever stands in a list that goes out."""

    number: str
    protected: bool


class PersonListQueries(Protocol):
    """Lists of persons of any length."""

    def ids(
        self,
        wanted: PersonFilter,
        order: PersonOrder,
        *,
        day: date,
        see_protected: bool,
        among: Sequence[str] | None = None,
        practice: Practice = PRACTICE,
        most: int | None = None,
    ) -> Sequence[str]:
        """Every person that the filter lets through, or those of them ``among`` some.

        Without ``see_protected`` the protected are left out where the filter would tell something
        of them, and else stand first, in an order that says nothing. ``most``: no more of the
        others than so many, which by name takes no longer however many they are.
        """

    def facts(self, ids: Sequence[str], *, day: date) -> Sequence[PersonFacts]:
        """What is known of those persons on the day, in any order."""

    def marks(self, ids: Collection[str]) -> Mapping[str, PersonMark]:
        """Those of the persons that there are, by id."""

    def residents(
        self, unit_name: str, *, limit: int, day: date, see_protected: bool
    ) -> Sequence[str]:
        """Who lives in a unit with such words in its name, by unit and then by name."""

    def total(self) -> int:
        """How many persons there are."""
