"""The views in the navigation; what a view is made of is loaded when somebody first goes there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from munhalsa.application.context import Context
from munhalsa.desktop.view import Frame, SidePlace, View, ViewEntry, ViewPart
from munhalsa.domain.account import Permission

translate = QCoreApplication.translate


def overview() -> ViewEntry:
    """What needs doing today, the first."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.overview import OverviewView

        return OverviewView(frame)

    return ViewEntry(
        name="overview",
        title=translate("OverviewView", "Översikt"),
        key="Ctrl+1",
        build=build,
        group=1,
        permissions=frozenset({Permission.SEE_PERSONS}),
    )


def persons() -> ViewEntry:
    """The list and the card."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.persons import PersonsView

        return PersonsView(frame)

    return ViewEntry(
        name="persons",
        title=translate("PersonsView", "Personer"),
        key="Ctrl+2",
        build=build,
        group=1,
        permissions=frozenset({Permission.SEE_PERSONS}),
        takes_search=True,
    )


def new_certificate() -> ViewEntry:
    """Somebody registered and certified on one page."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.new_certificate import NewCertificateView

        return NewCertificateView(frame)

    return ViewEntry(
        name="new_certificate",
        title=translate("NewCertificateView", "Nytt intyg"),
        key="Ctrl+3",
        build=build,
        group=1,
        permissions=frozenset({Permission.ISSUE_CERTIFICATES}),
    )


def units() -> ViewEntry:
    """The units; counts those whose contact details are to be confirmed."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.units import UnitsView

        return UnitsView(frame)

    def to_do(context: Context) -> int:
        from munhalsa.application.unit_list import units_to_confirm

        return units_to_confirm(context)

    return ViewEntry(
        name="units",
        title=translate("UnitsView", "Enheter"),
        key="Ctrl+4",
        build=build,
        group=1,
        permissions=frozenset({Permission.SEE_PERSONS}),
        to_do=to_do,
        counts=frozenset({"unit", "setting"}),
    )


def answer_list() -> ViewEntry:
    """A whole unit's answers."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.answer_list import AnswerListView

        return AnswerListView(frame)

    return ViewEntry(
        name="answer_list",
        title=translate("AnswerListView", "Svarslista"),
        key="Ctrl+5",
        build=build,
        group=1,
        permissions=frozenset({Permission.RECORD_RESPONSES}),
    )


def training() -> ViewEntry:
    """Training and issuers; counts sessions to note, and units and issuers to train."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.training import TrainingView

        return TrainingView(frame)

    def to_do(context: Context) -> int:
        from munhalsa.application.list_trainings import training_to_do

        return training_to_do(context).all

    return ViewEntry(
        name="training",
        title=translate("TrainingView", "Utbildning"),
        key="Ctrl+7",
        build=build,
        group=4,
        permissions=frozenset({Permission.SEE_TRAININGS}),
        to_do=to_do,
        counts=frozenset(
            {"training", "training_unit", "training_kind", "participant", "issuer"}
            | {"unit", "setting"}
        ),
    )


def deviations() -> ViewEntry:
    """The register and what follows from it; counts those that wait for the municipality."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.deviations import DeviationsView

        return DeviationsView(frame)

    def to_do(context: Context) -> int:
        from munhalsa.application.view_deviations import count_deviations

        return count_deviations(context)[1]

    return ViewEntry(
        name="deviations",
        title=translate("DeviationsView", "Avvikelser"),
        key="Ctrl+Alt+8",
        build=build,
        group=5,
        permissions=frozenset({Permission.SEE_DEVIATIONS}),
        to_do=to_do,
        counts=frozenset({"deviation"}),
    )


def rounds() -> ViewEntry:
    """Besöksdagar; counts whom nobody has planned a day for, and days to note."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.rounds import RoundsView

        return RoundsView(frame)

    def to_do(context: Context) -> int:
        from munhalsa.application.list_rounds import rounds_to_do

        return rounds_to_do(context)

    return ViewEntry(
        name="rounds",
        title=translate("RoundsView", "Munhälsobedömningar"),
        key="Ctrl+6",
        build=build,
        group=4,
        permissions=frozenset({Permission.SEE_ROUNDS}),
        to_do=to_do,
        counts=frozenset(
            {"round", "planned_visit", "assessment", "response", "certificate"}
            | {"residence", "setting", "person"}
        ),
    )


def visits() -> ViewEntry:
    """The people of a besöksdag one after another."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.visits import VisitsView

        return VisitsView(frame)

    return ViewEntry(
        name="visits",
        title=translate("VisitsView", "Besök"),
        key="Ctrl+Alt+6",
        build=build,
        group=4,
        permissions=frozenset({Permission.RECORD_ASSESSMENTS}),
    )


def exchange() -> ViewEntry:
    """Files in and out; counts what waits to be registered at Intygsbeställningen."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.exchange import ExchangeView

        return ExchangeView(frame)

    def to_do(context: Context) -> int:
        from munhalsa.application.waiting_registrations import count_waiting

        waiting = count_waiting(context)
        return waiting.certificates + waiting.units

    return ViewEntry(
        name="exchange",
        title=translate("ExchangeView", "Ta in och lämna ut"),
        key="Ctrl+8",
        build=build,
        group=7,
        permissions=frozenset({Permission.IMPORT, Permission.EXPORT, Permission.REGISTER}),
        takes_files=True,
        to_do=to_do,
        counts=WAITING,
        pages=(
            SidePlace(
                title=translate("ExchangeView", "Registreringshjälp"),
                about=REGISTRATION,
                key="Ctrl+Alt+J",
                permission=Permission.REGISTER,
            ),
            SidePlace(
                title=translate("ExchangeView", "Avstämning"),
                about=RECONCILIATION,
                key="Ctrl+Alt+A",
                permission=Permission.IMPORT,
            ),
        ),
    )


REGISTRATION = "registration"
"""The page within it where what waits is typed in, one at a time."""
RECONCILIATION = "reconciliation"
"""The page within it where a list out of Intygsbeställningen is compared with the register."""
UNIT_QUEUE = "units"
"""Behind the name of the page and a colon: the queue of units, else whom to begin with."""

WAITING = frozenset({"registration", "unit_registration"})
"""The kinds of records whose change may alter what waits to be registered."""


def follow_up() -> ViewEntry:
    """The figures of the quarters."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.follow_up import FollowUpView

        return FollowUpView(frame)

    return ViewEntry(
        name="follow_up",
        title=translate("FollowUpView", "Uppföljning"),
        key="Ctrl+Alt+0",
        build=build,
        group=6,
        permissions=frozenset({Permission.SEE_FIGURES}),
    )


def settings() -> ViewEntry:
    """The municipality's choices and one's own."""

    def build(frame: Frame) -> View:
        from munhalsa.desktop.screens.settings import SettingsView

        return SettingsView(frame)

    def parts() -> tuple[ViewPart, ...]:
        from munhalsa.desktop.screens.settings_parts import settings_parts

        return settings_parts()

    return ViewEntry(
        name="settings",
        title=translate("SettingsView", "Inställningar"),
        key="Ctrl+9",
        build=build,
        group=9,
        parts=parts,
    )
