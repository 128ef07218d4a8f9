"""What is asked for each change from a person's card, and which use case does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.decide_entitlement import ground_missing
from munhalsa.application.hand_over_certificate import HandOver, hand_over_certificate
from munhalsa.application.leave_region import LeaveRegion, leave_region
from munhalsa.application.order_letter_copy import order_letter_copy
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.void_certificate import void_certificate
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.change import ChangeForm, Filled
from munhalsa.desktop.screens.criteria_dialog import CriteriaForm, Decided
from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.certificate_changes import renewal_start
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A form, the use case behind it, what it tells beforehand, and what is said when done."""

    form: ChangeForm | CriteriaForm
    do: Callable[[Workplace, Any], Any]
    tell: Callable[[Workplace, Any], Sequence[str]]
    done: str


def renewal(certificate: Certificate, *, today: date) -> Change:
    """A new certificate after this one."""
    number = certificate.number
    form = CriteriaForm(
        what=translate("Changes", "Förnya intyg {0}").format(number),
        explanation=translate(
            "Changes",
            "En förnyelse är en ny ansökan: bedöm rätten på nytt. Det nya intyget tar vid dagen "
            "efter det gamla.",
        ),
        save=translate("Changes", "För&nya"),
        day_label=translate("Changes", "Sista &dagen, bara om intyget är tidsbegränsat"),
        day=None,
        begins=lambda _: renewal_start(certificate, today=today),
        grounds=_grounds(certificate.ground),
        command=lambda decided: RenewCertificate(
            number=number,
            ground=decided.ground,
            valid_to=decided.day,
            answers=decided.answers,
            reason=decided.reason,
        ),
    )
    return Change(
        form=form,
        do=lambda place, asked: renew_certificate(place.context, asked),
        tell=lambda place, asked: renew_certificate(place.context, asked, dry_run=True).told,
        done=translate("Changes", "Intyget är förnyat."),
    )


def other_ground(certificate: Certificate, *, today: date) -> Change:
    """The next certificate takes over with another ground, without a gap."""
    number = certificate.number
    form = CriteriaForm(
        what=translate("Changes", "Ändra personkrets för intyg {0}").format(number),
        explanation=translate(
            "Changes", "Ett nytt intyg tar vid utan uppehåll, och det gamla slutar dagen före."
        ),
        save=translate("Changes", "Ändra p&ersonkrets"),
        day_label=translate("Changes", "Första &dagen med den"),
        day=today,
        begins=lambda day: day or today,
        grounds=[one for one in _grounds(None) if one is not certificate.ground],
        command=lambda decided: ChangeGround(
            number=number,
            ground=_ground(decided),
            day=_first(decided),
            answers=decided.answers,
            reason=decided.reason,
        ),
    )
    return Change(
        form=form,
        do=lambda place, asked: change_ground(place.context, asked),
        tell=lambda place, asked: change_ground(place.context, asked, dry_run=True).told,
        done=translate("Changes", "Personkretsen är ändrad."),
    )


def other_validity(certificate: Certificate) -> Change:
    """Another last day, or none."""
    number = certificate.number
    form = ChangeForm(
        what=translate("Changes", "Ändra giltighet för intyg {0}").format(number),
        explanation=translate(
            "Changes",
            "Lämna fältet tomt om intyget ska gälla tills vidare. Ändringen ställs i kön till "
            "Intygsbeställningen och går att ångra.",
        ),
        save=translate("Changes", "Ändra &giltighet"),
        day_label=translate("Changes", "Sista &dagen intyget gäller"),
        day=certificate.valid_to,
        day_needed=False,
        command=lambda filled: ChangeValidity(number=number, valid_to=filled.day),
    )
    return Change(
        form=form,
        do=lambda place, asked: change_validity(place.context, asked),
        tell=_nothing,
        done=translate("Changes", "Giltigheten är ändrad."),
    )


def letter_copy(certificate: Certificate) -> Change:
    """VGR sends the letter once more."""
    form = ChangeForm(
        what=translate("Changes", "Kopia på brev för intyg {0}").format(certificate.number),
        explanation=translate(
            "Changes",
            "Kopian ställs i kön till Intygsbeställningen. VGR skickar brevet igen, med samma "
            "intygsnummer.",
        ),
        save=translate("Changes", "Beställ &kopia"),
        command=lambda _: certificate.number,
    )
    return Change(
        form=form,
        do=lambda place, number: order_letter_copy(place.context, number=number),
        tell=_nothing,
        done=translate("Changes", "Kopian på brevet står i kön."),
    )


def voiding(certificate: Certificate) -> Change:
    """As if it had never been."""
    form = ChangeForm(
        what=translate("Changes", "Makulera intyg {0}").format(certificate.number),
        explanation=translate(
            "Changes",
            "Intyget blir som om det aldrig hade funnits, och numret används inte igen. Har det "
            "gällt men ska sluta gälla: avsluta det i stället. Makuleringen ställs i kön till "
            "Intygsbeställningen och går att ångra.",
        ),
        save=translate("Changes", "&Makulera"),
        command=lambda _: certificate.number,
    )
    return Change(
        form=form,
        do=lambda place, number: void_certificate(place.context, number=number),
        tell=_nothing,
        done=translate("Changes", "Intyget är makulerat."),
    )


def hand_over(
    certificate: Certificate, *, today: date, region: Sequence[tuple[str, str]]
) -> Change:
    """Another municipality answers for it; ``region`` is (name, code), without the own one."""
    number = certificate.number
    form = ChangeForm(
        what=translate("Changes", "Lämna över intyg {0} till annan kommun").format(number),
        explanation=translate(
            "Changes",
            "Intyget fortsätter att gälla. Den nya kommunen svarar för det från dagen efter, och "
            "överlämnandet skrivs ut.",
        ),
        save=translate("Changes", "&Lämna över"),
        choice_label=translate("Changes", "&Kommun som tar över"),
        choices=region,
        day_label=translate("Changes", "Sista &dagen som vi svarar för"),
        day=today,
        asks_basis=True,
        words_label=translate("Changes", "&Vad den vilar på"),
        tells=True,
        command=lambda filled: HandOver(
            number=number, to=filled.choice, day=_day(filled), disclosure=filled.disclosure
        ),
    )
    return Change(
        form=form,
        do=lambda place, asked: hand_over_certificate(place.context, asked, region=place.region),
        tell=lambda place, asked: (
            hand_over_certificate(place.context, asked, region=place.region, dry_run=True).told
        ),
        done=translate("Changes", "Ansvaret är överlämnat. Intyget gäller som förut."),
    )


def death(number: str) -> Change:
    """Everything that ends with a death."""
    form = ChangeForm(
        what=translate("Changes", "Registrera dödsfall"),
        explanation=translate(
            "Changes",
            "Intyg och boende slutar på dödsdagen, i ett steg. Det går att ångra som ett.",
        ),
        save=translate("Changes", "Registrera d&ödsfallet"),
        day_label=translate("Changes", "&Dödsdag"),
        tells=True,
        command=lambda filled: RecordDeath(number=number, day=_day(filled)),
    )
    return Change(
        form=form,
        do=lambda place, asked: record_death(place.context, asked),
        tell=lambda place, asked: _told(record_death(place.context, asked, dry_run=True)),
        done=translate("Changes", "Dödsfallet är registrerat."),
    )


def leaving(number: str, *, today: date) -> Change:
    """Everything that ends when somebody leaves the region."""
    form = ChangeForm(
        what=translate("Changes", "Flyttar från regionen"),
        explanation=translate(
            "Changes",
            "Intyg och boende slutar med den sista dagen. Går flytten till en kommun i Västra "
            "Götaland: lämna över intyget i stället.",
        ),
        save=translate("Changes", "Registrera &flytten"),
        day_label=translate("Changes", "Sista &dagen här"),
        day=today,
        words_label=translate("Changes", "&Vart, om det är känt"),
        tells=True,
        command=lambda filled: LeaveRegion(number=number, day=_day(filled), to=filled.words),
    )
    return Change(
        form=form,
        do=lambda place, asked: leave_region(place.context, asked, region=place.region),
        tell=lambda place, asked: _told(
            leave_region(place.context, asked, region=place.region, dry_run=True)
        ),
        done=translate("Changes", "Flytten från regionen är registrerad."),
    )


def _told(tried: Any) -> Sequence[str]:
    return (*tried.told, *(one.message for one in tried.warnings))


def _nothing(_place: Workplace, _asked: Any) -> Sequence[str]:
    return ()


def _grounds(first: Ground | None) -> list[Ground]:
    """Every ground, the one that is likeliest first."""
    return sorted(Ground, key=lambda ground: ground is not first)


def _ground(decided: Decided) -> Ground:
    if decided.ground is None:
        raise ground_missing()
    return decided.ground


def _first(decided: Decided) -> date:
    if decided.day is None:
        raise Rejected("missing", translate("Changes", "Ange första dagen med den."), field="date")
    return decided.day


def _day(filled: Filled) -> date:
    """The day of a form that does not go without one."""
    if filled.day is None:
        raise ValueError("the form asks for a day")
    return filled.day
