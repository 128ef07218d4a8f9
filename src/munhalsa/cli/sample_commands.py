"""Sample checks of the log on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.deed_words import deed_words
from munhalsa.application.extract_words import role_words
from munhalsa.application.log_samples import (
    USUAL,
    CheckSample,
    DrawSample,
    SampleChanged,
    check_sample,
    draw_sample,
    list_samples,
    show_sample,
)
from munhalsa.application.person_log import local_time
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.values import day_of, whole_number
from munhalsa.domain.log_sample import LARGEST, LogSample


def _draw(desk: Desk, asked: Namespace) -> Answer:
    size = whole_number(asked.size or str(USUAL), field="size", lowest=1, highest=LARGEST)
    command = DrawSample(
        first=day_of(asked.first, field="first"),
        last=day_of(asked.last, field="last"),
        size=size,
    )
    with desk.open() as workplace:
        done = draw_sample(workplace.context, command)
    return _changed(done, f"Granska det: munhalsa audit sample {done.sample.id}")


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        samples = list_samples(workplace.context)
    return Answer(
        document={"samples": samples}, lines=table_lines(_HEADS, [_row(one) for one in samples])
    )


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        shown = show_sample(workplace.context, asked.sample)
    rows = [
        (
            *(local_time(line.time), line.user, role_words(line.role)),
            *(deed_words(line.action), line.purpose),
        )
        for line in shown.lines
    ]
    return Answer(
        document={"sample": shown.sample, "events": shown.lines},
        lines=[
            *table_lines(_HEADS, [_row(shown.sample)]),
            "",
            *table_lines(("Tid", "Användare", "Roll", "Händelse", "Ändamål"), rows),
        ],
    )


def _check(desk: Desk, asked: Namespace) -> Answer:
    command = CheckSample(
        sample=asked.sample,
        remarks=whole_number(asked.remarks, field="remarks", lowest=0, highest=LARGEST),
        result=asked.result,
    )
    with desk.open() as workplace:
        done = check_sample(workplace.context, command)
    return _changed(done, "Resultatet är sparat och ändras inte.")


def _changed(done: SampleChanged, said: str) -> Answer:
    return Answer(
        document={"sample": done.sample, "event": done.event},
        lines=[*table_lines(_HEADS, [_row(done.sample)]), said],
        warnings=(),
    )


def _row(sample: LogSample) -> tuple[str, ...]:
    if sample.checked_on is None:
        state = "att granska"
    else:
        state = f"granskat {sample.checked_on} av {sample.checked_by}: {sample.result}"
    return (
        sample.id,
        f"{sample.first_day}–{sample.last_day}",
        f"{len(sample.event_ids)} av {sample.drawn_from}",
        f"{sample.drawn_on} av {sample.drawn_by}",
        "–" if sample.remarks is None else str(sample.remarks),
        state,
    )


_HEADS = ("Stickprov", "Tid", "Händelser", "Draget", "Anmärkningar", "Läge")
_SAMPLE = word("sample", "stickprovets nummer", shown="STICKPROV")

COMMANDS = (
    Command(
        words="audit sample-draw",
        help="dra ett stickprov ur loggen: händelser om personer, valda av slumpen",
        run=_draw,
        arguments=(
            option("--first", "första dagen", word="DATUM", required=True),
            option("--last", "sista dagen", word="DATUM", required=True),
            option("--size", f"antal händelser, annars {USUAL}", word="ANTAL"),
        ),
        example="audit sample-draw --first 2026-07-01 --last 2026-09-30",
    ),
    Command(
        words="audit sample-list",
        help="visa alla stickprov och vad granskningen visade",
        run=_list,
        example="audit sample-list",
    ),
    Command(
        words="audit sample",
        help="visa händelserna i ett stickprov, för att granskas",
        run=_show,
        arguments=(_SAMPLE,),
        example="audit sample 01a200cd-dd70-7cc2-8190-e27cd13e6b56",
    ),
    Command(
        words="audit sample-check",
        help="skriv vad granskningen av ett stickprov visade",
        run=_check,
        arguments=(
            _SAMPLE,
            option("--remarks", "antal händelser med anmärkning", word="ANTAL", required=True),
            option("--result", "vad granskningen visade", word="TEXT", required=True),
        ),
        example="audit sample-check 01a200cd-… --remarks 0 --result 'Inget att anmärka'",
    ),
)
