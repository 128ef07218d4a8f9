"""The answer to the yearly question about a munhälsobedömning (spec: records, response)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass


class AnsweredBy(StrEnum):
    """Who gave the answer."""

    SELF = "self"
    GUARDIAN = "guardian"
    RELATIVE = "relative"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One yes or no; ``passed_on`` when the one who answered has no mandate."""

    id: str
    version: int = 1
    person_id: str
    answered: date
    wants: bool
    answered_by: AnsweredBy | None = None
    answered_by_name: str | None = None
    passed_on: bool = False


def response_on(day: date, responses: Iterable[Response]) -> Response | None:
    """The response that counts on a day: the newest; of two on the same day, the one entered last.

    Ids are time-ordered (UUIDv7), so the larger id was entered last.
    """
    known = [response for response in responses if response.answered <= day]
    return max(known, key=lambda response: (response.answered, response.id), default=None)


class OfferChannel(StrEnum):
    """How somebody was asked."""

    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The yearly question, asked once; ``reminder`` counts from 1 since the last answer."""

    id: str
    version: int = 1
    person_id: str
    offered: date
    channel: OfferChannel
    offered_by: str
    reminder: int
