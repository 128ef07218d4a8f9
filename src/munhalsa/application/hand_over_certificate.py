"""A move within Västra Götaland: another municipality answers for a certificate that goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from munhalsa.application.certificate_steps import certificate_meant, tell
from munhalsa.application.context import Context
from munhalsa.application.departures import EndedHome, end_homes, told_of
from munhalsa.application.issue_certificate import DisclosureDraft, new_disclosure
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, Disclosure, Recipient, RegistrationKind
from munhalsa.domain.certificate_changes import check_hand_over
from munhalsa.domain.disclosure import check_details, in_force
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """``number`` is an identity or certificate number, ``day`` our last one.

    ``to`` is the code or name of the municipality that takes over.
    ``disclosure`` is what lets the data go there, where that has not been assessed before.
    """

    number: str
    to: str
    day: date
    disclosure: DisclosureDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The certificate as it stands; ``to`` by name, ``event`` None where it was only tried."""

    certificate: Certificate
    person: Person
    homes: tuple[EndedHome, ...]
    event: str | None
    changes: Changes
    warnings: tuple[Notice, ...]
    to: str

    @property
    def told(self) -> tuple[str, ...]:
        """What was done, one sentence each, with nobody's name or number."""
        one = self.certificate
        return (
            f"Intyg {one.number} gäller som förut.",
            f"{self.to} kommun svarar för det efter {one.handed_over_on}.",
            *told_of(self.homes),
        )


def hand_over_certificate(
    context: Context,
    command: HandOver,
    *,
    region: Mapping[str, str],
    dry_run: bool = False,
) -> HandedOver:
    """Hand the responsibility over: the homes here end, the certificate is left as it is.

    Refused without a disclosure assessment for the other municipality that is in force.
    """
    context.require(Permission.ISSUE_CERTIFICATES)
    found = certificate_meant(context, command.number)
    deed = Deed(action="certificate.handover", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate = work.get(Certificate, found.id)
        to = _code(command.to, region)
        check_hand_over(
            certificate,
            day=command.day,
            today=context.today,
            to=to,
            own=work.municipality,
            region=region,
        )
        person = work.get(Person, certificate.person_id)
        _settle_disclosure(context, work, person, command.disclosure)
        certificate = work.change(certificate, handed_over_on=command.day, handed_over_to=to)
        homes = end_homes(work, person, last=command.day)
        person = work.change(person, moved_out_on=command.day, moved_out_to=region[to])
        tell(context, work, certificate, RegistrationKind.UNIT)
        done = None if dry_run else work.commit()
    return HandedOver(
        certificate=certificate,
        person=person,
        homes=homes,
        event=None if done is None else done.event,
        changes=Changes() if done is None else done.changes,
        warnings=_warnings(person),
        to=region[to],
    )


def _code(to: str, region: Mapping[str, str]) -> str:
    """The code of a municipality that is named; what is not a name stays as it is."""
    codes = {name.casefold(): code for code, name in region.items()}
    return codes.get(to.strip().casefold(), to.strip())


def _settle_disclosure(
    context: Context, work: UnitOfWork, person: Person, draft: DisclosureDraft | None
) -> None:
    if draft is not None:
        check_details(draft.basis, draft.details)
        work.add(new_disclosure(context, draft, person))
        return
    known = work.find(Disclosure, person_id=person.id)
    if in_force(known, Recipient.OTHER_MUNICIPALITY, context.today) is None:
        raise Rejected(
            "disclosure_missing",
            "Det finns ingen sekretessprövning som gäller för en annan kommun. "
            "Ange samtycke, menprövning eller lagrum, med vad det vilar på.",
            field="disclosure",
        )


def _warnings(person: Person) -> tuple[Notice, ...]:
    if not person.is_protected:
        return ()
    notice = Notice(
        code="handled_on_paper",
        message="Personen har skyddade uppgifter: lämna över på papper, till någon som har rätt "
        "att få veta.",
    )
    return (notice,)
