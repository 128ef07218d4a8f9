"""Printing the information letter with its reply slip, to whoever gets the person's letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, the_municipality
from munhalsa.application.forms import Contact as Asked
from munhalsa.application.forms import LetterForm, Printed
from munhalsa.application.letter_languages import (
    SWEDISH,
    LetterLanguage,
    OwnTexts,
    check_language,
    draft_notices,
    language_of_letter,
)
from munhalsa.application.letter_receivers import contacts_with_letters, receivers_of
from munhalsa.application.own_texts import own_texts
from munhalsa.application.print_job import PrintJob, in_order, print_job
from munhalsa.application.printing import (
    Addressed,
    FormPrinter,
    letterhead_of,
    note_printed,
    refuse_protected,
    whom_to_ask,
    with_homes,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.own_text import LetterText
from munhalsa.domain.person import Contact, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """What all letters of a job have in common."""

    today: date
    ask: Asked
    easy_read: bool
    languages: Sequence[LetterLanguage]
    wanted: str
    own: OwnTexts


def print_letters(
    context: Context,
    printer: FormPrinter,
    *,
    numbers: Sequence[str] = (),
    ids: Sequence[str] = (),
    easy_read: bool,
    language: str = SWEDISH,
    job: PrintJob,
) -> Printed:
    """A letter to each person, or to every contact that gets their letters.

    Persons by identity number, or by their ids. In files of their own they are counted.
    ``language`` is a code or BY_PERSON; a text that nobody has reviewed is warned of.
    """
    context.require(Permission.PRINT)
    with context.read(Permission.PRINT) as reader:
        own = own_texts(reader)
        languages = printer.letter_languages(context.today, easy_read=easy_read, own=own)
        check_language(languages, language)
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        persons = [person_by_number(reader, text, today=context.today) for text in numbers]
        persons += reader.find(Person, id=list(ids))
        addressed = with_homes(context, reader, persons)
        ids = [each.person.id for each in addressed]
        contacts = contacts_with_letters(reader, ids, day=context.today)
        references = {
            certificate.person_id: certificate.number
            for certificate in reader.find(Certificate, order_by="issued", person_id=ids)
            if certificate.voided_on is None
        }
    refuse_protected(context, addressed)
    ask = whom_to_ask(context, municipality)
    letter = _Letter(
        today=context.today,
        ask=ask,
        easy_read=easy_read,
        languages=languages,
        wanted=language,
        own=own,
    )
    forms = [
        form
        for each in in_order(job.order, addressed)
        for form in _forms(
            letter, each, contacts.get(each.person.id, ()), references.get(each.person.id)
        )
    ]
    printed = print_job(
        job,
        [(f"brev-{place:04}", form) for place, form in enumerate(forms, start=1)],
        lambda some, out, progress: printer.letters(
            some, letterhead=letterhead, created=context.clock.now(), out=out, progress=progress
        ),
    )
    warnings = draft_notices(languages, (form.language for form in forms))
    return replace(note_printed(context, "print.letter", addressed, printed), warnings=warnings)


def _forms(
    letter: _Letter, addressed: Addressed, contacts: Sequence[Contact], reference: str | None
) -> Iterator[LetterForm]:
    text = LetterText.LETTER_EASY if letter.easy_read else LetterText.LETTER
    for receiver in receivers_of(addressed, contacts):
        code = language_of_letter(
            letter.languages,
            letter.wanted,
            spoken=addressed.person.language,
            addressee=receiver.addressee,
        )
        yield LetterForm(
            printed_on=letter.today,
            recipient=receiver.lines,
            person_name=addressed.name,
            addressee=receiver.addressee,
            ask=letter.ask,
            reference=reference,
            easy_read=letter.easy_read,
            language=code,
            own_letter=letter.own.get((text.value, code)),
            own_reply=letter.own.get((LetterText.REPLY.value, code)),
        )
