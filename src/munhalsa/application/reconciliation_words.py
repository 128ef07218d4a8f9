"""Swedish words about what differs from Intygsbeställningen's list and how it was settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from munhalsa.domain.identity import masked
from munhalsa.domain.reconciliation import Aspect, Choice, Standing, Value

ASPECT_WORDS: Mapping[Aspect, str] = {
    Aspect.ONLY_THERE: "finns bara i listan",
    Aspect.ONLY_HERE: "finns bara här",
    Aspect.ENDED_THERE: "avslutat i listan, gäller här",
    Aspect.ENDED_HERE: "avslutat här, gäller i listan",
    Aspect.UNIT: "annan boendeenhet",
    Aspect.ANSWER: "annat svar",
    Aspect.VALID_TO: "annan giltighet",
    Aspect.GROUND: "annan personkrets",
    Aspect.NUMBER: "tidigare nummer i listan",
}

CHOICE_WORDS: Mapping[Choice, str] = {
    Choice.HERE: "registret har rätt",
    Choice.THERE: "listan har rätt",
    Choice.LEAVE: "får vara olika",
}

_STANDING_WORDS: Mapping[Standing, str] = {
    Standing.UNKNOWN: "okänd",
    Standing.NO_CERTIFICATE: "inget intyg",
    Standing.DECEASED: "avliden",
    Standing.MOVED_OUT: "utflyttad",
}
_ENDS = frozenset({Aspect.ENDED_THERE, Aspect.ENDED_HERE})


def here_words(aspect: Aspect, value: Value, standing: Standing | None = None) -> str:
    """What the register says, for people."""
    if aspect is Aspect.ONLY_THERE:
        return _STANDING_WORDS[standing or Standing.UNKNOWN]
    if aspect is Aspect.ONLY_HERE:
        return _certificate_of(value)
    return _words(aspect, value)


def there_words(aspect: Aspect, value: Value) -> str:
    """What the list says, for people."""
    if aspect is Aspect.ONLY_THERE:
        return _certificate_of(value)
    if aspect is Aspect.ONLY_HERE:
        return "finns inte"
    return _words(aspect, value)


def _certificate_of(issued: Value) -> str:
    return "intyg" if issued is None else f"intyg {issued}"


def _words(aspect: Aspect, value: Value) -> str:
    if aspect is Aspect.ANSWER:
        return "inte tillfrågad" if value is None else "ja" if value else "nej"
    if aspect is Aspect.NUMBER:
        return "ett annat" if value is None else masked(str(value))
    if value is None:
        return "eget boende" if aspect is Aspect.UNIT else "tills vidare"
    return f"t.o.m. {value}" if aspect in _ENDS and isinstance(value, date) else str(value)
