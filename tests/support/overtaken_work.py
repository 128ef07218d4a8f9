"""Records of units, days, training, deviations and settings that somebody else has changed."""

from __future__ import annotations

from typing import Any

from munhalsa.adapters.ids import new_id
from munhalsa.application import change_logo, issuers, own_texts
from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.cancel_training import CancelTraining, cancel_training
from munhalsa.application.change_deviation import ChangeDeviation, change_deviation
from munhalsa.application.change_municipality import ChangeSender, change_municipality
from munhalsa.application.change_round import ChangeRound, change_round
from munhalsa.application.change_training import ChangeTraining, change_training
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.close_unit import CloseUnit, close_unit
from munhalsa.application.context import Context
from munhalsa.application.dental_contracts import SetProvider, set_provider
from munhalsa.application.disagreements import (
    AnswerStep,
    CloseDisagreement,
    FollowUp,
    answer_step,
    close_disagreement,
    follow_up,
)
from munhalsa.application.districts import rename_district
from munhalsa.application.handle_deviation import (
    AnswerDeviation,
    CloseDeviation,
    ReportDeviation,
    answer_deviation,
    close_deviations,
    report_deviation,
)
from munhalsa.application.hold_training import HoldTraining, hold_training
from munhalsa.application.import_table.known_table import forget_mapping
from munhalsa.application.keep_round import ConfirmRound, confirm_round, hold_round
from munhalsa.application.keep_staff import (
    AddStaff,
    ChangeStaff,
    EndStaff,
    add_staff,
    change_staff,
    end_staff,
)
from munhalsa.application.log_samples import CheckSample, check_sample
from munhalsa.application.municipality_contacts import end_contact_person
from munhalsa.application.own_training_kinds import end_training_kind
from munhalsa.application.plan_round import ChangeVisits, change_visits
from munhalsa.application.record_deviation import record_deviation
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.settings import set_setting
from munhalsa.application.verify_unit import verify_unit
from munhalsa.domain.account import RememberedMapping, Setting
from munhalsa.domain.deviation import Deviation, Disagreement, DisagreementStep
from munhalsa.domain.log_sample import LogSample
from munhalsa.domain.own_text import LetterText, OwnText
from munhalsa.domain.round import PlannedVisit, Round, RoundState, Side
from munhalsa.domain.staff import StaffMember
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.training import CancelledBy, Issuer, Training, TrainingKind, TrainingState
from munhalsa.domain.unit import (
    DentalContract,
    District,
    Logo,
    Municipality,
    MunicipalityContact,
    Unit,
)
from tests.support.deeds import found
from tests.support.overtaken import BEFORE, Case, ahead, case, home, kept, person
from tests.support.printed_forms import logo
from tests.support.printing import PDF


@case("change_unit.change_unit")
def _(context: Context) -> Case:
    asked = ChangeUnit(unit="SB01", details={"responsible_name": "Bo Ek"})
    return home(context), lambda at: change_unit(at, asked)


@case("rename_unit.rename_unit")
def _(context: Context) -> Case:
    return home(context), lambda at: rename_unit(at, "SB01", name="Ekbacken")


@case("verify_unit.verify_unit")
def _(context: Context) -> Case:
    return home(context), lambda at: verify_unit(at, "SB01")


@case("close_unit.close_unit")
def _(context: Context) -> Case:
    return home(context), lambda at: close_unit(at, CloseUnit(unit="SB01", day=at.today))


def _bo(context: Context) -> StaffMember:
    return add_staff(context, AddStaff(unit=home(context).id, details={"name": "Bo Ek"})).member


@case("keep_staff.change_staff")
def _(context: Context) -> Case:
    asked = ChangeStaff(unit="SB01", name="Bo Ek", details={"title": "Undersköterska"})
    return _bo(context), lambda at: change_staff(at, asked)


@case("keep_staff.end_staff")
def _(context: Context) -> Case:
    asked = EndStaff(unit="SB01", name="Bo Ek", day=context.today)
    return _bo(context), lambda at: end_staff(at, asked)


def _round(context: Context, **given: Any) -> Round:
    values: dict[str, Any] = {"day": ahead(context), **given}
    made: Round = kept(context, Round(id=new_id(), unit_id=home(context).id, **values))
    return made


@case("keep_round.confirm_round")
def _(context: Context) -> Case:
    shown = _round(context)
    return shown, lambda at: confirm_round(at, ConfirmRound(round=shown.id, staff="Bo"))


@case("keep_round.hold_round")
def _(context: Context) -> Case:
    shown = _round(context, day=BEFORE)
    return shown, lambda at: hold_round(at, shown.id)


@case("change_round.change_round")
def _(context: Context) -> Case:
    shown = _round(context)
    day = shown.day.replace(day=shown.day.day + 1)
    asked = ChangeRound(round=shown.id, by_side=Side.UNIT, reason="Magsjuka", to_day=day)
    return shown, lambda at: change_round(at, asked)


@case("plan_round.change_visits")
def _(context: Context) -> Case:
    whom = person(context)
    (place,) = found(context, Unit, code="SB01")
    one = kept(
        context,
        Round(id=new_id(), unit_id=place.id, day=ahead(context), state=RoundState.PLANNED),
    )
    shown = kept(context, PlannedVisit(id=new_id(), person_id=whom.id, round_id=one.id))
    asked = ChangeVisits(round=one.id, remove=[whom.id], reason="Bortrest")
    return shown, lambda at: change_visits(at, asked)


def _session(context: Context) -> Training:
    asked = AddTraining(
        day=BEFORE, kind="dementia_care", hundredths=200, state=TrainingState.PLANNED
    )
    return add_training(context, asked).sheet.training


@case("change_training.change_training")
def _(context: Context) -> Case:
    shown = _session(context)
    asked = ChangeTraining(training=shown.id, details={"place": "Aulan"})
    return shown, lambda at: change_training(at, asked)


@case("cancel_training.cancel_training")
def _(context: Context) -> Case:
    shown = _session(context)
    asked = CancelTraining(training=shown.id, by=CancelledBy.PROVIDER, reason="Magsjuka")
    return shown, lambda at: cancel_training(at, asked)


@case("hold_training.hold_training")
def _(context: Context) -> Case:
    shown = _session(context)
    return shown, lambda at: hold_training(at, HoldTraining(training=shown.id, count=3))


@case("own_training_kinds.end_training_kind")
def _(context: Context) -> Case:
    shown = kept(context, TrainingKind(id=new_id(), code="egen", name="Egen", for_issuers=False))
    return shown, lambda at: end_training_kind(at, "Egen")


def _issuer(context: Context) -> Issuer:
    return issuers.add_issuer(context, {"name": "Bo Ek"}).issuer


@case("issuers.change_issuer")
def _(context: Context) -> Case:
    return _issuer(context), lambda at: issuers.change_issuer(at, "Bo Ek", {"title": "Chef"})


@case("issuers.end_issuer")
def _(context: Context) -> Case:
    asked = issuers.EndIssuer(issuer="Bo Ek", day=context.today)
    return _issuer(context), lambda at: issuers.end_issuer(at, asked)


def _deviation(context: Context) -> Deviation:
    home(context)
    return record_deviation(
        context, {"category": "staff_absent", "unit": "SB01", "day": BEFORE}
    ).deviation


@case("change_deviation.change_deviation")
def _(context: Context) -> Case:
    shown = _deviation(context)
    asked = ChangeDeviation(deviation=shown.id, details={"reason": "Sjukdom"})
    return shown, lambda at: change_deviation(at, asked)


@case("handle_deviation.report_deviation")
def _(context: Context) -> Case:
    shown = _deviation(context)
    return shown, lambda at: report_deviation(at, ReportDeviation(deviation=shown.id))


@case("handle_deviation.answer_deviation")
def _(context: Context) -> Case:
    draft = _deviation(context)
    shown = report_deviation(context, ReportDeviation(deviation=draft.id)).deviation
    asked = AnswerDeviation(deviation=shown.id, answer="Åtgärdat")
    return shown, lambda at: answer_deviation(at, asked)


@case("handle_deviation.close_deviations")
def _(context: Context) -> Case:
    shown = _deviation(context)
    return shown, lambda at: close_deviations(at, [CloseDeviation(deviation=shown.id)])


def _disagreement(context: Context) -> Disagreement:
    made: Disagreement = kept(
        context,
        Disagreement(id=new_id(), day=BEFORE, about="Vem bokar", temporary_solution="Kommunen"),
    )
    return made


@case("disagreements.answer_step")
def _(context: Context) -> Case:
    one = _disagreement(context)
    step = DisagreementStep(
        id=new_id(), disagreement_id=one.id, step=1, day=BEFORE, holder="Enhetschef"
    )
    asked = AnswerStep(disagreement=one.id, answer="Vi bokar")
    return kept(context, step), lambda at: answer_step(at, asked)


@case("disagreements.close_disagreement")
def _(context: Context) -> Case:
    shown = _disagreement(context)
    asked = CloseDisagreement(disagreement=shown.id, outcome="Överens")
    return shown, lambda at: close_disagreement(at, asked)


@case("disagreements.follow_up")
def _(context: Context) -> Case:
    shown = _disagreement(context)
    asked = FollowUp(disagreement=shown.id, follow_up="Håller")
    return shown, lambda at: follow_up(at, asked)


@case("change_municipality.change_municipality")
def _(context: Context) -> Case:
    asked = ChangeSender(phone="031-1 23 45 67")
    return found(context, Municipality), lambda at: change_municipality(at, asked)


def _code(context: Context) -> str:
    return found(context, Municipality)[0].id


@case("municipality_contacts.end_contact_person")
def _(context: Context) -> Case:
    shown = kept(
        context,
        MunicipalityContact(
            id=new_id(), municipality_code=_code(context), name="Eva Ek", from_day=BEFORE
        ),
    )
    return shown, lambda at: end_contact_person(at, "Eva Ek", day=at.today)


@case("dental_contracts.set_provider")
def _(context: Context) -> Case:
    shown = kept(
        context,
        DentalContract(
            id=new_id(), municipality_code=_code(context), provider="Kliniken", from_day=BEFORE
        ),
    )
    asked = SetProvider(provider="Torget", from_day=context.today)
    return shown, lambda at: set_provider(at, asked)


@case("districts.rename_district")
def _(context: Context) -> Case:
    shown = kept(context, District(id=new_id(), name="Norr", sort_key=sort_key("Norr")))
    return shown, lambda at: rename_district(at, name=shown.id, to="Söder")


@case("settings.set_setting")
def _(context: Context) -> Case:
    set_setting(context, key="offer_hidden_days", value="20")
    shown = found(context, Setting)
    return shown, lambda at: set_setting(at, key="offer_hidden_days", value="40")


def _text(context: Context) -> OwnText:
    draft = own_texts.text_template(context, PDF, form="letter", language="fi")
    own_texts.keep_text(context, PDF, draft)
    (made,) = found(context, OwnText, form=LetterText.LETTER)
    return made


@case("own_texts.keep_text")
def _(context: Context) -> Case:
    shown = _text(context)
    other = f"{shown.content}\n# granskas\n"
    return shown, lambda at: own_texts.keep_text(at, PDF, other)


@case("own_texts.remove_text")
def _(context: Context) -> Case:
    return _text(context), lambda at: own_texts.remove_text(at, PDF, form="letter", language="fi")


def _logo(context: Context) -> Logo:
    made: Logo = kept(context, Logo(id=new_id(), municipality_code=_code(context), picture="aaaa"))
    return made


@case("change_logo.set_logo")
def _(context: Context) -> Case:
    return _logo(context), lambda at: change_logo.set_logo(at, PDF, logo())


@case("change_logo.remove_logo")
def _(context: Context) -> Case:
    return _logo(context), change_logo.remove_logo


@case("import_table.known_table.forget_mapping")
def _(context: Context) -> Case:
    shown = kept(
        context,
        RememberedMapping(
            id=new_id(), kind="units", fingerprint="f", columns="{}", words="{}", noted_on=BEFORE
        ),
    )
    return shown, lambda at: forget_mapping(at, shown.id)


@case("log_samples.check_sample")
def _(context: Context) -> Case:
    shown = kept(
        context,
        LogSample(
            id=new_id(),
            first_day=BEFORE,
            last_day=BEFORE,
            drawn_from=1,
            drawn_on=BEFORE,
            drawn_by="Eva Ek",
            events=new_id(),
        ),
    )
    asked = CheckSample(sample=shown.id, remarks=0, result="Inget att anmärka")
    return shown, lambda at: check_sample(at, asked)
