"""What came of looking at a candidate: not entitled, declines, or a question to VGR."""

from __future__ import annotations

from munhalsa.application.add_candidate import list_candidate
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.seen import check_shown
from munhalsa.domain.account import Permission
from munhalsa.domain.candidate import Candidate, Finding, Outcome, after
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessCandidate:
    """Whom, by identity number, and what came of it."""

    number: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateAssessed:
    """The candidate as it stands now."""

    candidate: Candidate
    event: str
    changes: Changes


def assess_candidate(context: Context, command: AssessCandidate) -> CandidateAssessed:
    """Record the finding; somebody who was not listed is, in the same deed."""
    context.require(Permission.ISSUE_CERTIFICATES)
    leave = Permission.ISSUE_CERTIFICATES
    with context.read(leave) as reader:
        found = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="candidate.assess", subject_kind="person", subject_id=found.id)
    with context.write(deed, leave) as work:
        person = work.get(Person, found.id)
        known = work.find(Candidate, person_id=person.id)
        for one in known:
            check_shown(context.seen, one, what="vad som är bedömt")
        candidate = known[0] if known else list_candidate(context, work, person)
        if any(
            one.is_ours_on(context.today) for one in work.find(Certificate, person_id=person.id)
        ):
            raise Rejected(
                "has_certificate", "Personen har redan ett giltigt intyg.", field="number"
            )
        fields = after(candidate, command.finding, today=context.today)
        candidate = work.change(candidate, **fields)
        done = work.commit()
    return CandidateAssessed(candidate=candidate, event=done.event, changes=done.changes)


def settle_candidate(
    context: Context, work: UnitOfWork, person_id: str, reason: str | None
) -> None:
    """In a deed that decided against a certificate: whoever was listed is looked at in a year."""
    for candidate in work.find(Candidate, person_id=person_id):
        finding = Finding(outcome=Outcome.NOT_ENTITLED, reason=reason)
        work.change(candidate, **after(candidate, finding, today=context.today))
