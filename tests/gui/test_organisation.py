"""Contact persons, the contracted provider and the parts, by the window's settings."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from munhalsa.application.ports_keeping import Check
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.recovery_code import RecoveryCodeDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.founded import FOUNDER, OTHER_PASSPHRASE, PASSPHRASE
from tests.support.typing import choose_in_file_dialog
from tests.support.windows import settle, unexpected


def press(window: MainWindow, button: QPushButton) -> None:
    button.click()
    settle(window.desk.tasks)


def fill(window: MainWindow, **texts: str) -> FieldsDialog:
    """Fill the form that is open, and save it."""
    (dialog,) = [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    for name, text in texts.items():
        field = dialog.fields[name]
        line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(text)
        if isinstance(field, DateField):
            line.editingFinished.emit()
    press(window, dialog.ui.save)
    return dialog


def rows(shown: PlainList) -> list[list[str]]:
    texts = [
        [shown.item(row, column) for column in range(shown.columnCount())]
        for row in range(shown.rowCount())
    ]
    return [["" if one is None else one.text() for one in row] for row in texts]


def test_the_sender_and_the_logo_of_the_forms(window: MainWindow, tmp_path: Path) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel = view.forms
    press(window, panel.change)
    asked = fill(window, department="Vård och omsorg", postal_code="50")
    assert asked.isVisible()
    fill(window, postal_code="50115", city="Borås")
    assert rows(panel.part.list)[0] == ["Avdelning", "Vård och omsorg"]
    assert rows(panel.part.list)[3:] == [["Postadress", "501 15 Borås"], ["Logotyp", "–"]]
    picture = tmp_path / "logotyp.png"
    Image.new("RGB", (120, 40), "teal").save(picture)
    press(window, panel.choose)
    choose_in_file_dialog(picture)
    settle(window.desk.tasks)
    assert rows(panel.part.list)[4] == ["Logotyp", "finns"]
    press(window, panel.remove)
    assert rows(panel.part.list)[4] == ["Logotyp", "–"]
    assert not panel.remove.isEnabled()


def test_the_municipality_is_kept_right_and_each_step_can_be_undone(window: MainWindow) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel = view.organisation
    press(window, panel.add_district)
    asked = fill(window)
    assert asked.isVisible()
    fill(window, name="Norr")
    press(window, panel.rename_district)
    fill(window, name="Centrum")
    assert rows(panel.districts.list) == [["Centrum"]]
    press(window, panel.add_contact)
    asked = fill(window, name="Maria Lind")
    assert asked.isVisible()
    fill(window, phone="033-35 70 00")
    assert rows(panel.contacts.list) == [["Maria Lind", "033-35 70 00", "från 2026-11-22"]]
    press(window, panel.set_provider)
    asked = fill(window, provider="Folktandvården")
    assert asked.isVisible()
    fill(window, from_day="2024-01-01")
    assert rows(panel.provider.list) == [["Folktandvården", "", "från 2024-01-01"]]
    press(window, panel.end_contact)
    fill(window)
    assert "till och med 2026-11-22" in rows(panel.contacts.list)[0][2]
    assert "utan kontaktperson" in window.messages.text
    assert not panel.end_contact.isEnabled()
    (undo,) = [one for one in window.messages.findChildren(QPushButton) if one.isVisible()]
    press(window, undo)
    (preview,) = [one for one in window.findChildren(UndoDialog) if one.isVisible()]
    press(window, preview.ui.yes)
    assert rows(panel.contacts.list) == [["Maria Lind", "033-35 70 00", "från 2026-11-22"]]


def test_what_the_municipality_has_chosen(window: MainWindow) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel = view.rules

    def shown(name: str) -> list[str]:
        (row,) = [one for one in rows(panel.part.list) if one[0].startswith(name)]
        return row

    def choose(name: str) -> None:
        panel.part.list.selectRow([one[0] for one in rows(panel.part.list)].index(shown(name)[0]))
        press(window, panel.change)

    assert shown("Åldersgräns")[1] == "som i reglerna"
    assert shown("Täckningsgradens")[1:4:2] == ["från 24 år", "antagande"]
    choose("Täckningsgradens")
    (dialog,) = [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    choice = dialog.fields["value"]
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(1)
    fill(window, valid_from="2026-01-01", source="Nämnden 2026-02-03")
    assert shown("Täckningsgradens")[1:] == ["över 24 år", "2026-01-01", "Nämnden 2026-02-03"]
    choose("Längsta tid")
    asked = fill(window, value="14")
    assert asked.isVisible()
    assert "från 1 till 13" in asked.fields["value"].accessibleDescription()
    fill(window, value="")
    assert "Ange värdet" in asked.fields["value"].accessibleDescription()
    fill(window, value="6")
    assert shown("Längsta tid")[1] == "6"


def test_a_backup_a_check_and_another_passphrase(window: MainWindow) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel = view.keeping
    assert rows(panel.part.list) == [["Senaste säkerhetskopia", "ingen än"]]
    press(window, panel.back_up)
    assert rows(panel.part.list)[0][1] != "ingen än"
    press(window, panel.check)
    states = [row[1] for row in rows(panel.part.list)[1:]]
    assert states
    assert all(state.startswith("som det ska: ") for state in states)
    panel.show_checks([Check(name="Loggen", ok=False, detail="Något fattas.")])
    assert rows(panel.part.list)[1] == ["Loggen", "FEL: Något fattas."]
    press(window, panel.change)
    for name, texts in (
        ("passphrase", {}),
        ("new", {"passphrase": "fel lösenfras"}),
        ("again", {"new": "kort", "again": "korta"}),
        ("passphrase", {"again": "kort"}),
        ("new", {"passphrase": PASSPHRASE}),
    ):
        dialog = fill(window, **texts)
        assert dialog.isVisible()
        assert dialog.fields[name].accessibleDescription()
    fill(window, new=OTHER_PASSPHRASE, again=OTHER_PASSPHRASE)
    assert not [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    press(window, panel.change)
    dialog = fill(window, passphrase=PASSPHRASE, new=PASSPHRASE, again=PASSPHRASE)
    assert dialog.fields["passphrase"].accessibleDescription()
    fill(window, passphrase=OTHER_PASSPHRASE)
    assert not [one for one in window.findChildren(FieldsDialog) if one.isVisible()]


def test_another_key_of_the_register(window: MainWindow, which: WhichStore) -> None:
    slots = Path(str(which.store)) / "keyslots.json"
    before = slots.read_bytes()
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    press(window, view.keeping.renew)
    for typed in ("fel lösenfras", PASSPHRASE):
        (dialog,) = [one for one in window.findChildren(PassphraseDialog) if one.isVisible()]
        assert slots.read_bytes() == before
        dialog.ui.passphrase.setText(typed)
        press(window, dialog.ui.go_on)
    assert slots.read_bytes() != before
    assert "ny nyckel" in window.messages.accessibleName()
    assert rows(view.keeping.part.list)[0][1] != "ingen än", "a backup under the new key"
    press(window, view.keeping.check)
    states = [row[1] for row in rows(view.keeping.part.list)[1:]]
    assert all(state.startswith("som det ska: ") for state in states)


def test_the_municipalitys_own_text_of_a_letter(window: MainWindow, tmp_path: Path) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel = view.texts
    draft = "Programmets, utkast som ingen har granskat"
    assert ["Informationsbrev", "Finska", draft] in rows(panel.part.list)
    place = [row[:2] for row in rows(panel.part.list)].index(["Informationsbrev", "Finska"])
    panel.part.list.selectRow(place)
    assert not panel.remove.isEnabled()
    file = tmp_path / "brev.toml"
    press(window, panel.save)
    choose_in_file_dialog(file)
    settle(window.desk.tasks)
    reviewed = 'review = "reviewed"\nreviewed_by = "Aino Korhonen"\nreviewed_on = 2026-11-20'
    text = file.read_text(encoding="utf-8").replace('review = "draft"', reviewed)
    file.write_text(text, encoding="utf-8")
    press(window, panel.take)
    choose_in_file_dialog(file)
    settle(window.desk.tasks)
    own = "Kommunens egen, granskad 2026-11-20 av Aino Korhonen"
    assert rows(panel.part.list)[place][2] == own
    press(window, panel.remove)
    assert rows(panel.part.list)[place][2] == draft
    press(window, panel.begin)
    fill(window, language="PL")
    begun = tmp_path / "polska.toml"
    choose_in_file_dialog(begun)
    settle(window.desk.tasks)
    assert 'code = "pl"' in begun.read_text(encoding="utf-8")


def test_a_new_recovery_code_is_shown_once_and_printed(
    window: MainWindow, which: WhichStore
) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    press(window, view.keeping.code)
    (asked,) = [one for one in window.findChildren(PassphraseDialog) if one.isVisible()]
    asked.ui.passphrase.setText(PASSPHRASE)
    press(window, asked.ui.go_on)
    (dialog,) = window.findChildren(RecoveryCodeDialog)
    code = dialog.fields[0].text()
    assert len(code.split("-")) > 4
    press(window, dialog.print)
    (preview,) = dialog.findChildren(PreviewDialog)
    preview.reject()
    dialog.reject()
    assert dialog.isVisible(), "Esc does not lose it"
    dialog.close_button.click()
    assert dialog.fields[0].text() == ""
    window.desk.close(window, done=lambda _: None, failed=unexpected)
    settle(window.desk.tasks)
    window.desk.program.recover(
        which, recovery_code=code, user=FOUNDER, passphrase=OTHER_PASSPHRASE
    )
