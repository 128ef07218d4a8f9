"""Made-up pictures of the log: samples drawn and judged, and a log extract asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from munhalsa.application.drop_log import OldLogDropped, OldLogFound
from munhalsa.application.log_samples import SampleShown
from munhalsa.application.ports import AuditLine
from munhalsa.application.ports_keeping import LogDropped, LogOld
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.log_dropped import LogReceiptDialog, OldLogDialog
from munhalsa.desktop.dialogs.log_sample import LogSampleDialog
from munhalsa.desktop.scenes_settled import scroll_to
from munhalsa.desktop.screens.log_extract import log_form
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_log import Samples, draw_form, result_form
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.log_sample import LogSample

_DAY = date(2026, 11, 22)


def _sample(window: MainWindow, *, checked: bool) -> LogSample:
    result = window.tr("En öppning kunde inte förklaras och är anmäld till närmaste chef.")
    return LogSample(
        id="checked" if checked else "open",
        first_day=date(2026, 4, 1) if checked else date(2026, 7, 1),
        last_day=date(2026, 6, 30) if checked else date(2026, 9, 30),
        drawn_from=1830,
        drawn_on=date(2026, 7, 3) if checked else _DAY,
        drawn_by="Eva Ek",
        events="\n".join(map(str, range(20))),
        checked_on=date(2026, 7, 8) if checked else None,
        checked_by="Eva Ek" if checked else None,
        remarks=1 if checked else None,
        result=result if checked else None,
    )


def _events() -> tuple[AuditLine, ...]:
    deeds = ("person.open", "person.search", "certificate.issue", "print.certificate")
    return tuple(
        AuditLine(
            event=str(place),
            time=datetime(2026, 8, 3 + place, 9, 14, tzinfo=UTC),
            user="Kim Lind" if place % 2 else "Alma Ek",
            user_id=str(place % 2),
            role="coordinator" if place % 2 else "issuer",
            action=action,
            subject_kind="person",
            subject_id="1",
            purpose="",
        )
        for place, action in enumerate(deeds)
    )


def panel(window: MainWindow) -> QWidget:
    """One sample to judge, and one that was judged."""
    window.go(Place(view="settings"))
    view = window.pages.current
    drawn = [_sample(window, checked=False), _sample(window, checked=True)]

    def show(_: None) -> None:
        if isinstance(view, SettingsView):
            view.log.setVisible(True)
            view.log.show_samples(Samples(today=_DAY, drawn=drawn))
            scroll_to(window, view.log.extract)

    window.desk.read(window, lambda _: None, done=show)
    return window


def draw(window: MainWindow) -> QWidget:
    """Out of which time."""
    return FieldsDialog(draw_form(_DAY), today=_DAY, look=window.look, parent=window)


def sample(window: MainWindow) -> QWidget:
    """Events to be judged."""
    shown = SampleShown(sample=_sample(window, checked=False), lines=_events())
    return LogSampleDialog(shown, window, window)


def judged(window: MainWindow) -> QWidget:
    """What the check of them showed."""
    shown = SampleShown(sample=_sample(window, checked=True), lines=_events())
    return LogSampleDialog(shown, window, window)


def result(window: MainWindow) -> QWidget:
    """Writing what the check showed."""
    form = result_form(_sample(window, checked=False))
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)


def extract(window: MainWindow) -> QWidget:
    """Whose log, for whom and why."""
    return FieldsDialog(log_form(None), today=_DAY, look=window.look, parent=window)


def old(window: MainWindow) -> QWidget:
    """What would go of the oldest, and what stays."""
    found = OldLogFound(
        old=LogOld(count=18_412, first=date(2015, 3, 2), last=date(2016, 11, 21)),
        before=date(2016, 11, 22),
        backs_up=True,
    )
    return OldLogDialog(found, window, window)


def dropped(window: MainWindow) -> QWidget:
    """The receipt of what went."""
    gone = LogDropped(
        event="01a200cd-dd70-7cc2-8190-e27cd13e6b56",
        count=18_412,
        first=date(2015, 3, 2),
        last=date(2016, 11, 21),
        before=date(2016, 11, 22),
        key="4F1C-9A20-77D3-0BE5",
    )
    done = OldLogDropped(dropped=gone, by="Kim Lind", on=_DAY, backed_up=True)
    return LogReceiptDialog(done, window, window)


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "settings-log": panel,
        "log-draw": draw,
        "log-sample": sample,
        "log-judged": judged,
        "log-result": result,
        "log-extract": extract,
        "log-old": old,
        "log-dropped": dropped,
    }
)
