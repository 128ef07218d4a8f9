"""Where issuers stand: last training, last certificate, what they still handle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.ports import Reader, Session
from munhalsa.application.settings import Held, settings_held
from munhalsa.application.training_kinds import issuer_kinds
from munhalsa.domain.issuer import IssuerStanding, is_active_on
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.rules import RuleBook
from munhalsa.domain.training import Issuer
from munhalsa.domain.training_rules import name_key

TRAINING_MONTHS = "issuer_training_months"
TRAINING_BLOCK = "issuer_training_block"


def standings(reader: Reader, rules: RuleBook, *, day: date) -> Sequence[IssuerStanding]:
    """Every issuer, in name order, as things stand on the day."""
    issuers = reader.find(Issuer, order_by="sort_key")
    return _standings(reader, rules, issuers, day=day, held=settings_held(reader, rules, day=day))


def check_trained(
    reader: Reader, rules: RuleBook, session: Session, *, day: date, held: Held
) -> tuple[Notice, ...]:
    """What to mind about the user's issuer training; by the municipality's choice a refusal.

    Somebody who is not in the register of issuers is not known to be trained.
    """
    blocks = held(TRAINING_BLOCK) == "yes"
    issuer = issuer_at_work(reader, session, day=day)
    if issuer is not None:
        (standing,) = _standings(reader, rules, [issuer], day=day, held=held)
        if standing.is_trained:
            return ()
    elif not blocks:
        return ()
    if blocks:
        raise Rejected(
            "issuer_not_trained",
            "Kommunen kräver en aktuell utbildning för intygsutfärdare, och ingen är noterad för "
            "dig. Be kommunens kontaktperson notera den, eller låt någon annan utfärda intyget.",
            field="issuer",
        )
    return (
        Notice(
            code="issuer_not_trained",
            message="Ingen aktuell utbildning för intygsutfärdare är noterad för dig. "
            "Intyget är utfärdat ändå.",
        ),
    )


def issuer_at_work(reader: Reader, session: Session, *, day: date) -> Issuer | None:
    """The issuer who is the user, by account or else by name."""
    known = reader.find(Issuer)
    linked = [one for one in known if one.account_id == session.account_id]
    alike = linked or [
        one
        for one in known
        if one.account_id is None and name_key(one.name) == name_key(session.name)
    ]
    return next((one for one in alike if is_active_on(one, day)), None)


def _standings(
    reader: Reader, rules: RuleBook, issuers: Sequence[Issuer], *, day: date, held: Held
) -> Sequence[IssuerStanding]:
    months = int(held(TRAINING_MONTHS))
    trained = reader.trainings.last_trained(day, kinds=issuer_kinds(reader, rules))
    issued = reader.trainings.last_issued(day)
    handled = reader.trainings.handled()
    names: dict[tuple[str, ...], date] = {}
    for name, last in issued.items():
        key = name_key(name)
        names[key] = max(last, names.get(key, last))
    return [
        IssuerStanding(
            issuer=one,
            day=day,
            months=months,
            trained=trained.get(one.id),
            issued=names.get(name_key(one.name)),
            handles=handled.get(one.account_id or "", 0),
        )
        for one in issuers
    ]
