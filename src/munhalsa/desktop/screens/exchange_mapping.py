"""Kolumner: how the file was read, which column is which, and what its words mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import KINDS_TAKEN_IN
from munhalsa.application.import_table.file_columns import (
    AS_EMPTY,
    FileColumn,
    UnknownWord,
    chosen_word,
    with_choices,
    with_words,
    words_to_choose,
)
from munhalsa.application.import_table.kinds import Kind, KindName, TableMapping
from munhalsa.application.import_table.known_table import forget_mapping
from munhalsa.application.import_table.read_as import (
    DELIMITER_WORDS,
    ENCODING_WORDS,
    how_it_was_read,
)
from munhalsa.desktop.forms.mapping_panel import MappingPanelForm
from munhalsa.desktop.screens.exchange_reading import ListFile, Looked, exactly, look_again
from munhalsa.desktop.screens.exchange_undo import Host
from munhalsa.desktop.screens.exchange_words import kind_word, rows_of
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.choice_rows import ChoiceRow, ChoiceRows
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.desktop.widgets.still_wheel import keep_still

_ENCODINGS = ("utf-8-sig", "cp1252")
_DEEPEST = 50
_MOST_COLUMNS = 200
"""Of a file with more filled columns than this the rest cannot be chosen here."""


class MappingStep(QWidget):
    """``settled`` carries the list as its columns were chosen, ``reread`` its kind and mapping.

    ``left`` when it is called off. ``kinds`` are those to choose among.
    """

    settled = Signal(object)
    reread = Signal(object, object)
    left = Signal()

    def __init__(
        self, host: Host, parent: QWidget, *, kinds: Sequence[KindName] = KINDS_TAKEN_IN
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._looked: Looked | None = None
        self._columns: Sequence[FileColumn] = ()
        self._words: tuple[UnknownWord, ...] = ()
        self._keys: list[str | None] = []
        self._asked: QWidget | None = None
        self.ui = ui = MappingPanelForm()
        ui.set_up(self)
        keep_still(self)
        self.rows, self.word_rows = ChoiceRows(self), ChoiceRows(self)
        for rows, place, column in (
            (self.rows, ui.rows, ui.columns_column),
            (self.word_rows, ui.words, ui.words_column),
        ):
            column.replaceWidget(place, rows)
            place.deleteLater()
        self.message = FieldMessage(ui.go_on, ui.columns_card)
        ui.columns_column.insertWidget(ui.columns_column.indexOf(self.rows), self.message)
        for flowing in (ui.fields, ui.buttons):
            flow_of(flowing)
        ui.column.addStretch(1)
        self._fill(kinds)
        self._listen()

    @property
    def looked(self) -> Looked | None:
        """What is shown."""
        return self._looked

    def show_list(self, looked: Looked) -> None:
        """What there is in a file, and what it is read as so far."""
        self._looked, self._words = looked, ()
        self.word_rows.show_rows((), ())
        ui, file = self.ui, looked.file
        ui.title.setText(
            self.tr("Kolumnerna i {0}, {1}").format(file.path.name, kind_word(file.kind.name))
        )
        self._show_how(file)
        self._show_memory(file)
        filled = [one for one in looked.found.columns if not one.empty or one.key is not None]
        self._columns = filled[:_MOST_COLUMNS]
        self._keys = [None, *(column.key for column in file.kind.columns)]
        self._show_columns(file.kind, hidden=len(looked.found.columns) - len(self._columns))
        ui.keep.setChecked(True)
        self._tell(looked)

    def focus_first(self) -> None:
        """At the first column that something must be chosen for, else where one goes on."""
        places = [box.currentIndex() for box in self.rows.boxes]
        found = self._looked.found if self._looked is not None else None
        unclear = [
            box
            for box, place in zip(self.rows.boxes, places, strict=True)
            if found is not None
            and ((found.missing and not place) or (place and places.count(place) > 1))
        ]
        first: Sequence[QWidget] = unclear or self.rows.boxes or [self.ui.go_on]
        first[0].setFocus()

    def focus_again(self) -> None:
        """Where it was said how to read the file."""
        (self._asked or self.ui.kind).setFocus()

    def refuse(self, text: str) -> None:
        """It could not be read so."""
        self.message.say(text)
        self.ui.go_on.setFocus()

    # What is shown.

    def _show_how(self, file: ListFile) -> None:
        ui, table = self.ui, file.table
        text = how_it_was_read(table)
        ui.read_text.setText(self.tr("Läst som {0}.").format(text))
        fields = (ui.kind, ui.sheet, ui.header_row, ui.encoding, ui.delimiter)
        blockers = [QSignalBlocker(field) for field in fields]
        ui.kind.setCurrentIndex(ui.kind.findData(file.kind.name.value))
        ui.sheet.clear()
        ui.sheet.addItems(list(table.sheets))
        ui.sheet.setCurrentText(table.sheet or "")
        ui.sheet_field.setVisible(len(table.sheets) > 1)
        ui.header_row.setCurrentIndex(table.header_row if table.header_row <= _DEEPEST else -1)
        ui.encoding.setCurrentIndex(1 if table.encoding == _ENCODINGS[1] else 0)
        ui.delimiter.setCurrentIndex(ui.delimiter.findData(table.delimiter))
        for field in (ui.encoding_field, ui.delimiter_field):
            field.setVisible(table.delimiter is not None)
        del blockers

    def _show_memory(self, file: ListFile) -> None:
        kept = file.remembered
        self.ui.memory_row.setVisible(kept is not None)
        if kept is not None:
            text = self.tr("Kolumnerna läses som de valdes {0} för en lista med samma rubriker.")
            self.ui.memory_text.setText(text.format(kept.noted_on.isoformat()))

    def _show_columns(self, kind: Kind, *, hidden: int) -> None:
        needed = self.tr("{0} (krävs)")
        words = [
            self.tr("Används inte"),
            *(
                needed.format(column.heading) if column.required else column.heading
                for column in kind.columns
            ),
        ]
        rows = [
            ChoiceRow(
                name=one.name,
                about=" · ".join(one.sample) or self.tr("Tom kolumn"),
                chosen=self._keys.index(one.key),
            )
            for one in self._columns
        ]
        self.rows.show_rows(rows, [words] * len(rows))
        text = self.tr("Under varje rubrik står det första ur filen. Välj vad det ska läsas som.")
        if hidden:
            text += " " + self.tr("Kolumner utan innehåll visas inte.")
        self.ui.columns_text.setText(text)

    def _tell(self, looked: Looked) -> None:
        """What is missing still, the words that are not known, and whether it can be kept."""
        self._looked = looked
        found = looked.found
        if found.good:
            self.message.clear()
        else:
            self.message.say(_lacks(self, looked), Tone.WARN)
        self._show_words(looked)
        self._order_tabs()
        ui = self.ui
        ui.keep.setEnabled(looked.not_kept is None)
        ui.keep_note.setText(
            self.tr("Bara rubriker och ord sparas, inget av det som står i raderna.")
            if looked.not_kept is None
            else looked.not_kept.message
        )

    def _order_tabs(self) -> None:
        """Tab goes as one reads; the rows were made after all else."""
        ui = self.ui
        how = (ui.kind, ui.sheet, ui.header_row, ui.encoding, ui.delimiter, ui.forget)
        after = (ui.keep, ui.go_on, ui.leave)
        for one, following in pairwise([*how, *self.rows.boxes, *self.word_rows.boxes, *after]):
            QWidget.setTabOrder(one, following)

    def _show_words(self, looked: Looked) -> None:
        self.ui.words_card.setVisible(bool(looked.words))
        if looked.words == self._words:
            return
        self._words = looked.words
        mapping = looked.file.mapping
        codes = [self._codes(one) for one in looked.words]
        chosen = [chosen_word(one.column, mapping, one.word) for one in looked.words]
        rows = [
            ChoiceRow(
                name=f"{one.column.heading}: {one.word}",
                about=rows_of(one.rows),
                chosen=own.index(code) if code in own else 0,
            )
            for one, own, code in zip(looked.words, codes, chosen, strict=True)
        ]
        self.word_rows.show_rows(rows, [self._word_texts(one) for one in looked.words])

    def _codes(self, word: UnknownWord) -> list[str | None]:
        codes = [None, *(code for code, _ in words_to_choose(word.column))]
        return codes if word.column.required else [*codes, AS_EMPTY]

    def _word_texts(self, word: UnknownWord) -> list[str]:
        texts = [self.tr("Inte valt"), *(text for _, text in words_to_choose(word.column))]
        return texts if word.column.required else [*texts, self.tr("Som en tom cell")]

    # What is chosen.

    def _look_again(self) -> None:
        file = self._chosen()
        if file is None:
            return

        def job(context: Context) -> Looked:
            return look_again(context, file)

        self._host.desk.read(self, job, done=self._tell, latest="columns")

    def _chosen(self) -> ListFile | None:
        """The list as its columns and words are chosen now."""
        looked = self._looked
        if looked is None:
            return None
        file = looked.file
        columns = {
            one.index: self._keys[box.currentIndex()]
            for one, box in zip(self._columns, self.rows.boxes, strict=True)
        }
        mapping = with_choices(file.table, file.kind, file.mapping, columns)
        words = [
            (one.column.key, one.word, self._codes(one)[box.currentIndex()])
            for one, box in zip(self._words, self.word_rows.boxes, strict=True)
        ]
        return replace(file, mapping=with_words(file.kind, mapping, words))

    def _go_on(self) -> None:
        looked, file = self._looked, self._chosen()
        if looked is None or file is None:
            return
        if not looked.found.good:
            self.message.say(_lacks(self, looked))
            self.focus_first()
            return
        keep = self.ui.keep.isEnabled() and self.ui.keep.isChecked()
        self.settled.emit(replace(file, keep=keep))

    # How the file is read.

    def _read_as(self, box: QComboBox) -> None:
        """Another kind or another row; on another sheet, or split otherwise, the row is sought."""
        looked, ui = self._looked, self.ui
        if looked is None:
            return
        self._asked = box
        table = looked.file.table
        text = table.delimiter is not None
        mapping = TableMapping(
            sheet=ui.sheet.currentText() if table.sheets else None,
            header_row=ui.header_row.currentIndex() if box is ui.header_row else None,
            encoding=_ENCODINGS[ui.encoding.currentIndex()] if text else None,
            delimiter=ui.delimiter.currentData() if text else None,
        )
        self.reread.emit(KindName(ui.kind.currentData()), mapping)

    def _forget(self) -> None:
        looked = self._looked
        if looked is None or looked.file.remembered is None:
            return
        self._asked = None
        kept, file = looked.file.remembered.id, looked.file
        self._host.desk.do(
            self,
            lambda context: forget_mapping(context, kept),
            shown=file.remembered,
            done=lambda _: self.reread.emit(file.kind.name, exactly(file.table)),
            failed=self._host.explain,
        )

    # Within.

    def _fill(self, kinds: Sequence[KindName]) -> None:
        ui = self.ui
        for kind in kinds:
            ui.kind.addItem(kind_word(kind), kind.value)
        ui.kind_field.setVisible(len(kinds) > 1)
        for encoding in _ENCODINGS:
            ui.encoding.addItem(ENCODING_WORDS[encoding])
        for delimiter, word in DELIMITER_WORDS.items():
            ui.delimiter.addItem(word.capitalize(), delimiter)
        ui.header_row.addItems([self.tr("Ingen"), *map(str, range(1, _DEEPEST + 1))])

    def _listen(self) -> None:
        ui = self.ui
        for box in (ui.kind, ui.sheet, ui.header_row, ui.encoding, ui.delimiter):
            box.currentIndexChanged.connect(lambda _, box=box: self._read_as(box))
        ui.forget.clicked.connect(self._forget)
        ui.go_on.clicked.connect(self._go_on)
        ui.leave.clicked.connect(self.left)
        self.rows.chose.connect(lambda *_: self._look_again())
        self.word_rows.chose.connect(lambda *_: self._look_again())


def _lacks(owner: QWidget, looked: Looked) -> str:
    """What must be chosen before there can be a plan."""
    missing, repeated = looked.found.missing, looked.found.repeated
    if missing:
        return owner.tr("Välj vilken kolumn som är {0}.").format(", ".join(missing))
    return owner.tr("Mer än en kolumn läses som {0}. Välj en av dem.").format(", ".join(repeated))
