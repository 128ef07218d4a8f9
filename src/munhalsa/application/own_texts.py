"""The texts of the letters in each language: the program's, or the municipality's own instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.letter_languages import LetterLanguage, OwnTexts, TextHead
from munhalsa.application.outputs import check_out
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.printing import FormPrinter
from munhalsa.application.seen import check_shown
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.own_text import LetterText, OwnText
from munhalsa.domain.refusal import FileUnusable, Notice, Rejected

LARGEST = 400_000
"""In bytes: no text of a letter is so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanged:
    """Which text, and what it touched."""

    head: TextHead
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def own_texts(reader: Reader) -> OwnTexts:
    """What the municipality has of its own, by form and language."""
    return {(one.form.value, one.language): one.content for one in reader.find(OwnText)}


def languages_offered(context: Context, printer: FormPrinter) -> Sequence[LetterLanguage]:
    """The languages that the plain letter can be printed in today."""
    context.require(Permission.PRINT)
    with context.read(Permission.PRINT) as reader:
        own = own_texts(reader)
    return printer.letter_languages(context.today, easy_read=False, own=own)


def list_texts(context: Context, printer: FormPrinter) -> Sequence[TextHead]:
    """Every text that there is today, by form and language."""
    context.require(Permission.CHANGE_SETTINGS)
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        own = own_texts(reader)
    return printer.texts(context.today, own=own)


def texts_of_own(context: Context) -> tuple[OwnText, ...]:
    """The municipality's own texts, as they are kept."""
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        return tuple(reader.find(OwnText))


def text_template(context: Context, printer: FormPrinter, *, form: str, language: str) -> str:
    """A file to write one's own text in: what is printed today, else the Swedish text."""
    context.require(Permission.CHANGE_SETTINGS)
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        own = own_texts(reader)
    return printer.text_template(_form(form), language.strip().lower(), own=own)


def keep_text(context: Context, printer: FormPrinter, content: str) -> TextChanged:
    """Print with this text from now on; Rejected where the form cannot be printed with it."""
    context.require_everywhere(Permission.CHANGE_SETTINGS)
    head = printer.check_text(content, context.today)
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        municipality = the_municipality(reader)
    deed = Deed(action="municipality.text", subject_kind="municipality", subject_id=municipality.id)
    with context.write(deed, Permission.CHANGE_SETTINGS) as work:
        known = work.find(OwnText, form=head.form, language=head.language)
        if known and known[0].content == content:
            raise Rejected("nothing_to_change", "Den texten används redan.", field="file")
        if known:
            check_shown(context.seen, known[0], what="texten")
            work.change(known[0], content=content)
        else:
            work.add(
                OwnText(
                    id=context.new_id(),
                    municipality_code=municipality.id,
                    form=head.form,
                    language=head.language,
                    content=content,
                )
            )
        done = work.commit()
    notice = Notice(
        code="text_not_reviewed",
        message="Texten är märkt som utkast, så det sägs varje gång den skrivs ut. "
        "Skriv reviewed, av vem och när i filen när den är granskad.",
    )
    return TextChanged(
        head=head,
        event=done.event,
        changes=done.changes,
        warnings=(notice,) if head.draft else (),
    )


def remove_text(context: Context, printer: FormPrinter, *, form: str, language: str) -> TextChanged:
    """Print with the program's text again."""
    context.require_everywhere(Permission.CHANGE_SETTINGS)
    wanted = _form(form)
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        municipality = the_municipality(reader)
    deed = Deed(
        action="municipality.text_remove", subject_kind="municipality", subject_id=municipality.id
    )
    with context.write(deed, Permission.CHANGE_SETTINGS) as work:
        known = work.find(OwnText, form=wanted, language=language.strip().lower())
        if not known:
            raise Rejected(
                "text_not_own", "Kommunen har ingen egen text där. Välj en annan.", field="language"
            )
        work.remove(known[0])
        done = work.commit()
    head = printer.check_text(known[0].content, context.today)
    return TextChanged(head=head, event=done.event, changes=done.changes)


def content_of(path: Path) -> str:
    """What stands in a text file; FileUnusable where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable()
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise _unreadable() from None


def write_template(out: Path, content: str) -> None:
    """The text where the user wants it: all of it, or what was there before."""
    check_out(out)
    try:
        out.write_text(content, encoding="utf-8", newline="\n")
    except OSError:
        raise FileUnusable(
            "file_not_written",
            "Filen kunde inte skrivas. Kontrollera att mappen finns och att det finns plats.",
            field="out",
        ) from None


def state_words(head: TextHead) -> str:
    """Whose text it is, and whether somebody has reviewed it."""
    whose = "kommunens egen" if head.own else "programmets"
    if head.draft:
        return f"{whose}, utkast som ingen har granskat"
    if head.reviewed_by is None:
        return whose
    return f"{whose}, granskad {head.reviewed_on} av {head.reviewed_by}"


def _unreadable() -> FileUnusable:
    return FileUnusable(
        "file_unreadable",
        "Textfilen går inte att läsa. Kontrollera namnet, och att den är sparad som text (UTF-8).",
        field="file",
    )


def _form(text: str) -> LetterText:
    try:
        return LetterText(text.strip().lower())
    except ValueError:
        raise Rejected(
            "value_unknown",
            f"Texten ska vara något av {', '.join(LetterText)}.",
            field="form",
        ) from None


FORM_WORDS: Mapping[LetterText, str] = {
    LetterText.LETTER: "informationsbrev",
    LetterText.LETTER_EASY: "lättläst informationsbrev",
    LetterText.REPLY: "svarsblankett",
}
