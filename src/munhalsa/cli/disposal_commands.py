"""Disposal (gallring) on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from munhalsa.application.carry_out_disposal import WHAT_GOES, carry_out_disposal
from munhalsa.application.deliver_disposal import confirm_delivery, deliver_disposal
from munhalsa.application.disposal_receipt import print_receipt, receipt_of
from munhalsa.application.disposal_words import (
    BACKUPS_NOTE,
    OPEN_WORDS,
    order_state_words,
    receipt_facts,
)
from munhalsa.application.propose_disposal import (
    DisposalLine,
    DisposalProposal,
    RuleLine,
    propose_disposal,
)
from munhalsa.application.request_disposal import (
    OrderLine,
    approve_disposal,
    list_disposals,
    request_disposal,
    show_disposal,
)
from munhalsa.application.withdraw_disposal import withdraw_disposal
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.domain.identity import masked
from munhalsa.domain.swedish import counted


def _list(desk: Desk, _asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = propose_disposal(workplace.context)
    return Answer(
        document={
            "day": found.day,
            "rules": found.rules,
            "persons": [_person(one) for one in found.due],
            "kept_for_research": [_person(one) for one in found.research],
            "still_open": found.still_open,
            "left_out_protected": found.left_out_protected,
        },
        lines=_proposal_lines(found),
    )


def _person(line: DisposalLine) -> dict[str, object]:
    return {
        "personal_identity_number": line.number,
        "name": line.name,
        "rule": line.rule,
        "last_note": line.last_note,
        "ended": line.ended,
        "finish_by": line.finish_by,
        "late": line.late,
    }


def _proposal_lines(found: DisposalProposal) -> list[str]:
    lines = [
        *_rule_lines(found.rules),
        "",
        *person_table(found.due, empty="Ingen ska gallras i dag."),
    ]
    if found.research:
        lines += ["", "Bevaras för forskning:", *person_table(found.research, empty="")]
    if found.still_open:
        lines += ["", "Tiden har gått ut, men något är inte avslutat:"]
        lines += [f"  {OPEN_WORDS[what]}: {count}" for what, count in found.still_open.items()]
    if found.left_out_protected:
        left_out = found.left_out_protected
        lines += ["", f"{left_out} med skyddade uppgifter visas bara för den som får se dem."]
    return lines


def _rule_lines(rules: Iterable[RuleLine]) -> Sequence[str]:
    rows = [
        (
            one.name,
            f"{one.years} år",
            one.source,
            "kommunens beslut" if one.decided else one.assumption or "",
        )
        for one in rules
    ]
    return table_lines(("Regel", "Tid", "Källa", "Antagande"), rows)


def person_table(lines: Iterable[DisposalLine], *, empty: str) -> Sequence[str]:
    """People and why, with masked numbers."""
    rows = [
        (
            masked(one.number),
            one.name,
            one.rule,
            one.last_note,
            "" if one.finish_by is None else f"{one.finish_by}{' (försenad)' if one.late else ''}",
        )
        for one in lines
    ]
    heads = ("Nummer", "Namn", "Regel", "Sista anteckning", "Senast klar")
    return table_lines(heads, rows, empty=empty)


def _request(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = request_disposal(workplace.context, decision=asked.decision)
    return Answer(
        document={"request": done.request, "persons": done.persons, "event": done.event},
        lines=[
            f"Begäran är gjord för {done.persons}: {done.request}",
            (
                "En annan kontaktperson ser igenom listan och godkänner den: "
                f"munhalsa disposal approve {done.request}"
            ),
        ],
        warnings=(),
    )


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        shown = show_disposal(workplace.context, asked.request)
    lines = [
        *_order_table([shown.order]),
        "",
        *person_table(shown.persons, empty="Ingen på listan ska längre gallras."),
    ]
    if shown.fallen_away:
        fallen = counted(shown.fallen_away, "person", "personer")
        lines += [
            "",
            f"{fallen} på listan ska inte längre gallras och lämnas kvar.",
        ]
    return Answer(
        document={
            "order": shown.order,
            "persons": [_person(one) for one in shown.persons],
            "fallen_away": shown.fallen_away,
        },
        lines=lines,
    )


def _approve(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        done = approve_disposal(workplace.context, asked.request)
    return Answer(
        document={"request": done.request, "persons": done.persons, "event": done.event},
        lines=["Gallringen är godkänd. Den som begärde den kan utföra den inom 30 dagar."],
        warnings=(),
    )


def _withdraw(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = withdraw_disposal(workplace.context, asked.request, reason=asked.reason or "")
    return Answer(
        document={"request": done.request, "persons": done.persons, "event": done.event},
        lines=["Begäran är återkallad. Ingen gallras efter den."],
        warnings=(),
    )


def _orders(desk: Desk, _asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = list_disposals(workplace.context)
    return Answer(document={"orders": found}, lines=_order_table(found))


def _order_table(found: Sequence[OrderLine]) -> Sequence[str]:
    rows = [
        (
            one.id,
            one.requested_at.astimezone().strftime("%Y-%m-%d %H:%M"),
            one.requested_by,
            one.decision,
            one.asked_for,
            order_state_words(one),
        )
        for one in found
    ]
    heads = ("Begäran", "Gjord", "Av", "Beslut", "Personer", "Läge")
    return table_lines(heads, rows, empty="Ingen gallring är begärd.")


def _carry_out(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        done = carry_out_disposal(workplace.context, workplace.keeper, asked.request)
    return Answer(
        document={"receipt": done.order, "event": done.event},
        lines=receipt_lines(done.order),
        warnings=done.warnings,
    )


def _deliver(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        done = deliver_disposal(
            workplace.context, workplace.keeper, asked.request, out=Path(asked.out)
        )
    written = done.written
    return Answer(
        document={
            "file": written.file,
            "persons": done.persons,
            "sha256": written.sha256,
            "passphrase": written.passphrase,
            "protected_passphrase": written.protected_passphrase,
            "rows": written.rows,
            "protected_rows": written.protected_rows,
            "event": done.event,
        },
        lines=[
            f"{done.persons} personer är skrivna till {written.file}, att lämna till arkivet.",
            f"SHA-256: {written.sha256}",
            "",
            f"Lösenfras: {written.passphrase}",
            f"Lösenfras för skyddade uppgifter: {written.protected_passphrase}",
            "",
            "Lösenfraserna visas bara nu. Lämna dem på annan väg än filen.",
            f"När arkivet har kvitterat: munhalsa disposal confirm {asked.request} --reference …",
        ],
        warnings=(),
    )


def _confirm(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = confirm_delivery(workplace.context, asked.request, reference=asked.reference)
    return Answer(
        document={"request": done.request, "persons": done.persons, "event": done.event},
        lines=["Arkivets kvitto är antecknat. Gallringen kan utföras."],
        warnings=(),
    )


def _receipt(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        order = receipt_of(workplace.context, asked.request)
        document: dict[str, object] = {"receipt": order}
        if asked.out is not None:
            printed = print_receipt(
                workplace.context, workplace.printer, order, out=Path(asked.out)
            )
            document |= {"file": str(printed.path), "pages": printed.pages}
    return Answer(
        document=document,
        lines=receipt_lines(order),
        warnings=None if asked.out is None else (),
    )


def receipt_lines(order: OrderLine) -> list[str]:
    """The receipt for people."""
    rules = [
        (one.name, f"{one.years} år", one.persons, one.source, one.assumption or "")
        for one in order.rules
    ]
    return [
        *(f"{name}: {value}" for name, value in receipt_facts(order)),
        "",
        *table_lines(("Regel", "Tid", "Personer", "Källa", "Antagande"), rules),
        "",
        BACKUPS_NOTE,
    ]


_REQUEST = word("request", "begärans nummer, från disposal request eller orders", shown="BEGÄRAN")
_EXAMPLE = "01a200cd-dd70-7cc2-8190-e27cd13e6b56"

COMMANDS = (
    Command(
        words="disposal list",
        help="visa vilka som ska gallras i dag, efter vilken regel, och vilka som bevaras",
        run=_list,
        example="disposal list",
    ),
    Command(
        words="disposal request",
        help="begär att alla som ska gallras i dag gallras, enligt kommunens beslut",
        run=_request,
        arguments=(
            option(
                "--decision",
                "kommunens beslut, till exempel diarienummer",
                word="BESLUT",
                required=True,
            ),
        ),
        example="disposal request --decision 'ON 2026/17'",
    ),
    Command(
        words="disposal orders",
        help="visa vilka gallringar som är begärda, godkända och utförda",
        run=_orders,
        example="disposal orders",
    ),
    Command(
        words="disposal show",
        help="visa vilka som står på en lista, innan den godkänns",
        run=_show,
        arguments=(_REQUEST,),
        example=f"disposal show {_EXAMPLE}",
    ),
    Command(
        words="disposal approve",
        help="godkänn någon annans begäran om gallring",
        run=_approve,
        arguments=(_REQUEST,),
        example=f"disposal approve {_EXAMPLE} --user 'Eva Ek'",
    ),
    Command(
        words="disposal withdraw",
        help="återkalla en begäran om gallring som inte är utförd, egen eller någon annans",
        run=_withdraw,
        arguments=(_REQUEST, option("--reason", "varför; det skrivs i loggen", word="SKÄL")),
        example=f"disposal withdraw {_EXAMPLE} --reason 'fel beslut'",
    ),
    Command(
        words="disposal deliver",
        help="skriv dem på listan till en krypterad fil för arkivet, där det ska göras först",
        run=_deliver,
        arguments=(_REQUEST, option("--out", "filen som skrivs", word="FIL", required=True)),
        example=f"disposal deliver {_EXAMPLE} --out leverans.zip",
    ),
    Command(
        words="disposal confirm",
        help="anteckna arkivets kvitto på leveransen",
        run=_confirm,
        arguments=(
            _REQUEST,
            option("--reference", "arkivets kvitto", word="KVITTO", required=True),
        ),
        example=f"disposal confirm {_EXAMPLE} --reference 'A 2032-17'",
    ),
    Command(
        words="disposal carry-out",
        help="utför en godkänd gallring: uppgifterna tas bort för gott. " + WHAT_GOES,
        run=_carry_out,
        arguments=(_REQUEST,),
        example=f"disposal carry-out {_EXAMPLE}",
    ),
    Command(
        words="disposal receipt",
        help="visa kvittot på en utförd gallring; det nämner ingen",
        run=_receipt,
        arguments=(_REQUEST, option("--out", "skriv även som PDF", word="FIL")),
        example=f"disposal receipt {_EXAMPLE} --out kvitto.pdf",
    ),
)
