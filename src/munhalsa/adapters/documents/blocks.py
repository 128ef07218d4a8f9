"""Blocks that several forms share: sections, lists, boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from munhalsa.adapters.documents.flow import LEFT, RIGHT, Flow, Footer, Manner
from munhalsa.adapters.documents.fonts import Face
from munhalsa.adapters.documents.ink import Artifact, Attributes, Element, Frame, Line
from munhalsa.adapters.documents.texts import FormTexts, Section, filled
from munhalsa.adapters.documents.wrapping import Span
from munhalsa.application.forms import Contact, FormPerson, Letterhead

_BULLET = "•"
_INDENT = 15.0
_INK = 0.8
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def put_section(flow: Flow, manner: Manner, section: Section, values: Mapping[str, str]) -> None:
    """A heading with its paragraphs, list and closing paragraphs."""
    flow.heading(manner.heading, filled(section.heading, values))
    for text in section.paragraphs:
        flow.paragraph(manner.body, filled(text, values))
    if section.items:
        put_list(flow, manner, [filled(text, values) for text in section.items])
    for text in section.closing:
        flow.paragraph(manner.body, filled(text, values))


def put_list(flow: Flow, manner: Manner, items: Sequence[str]) -> None:
    """A list with a bullet before each item."""
    whole = Element("L", flow.part)
    tight = manner.body._replace(tag="LBody", after=3)
    for text in items:
        flow.need(2 * tight.leading)
        item = Element("LI", whole)
        label = Element("Lbl", item)
        lines = flow.set_lines(tight, (_BULLET,), _INDENT)
        flow.put_lines(label, tight, lines, LEFT + 3, flow.y)
        flow.paragraph(tight, text, parent=item, left=LEFT + _INDENT)
    flow.skip(manner.body.after - 3)


def put_tick_boxes(flow: Flow, manner: Manner, named: str, options: Sequence[str]) -> None:
    """A list of boxes to tick, each also told as a form field of the printed kind.

    ``named`` says what the box is, with the option's text as ${text}.
    """
    whole = Element("L", flow.part)
    style = manner.body._replace(tag="LBody", after=6)
    side = style.size * 1.05
    for text in options:
        flow.need(2 * style.leading)
        item = Element("LI", whole)
        name = filled(named, {"text": text})
        label = Element("Lbl", item)
        box = _field("/cb", name, label)
        flow.put(box, Frame(LEFT + 1, flow.y - style.leading * 0.8, side, side, _INK))
        flow.paragraph(style, text, parent=item, left=LEFT + side + 12)
    flow.skip(manner.body.after - 3)


def put_write_lines(flow: Flow, manner: Manner, named: str, labels: tuple[str, str]) -> None:
    """Two lines to write on, each also told as a form field of the printed kind."""

    def field(text: str) -> Element:
        return _field("/tv", filled(named, {"text": text}), flow.part)

    _put_two_lines(flow, manner, labels, field, above=30)


def put_signature(flow: Flow, manner: Manner, labels: tuple[str, str]) -> None:
    """Lines for place and date, and for the signature of whoever issues the form."""
    _put_two_lines(flow, manner, labels, lambda _text: Artifact.LAYOUT, above=42)


def _put_two_lines(
    flow: Flow,
    manner: Manner,
    labels: tuple[str, str],
    owner: Callable[[str], Element | Artifact],
    *,
    above: float,
) -> None:
    middle = LEFT + (RIGHT - LEFT) * 0.36
    ends = ((LEFT, middle), (middle + 30, RIGHT))
    set_labels = [
        flow.set_lines(manner.body, (text,), right - left)
        for text, (left, right) in zip(labels, ends, strict=True)
    ]
    below = 5 + max(map(len, set_labels)) * manner.body.leading
    flow.need(above + below)
    flow.skip(above)
    for text, lines, (left, right) in zip(labels, set_labels, ends, strict=True):
        flow.put(owner(text), Line(left, flow.y, right, flow.y, _INK, 0))
        flow.put_lines(Element("P", flow.part), manner.body, lines, left, flow.y - 5)
    flow.skip(below)


def _field(role: str, description: str, parent: Element) -> Element:
    entries = [("/Role", role), ("/Desc", description)]
    if role == "/cb":
        entries.append(("/checked", "/off"))
    return Element(
        "Form", parent, alt=description, attributes=Attributes("/PrintField", tuple(entries))
    )


def whom_to_ask(texts: FormTexts, contact: Contact) -> str:
    """The sentence that names whom to ring, or whom to ask when no number is known."""
    if contact.phone:
        return texts.word("ring", name=contact.name, phone=contact.phone)
    return texts.word("ask", name=contact.name)


def name_and_title(contact: Contact) -> str:
    """For example: Kim Lind, biståndshandläggare."""
    return f"{contact.name}, {contact.title}" if contact.title else contact.name


def written_number(person: FormPerson) -> str:
    """The identity number with a hyphen before the last four, or as it is if it holds letters."""
    number = person.identity_number
    return f"{number[:-4]}-{number[-4:]}" if number.isdecimal() else number


def validity(texts: FormTexts, first: date, last: date | None) -> str:
    """From which day a certificate is valid, and to which if that is set."""
    if last is None:
        return texts.word("until_further", day=first.isoformat())
    return texts.word("until", day=first.isoformat(), last=last.isoformat())


def spelled_month(day: date) -> str:
    """For example: december 2027."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def bold(text: str) -> Span:
    """A span in the bold face."""
    return Span(Face.BOLD, text)


def footer(letterhead: Letterhead, texts: FormTexts) -> Footer:
    """Sender with address, form number and version."""
    parts = (letterhead.municipality, letterhead.phone, ", ".join(letterhead.address))
    return Footer(sender=" · ".join(part for part in parts if part), form=texts.form_line)
