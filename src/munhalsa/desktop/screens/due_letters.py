"""Letters to everybody who is marked in a list: which, in what order, and shown before all else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.forms import Printed
from munhalsa.application.letter_languages import BY_PERSON, SWEDISH, LetterLanguage
from munhalsa.application.own_texts import languages_offered
from munhalsa.application.print_job import Order, PrintJob
from munhalsa.application.print_letters import print_letters
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.progress import run_long
from munhalsa.desktop.due_words import persons_of
from munhalsa.desktop.printing.showing import page_file, show_pages
from munhalsa.desktop.tasks import Control
from munhalsa.desktop.view import Frame
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which letter, in which language (a code or BY_PERSON), and how the pages lie."""

    easy_read: bool
    language: str
    order: Order


def ask_for_letters(
    frame: Frame, view: QWidget, ids: Sequence[str], *, today: date, language: str = SWEDISH
) -> None:
    """Ask which letter, then print them into the private folder and show the pages.

    ``language`` is what is proposed.
    """

    def ask(languages: Sequence[LetterLanguage]) -> None:
        form = letters_form(len(ids), languages, language)
        dialog = FieldsDialog(form, today=today, look=frame.look, parent=view)
        dialog.given.connect(dialog.accept)
        dialog.given.connect(lambda wanted: _print(frame, view, ids, wanted))
        dialog.open()

    frame.desk.do_at(
        view,
        lambda place: languages_offered(place.context, place.printer),
        done=ask,
        failed=frame.explain,
    )


def letters_form(
    persons: int, languages: Sequence[LetterLanguage], language: str = SWEDISH
) -> FieldsForm:
    """For so many persons; gives Wanted."""
    return FieldsForm(
        what=translate("Letters", "Brev till {0}").format(persons_of(persons)),
        explanation=translate(
            "Letters",
            "Informationsbrev med svarsblankett, till personen eller den som får personens post.",
        ),
        save=translate("Letters", "&Visa breven"),
        fields=(
            Field(
                name="easy_read",
                label=translate("Letters", "&Text"),
                kind=FieldKind.CHOICE,
                value=False,
                choices=(
                    (translate("Letters", "Vanlig"), False),
                    (translate("Letters", "Lättläst"), True),
                ),
            ),
            Field(
                name="language",
                label=translate("Letters", "&Språk"),
                kind=FieldKind.CHOICE,
                value=language,
                choices=(
                    *((_name(one), one.code) for one in languages),
                    (translate("Letters", "Vars och ens eget, annars svenska"), BY_PERSON),
                ),
            ),
            order_field(),
        ),
        command=_wanted,
    )


def _name(language: LetterLanguage) -> str:
    name = language.name.capitalize()
    if not language.draft:
        return name
    return translate("Letters", "{0}: utkast, inte granskat av översättare").format(name)


def order_field() -> Field:
    """How the pages lie; labels lie as the letters they belong to."""
    return Field(
        name="order",
        label=translate("Letters", "&Ordning"),
        kind=FieldKind.CHOICE,
        value=Order.NAME,
        choices=(
            (translate("Letters", "Efter namn"), Order.NAME),
            (translate("Letters", "Boende för boende, rum för rum"), Order.HOME),
        ),
    )


def _wanted(filled: Mapping[str, Any]) -> Wanted:
    easy_read, language = bool(filled["easy_read"]), filled["language"]
    if easy_read and language not in (SWEDISH, BY_PERSON):
        message = translate("Letters", "Den lättlästa texten finns bara på svenska.")
        raise Rejected("no_form_text", message, field="language")
    return Wanted(easy_read=easy_read, language=language, order=Order(filled["order"]))


def _print(frame: Frame, view: QWidget, ids: Sequence[str], wanted: Wanted) -> None:
    out = page_file(frame)

    def job(place: Workplace, control: Control) -> Printed:
        return print_letters(
            place.context,
            place.printer,
            ids=ids,
            easy_read=wanted.easy_read,
            language=wanted.language,
            job=PrintJob(out=out, order=wanted.order, progress=control.report),
        )

    def done(printed: Printed) -> None:
        title = translate("Letters", "Brev")
        note = " ".join(one.message for one in printed.warnings)
        show_pages(frame, out, name="brev", title=title, parent=view, note=note)

    what = translate("Letters", "Breven skrivs")
    run_long(frame, view, what, job, done=done, failed=frame.explain)
