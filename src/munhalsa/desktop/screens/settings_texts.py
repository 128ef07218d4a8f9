"""Inställningar, brevens texter: which languages there are, and the municipality's own texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from munhalsa.application.letter_languages import TextHead
from munhalsa.application.own_texts import (
    FORM_WORDS,
    TextChanged,
    content_of,
    keep_text,
    list_texts,
    remove_text,
    state_words,
    text_template,
    texts_of_own,
    write_template,
)
from munhalsa.application.ports import Changes
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.screens.settings_organisation import Part
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.own_text import LetterText, OwnText

translate = QCoreApplication.translate
TEXT_KINDS = frozenset({"own_text"})


class TextsPanel(QWidget):
    """A list of the texts with what can be done; only for whoever may change settings."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._heads: Mapping[str, TextHead] = {}
        self._own: tuple[OwnText, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        tr = self.tr
        self.part = Part(
            tr("Brevens språk"),
            tr(
                "Spara en text som fil, ändra den, låt en översättare granska den och ta den i "
                "bruk: den gäller i stället för programmets."
            ),
            (tr("Blankett"), tr("Språk"), tr("Text")),
            frame.look,
            self,
            grow=2,
        )
        column.addWidget(self.part)
        self.save = self.part.add_button(tr("Spara te&xt som fil …"), self._save)
        self.begin = self.part.add_button(tr("N&ytt språk …"), self._begin)
        self.take = self.part.add_button(tr("Ta en fil i br&uk …"), self._take)
        self.remove = self.part.add_button(tr("Ta &bort egen text"), self._remove)
        self.part.list.itemSelectionChanged.connect(self._show_state)
        frame.look.changed.connect(self.part.list.fit)

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (self.part.list, self.save, self.begin, self.take, self.remove)

    def load(self) -> None:
        """Fill the list, or hide all of it."""
        shown = self._frame.desk.may_everywhere(Permission.CHANGE_SETTINGS)
        self.setVisible(shown)
        if shown:
            self._frame.desk.do_at(
                self,
                lambda place: (
                    list_texts(place.context, place.printer),
                    texts_of_own(place.context),
                ),
                done=self._show,
                failed=self._frame.explain,
            )

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and (not changes.kinds or TEXT_KINDS & changes.kinds):
            self.load()

    def take_file(self, path: Path) -> None:
        """Print with the text of that file from now on."""

        def keep(place: Workplace) -> TextChanged:
            return keep_text(place.context, place.printer, content_of(path))

        self._change(keep, self.tr("Texten används från och med nu: {0}."))

    def save_template(self, form: LetterText, language: str, path: Path) -> None:
        """The text to a file, to begin with."""

        def save(place: Workplace) -> None:
            content = text_template(place.context, place.printer, form=form, language=language)
            write_template(path, content)

        self._frame.desk.do_at(
            self,
            save,
            done=lambda _: self._frame.say(self.tr("Texten är sparad som fil.")),
            failed=self._frame.explain,
        )

    # Within.

    def _show(self, found: tuple[Sequence[TextHead], tuple[OwnText, ...]]) -> None:
        heads, self._own = found
        self._heads = {f"{one.form}.{one.language}": one for one in heads}
        self.part.list.show_rows(
            [
                (key, (_title(one), one.name.capitalize(), _capital(state_words(one))))
                for key, one in self._heads.items()
            ]
        )
        self._show_state()

    def _show_state(self) -> None:
        head = self._chosen()
        self.save.setEnabled(head is not None)
        self.remove.setEnabled(head is not None and head.own)

    def _chosen(self) -> TextHead | None:
        return self._heads.get(self.part.list.chosen or "")

    def _save(self) -> None:
        head = self._chosen()
        if head is not None:
            self._ask_where(head.form, head.language)

    def _begin(self) -> None:
        # No day is asked for here.
        dialog = FieldsDialog(
            language_form(), today=date.max, look=self._frame.look, parent=self.window()
        )
        dialog.given.connect(dialog.accept)
        dialog.given.connect(lambda wanted: self._ask_where(*wanted))
        dialog.open()

    def _ask_where(self, form: LetterText, language: str) -> None:
        chooser = QFileDialog(self, self.tr("Spara text som fil"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("toml")
        chooser.selectFile(f"{form}.{language}.toml")
        chooser.fileSelected.connect(lambda name: self.save_template(form, language, Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _take(self) -> None:
        chooser = QFileDialog(self, self.tr("Välj textfil"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(self.tr("Textfiler (*.toml)"))
        chooser.fileSelected.connect(lambda name: self.take_file(Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _remove(self) -> None:
        head = self._chosen()
        if head is not None:

            def remove(place: Workplace) -> TextChanged:
                return remove_text(
                    place.context, place.printer, form=head.form, language=head.language
                )

            self._change(remove, self.tr("Programmets text används igen: {0}."))

    def _change(self, job: Callable[[Workplace], TextChanged], words: str) -> None:
        def done(changed: TextChanged) -> None:
            notes = " ".join(one.message for one in changed.warnings)
            told = words.format(f"{FORM_WORDS[changed.head.form]}, {changed.head.name}")
            self._frame.say(
                f"{told} {notes}".strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: self._undo(changed.event),
            )

        self._frame.desk.do_at(self, job, shown=(self._own,), done=done, failed=self._frame.explain)

    def _undo(self, event: str) -> None:
        ask_to_undo(
            event,
            self._frame,
            self.window(),
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )


def language_form() -> FieldsForm:
    """A text in a language that there is none in; gives its form and code."""
    return FieldsForm(
        what=translate("Texts", "Text på ett nytt språk"),
        explanation=translate(
            "Texts",
            "Filen börjar med den svenska texten. Breven kan skrivas ut på språket när både "
            "brevet och svarsblanketten finns på det.",
        ),
        save=translate("Texts", "&Spara fil …"),
        fields=(
            Field(
                name="form",
                label=translate("Texts", "&Blankett"),
                kind=FieldKind.CHOICE,
                choices=tuple((_capital(words), form) for form, words in FORM_WORDS.items()),
            ),
            Field(
                name="language",
                label=translate("Texts", "Språkets &kod, till exempel pl"),
                longest=3,
            ),
        ),
        command=lambda filled: (filled["form"], (filled["language"] or "").lower()),
    )


def _title(head: TextHead) -> str:
    return _capital(FORM_WORDS[head.form])


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
