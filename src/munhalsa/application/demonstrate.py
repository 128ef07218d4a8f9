"""The whole job on the example municipality, step by step, for anyone to try and look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from munhalsa.application.export_registrations import export_registrations
from munhalsa.application.fill_example import fill_example
from munhalsa.application.handle_deviation import (
    AnswerDeviation,
    CloseDeviation,
    ReportDeviation,
    answer_deviation,
    close_deviations,
    report_deviation,
)
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    issue_certificate,
)
from munhalsa.application.keep_store import back_up
from munhalsa.application.mark_registered import mark_registered
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.print_basis import print_basis
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_job import PrintJob
from munhalsa.application.print_letters import print_letters
from munhalsa.application.print_report import print_report
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.application.report_book import report_book
from munhalsa.application.report_document import report_document
from munhalsa.application.view_deviations import find_deviations
from munhalsa.application.view_person import list_persons
from munhalsa.application.workplace import DemoDone, Example, Program, WhichStore, Workplace
from munhalsa.domain.certificate import DisclosureBasis, Recipient
from munhalsa.domain.dates import months_before
from munhalsa.domain.metrics import Coverage
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import FileUnusable, Rejected
from munhalsa.domain.response import AnsweredBy

STORE, LISTS = "register", "listor"
READ_ME, PASSPHRASE_FILE, RECOVERY_FILE = "LÄS-MIG.txt", "losenfras.txt", "aterstallningskod.txt"
USER = "Kim Lind"
_RECENT = 6
_ANSWER = "Boendet och tandvården har gått igenom det som hände."
_MEASURES = "Flyttar meddelas samma vecka."
CONSENT = "Personen själv, muntligt vid hembesök: namn, nummer, boende och svar."


@dataclass(slots=True)
class _Story:
    """What has been done so far, and the files it left."""

    folder: Path
    told: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def tell(self, sentence: str, *files: Path) -> None:
        """One more thing was done."""
        self.told.append(f"{len(self.told) + 1}. {sentence}")
        self.files += files

    def file(self, name: str) -> Path:
        """A file in the demonstration's folder."""
        return self.folder / name


def demonstrate(program: Program, which: WhichStore, *, folder: Path) -> DemoDone:
    """Make a store of the example municipality and do the main job on it, through use cases."""
    folder = folder.absolute()
    today = which.today or date.today()  # noqa: DTZ011 - the machine's own day is meant
    _check_empty(folder)
    story = _Story(folder=folder)
    example = program.example(folder / LISTS, today=today)
    story.files += [file for _, file in example.lists]
    here = replace(
        which,
        store=str(folder / STORE),
        user=USER,
        passphrase_file=_write(story, PASSPHRASE_FILE, example.passphrase),
        remember=False,
    )
    made = program.found(here, municipality=example.municipality)
    _write(story, RECOVERY_FILE, made.recovery_code or "")
    story.tell(f"Skapade ett krypterat register i {STORE}, med {USER} som första användare.")
    with program.open(here) as workplace:
        for step in (_take_in, _find, _issue, _print, _export, _move, _follow, _count, _keep):
            step(workplace, story, example)
    _read_me(story, example)
    return DemoDone(
        store=made.store,
        passphrase=example.passphrase,
        files=tuple(story.files),
        told=(*story.told, "", f"Se {READ_ME} i {folder} för var allt ligger."),
    )


def _check_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileUnusable(
            "folder_not_empty",
            "Mappen är inte tom. Välj en tom mapp, eller en som inte finns än.",
            field="folder",
        )


def _write(story: _Story, name: str, text: str) -> Path:
    """A file that only its owner may read, as a passphrase should lie."""
    file = story.file(name)
    try:
        file.touch(mode=0o600)
        file.write_text(text + "\n", encoding="utf-8")
    except OSError:
        raise FileUnusable(
            "file_not_written",
            "Det går inte att skriva i mappen. Kontrollera att det finns plats på disken.",
            field="folder",
        ) from None
    story.files.append(file)
    return file


def _take_in(workplace: Workplace, story: _Story, example: Example) -> None:
    def tell(file: Path, receipt: Receipt) -> None:
        story.tell(
            f"Tog in {file.name}: {receipt.rows_in} rader, {receipt.new} nya, "
            f"{receipt.rejected} gick inte att ta in."
        )

    fill_example(workplace, example, taken_in=tell)
    story.tell(f"Förde upp {len(example.issuers)} intygsutfärdare i registret över utfärdare.")


def _find(workplace: Workplace, story: _Story, _: Example) -> None:
    hits = list_persons(workplace.context, search="ander", limit=50)
    story.tell(f"Sökte på ”ander” och hittade {len(hits)} personer, i namnordning.")


def _issue(workplace: Workplace, story: _Story, example: Example) -> None:
    context, new = workplace.context, example.new_person
    register_person(
        context,
        RegisterPerson(
            number=new["number"],
            given_name=new["given_name"],
            family_name=new["family_name"],
            unit=new["unit"],
            room=new["room"],
        ),
    )
    issued = issue_certificate(
        context,
        IssueCertificate(
            number=new["number"],
            ground=None,
            issued=context.today,
            answers=example.answers,
            disclosures=[
                DisclosureDraft(recipient=one, basis=DisclosureBasis.CONSENT, details=CONSENT)
                for one in (Recipient.VGR, Recipient.DENTAL_PROVIDER)
            ],
        ),
    )
    certificate = issued.certificate
    story.tell(
        f"Registrerade en ny person, bedömde rätten och utfärdade intyg {certificate.number} "
        f"(personkrets {certificate.ground})."
    )
    record_response(
        context,
        RecordResponse(
            number=new["number"],
            answered=context.today,
            wants=True,
            answered_by=AnsweredBy.SELF,
        ),
    )
    story.tell("Sparade svaret: personen önskar munhälsobedömning.")
    try:
        issue_certificate(
            context,
            IssueCertificate(number=new["number"], ground=certificate.ground, issued=context.today),
        )
    except Rejected as refusal:
        story.tell(f"Försökte utfärda ett intyg till och fick nej: ”{refusal.message}”")


def _print(workplace: Workplace, story: _Story, example: Example) -> None:
    context, printer, number = workplace.context, workplace.printer, example.new_person["number"]
    certificate = story.file("intyg.pdf")
    print_certificates(context, printer, numbers=[number], job=PrintJob(out=certificate))
    basis = story.file("underlag.pdf")
    print_basis(context, printer, number=number, out=basis)
    letter, easy = story.file("brev.pdf"), story.file("brev-lattlast.pdf")
    print_letters(context, printer, numbers=[number], easy_read=False, job=PrintJob(out=letter))
    print_letters(context, printer, numbers=[number], easy_read=True, job=PrintJob(out=easy))
    story.tell(
        "Skrev ut intyget, underlaget och informationsbrevet med svarsblankett.",
        certificate,
        basis,
        letter,
        easy,
    )
    everybody = story.file("alla-intyg.pdf")
    printed = print_certificates(context, printer, numbers=None, job=PrintJob(out=everybody))
    story.tell(f"Skrev ut alla giltiga intyg i en fil: {printed.pages} sidor.", everybody)


def _export(workplace: Workplace, story: _Story, _: Example) -> None:
    profile = workplace.tables.profile("intygsbestallningen")
    to_register = story.file("att-registrera.xlsx")
    done = export_registrations(
        workplace.context, workplace.exporter, profile=profile, out=to_register
    )
    marked = mark_registered(workplace.context, file_sha256=None, reference="EXEMPEL-1")
    everything = story.file("alla-intyg.csv")
    whole = export_registrations(
        workplace.context, workplace.exporter, profile=profile, out=everything, everything=True
    )
    story.tell(
        f"Skrev det Intygsbeställningen behöver: {done.rows} rad som väntade, sedan markerad som "
        f"registrerad ({marked.certificates} intyg), och alla {whole.rows} intyg. "
        f"{whole.left_out_protected} med skyddade uppgifter är inte med.",
        to_register,
        everything,
    )


def _move(workplace: Workplace, story: _Story, example: Example) -> None:
    """Something that waits in the queue to Intygsbeställningen when the demonstration is over."""
    unit = example.new_person["moves_to"]
    moved = MovePerson(number=example.new_person["number"], day=workplace.context.today, unit=unit)
    move_person(workplace.context, moved)
    story.tell("Flyttade den nya personen till ett annat boende: den väntar på att registreras.")


def _follow(workplace: Workplace, story: _Story, _: Example) -> None:
    """The newest deviations are reported, one of them answered; what is old is closed."""
    context = workplace.context
    drafts = find_deviations(context)
    recent = [one for one in drafts if one.day > months_before(context.today, _RECENT)]
    for one in recent:
        report_deviation(context, ReportDeviation(deviation=one.id, reported_on=one.day))
    for one in recent[-1:]:
        answer_deviation(
            context,
            AnswerDeviation(deviation=one.id, answer=_ANSWER, measures=_MEASURES),
        )
    close_deviations(context, [CloseDeviation(deviation=one.id) for one in drafts[len(recent) :]])
    story.tell(
        f"Rapporterade de {len(recent)} senaste avvikelserna, sparade ett svar och stängde "
        f"{len(drafts) - len(recent)} äldre."
    )


def _count(workplace: Workplace, story: _Story, _: Example) -> None:
    quarter = Quarter.of(workplace.context.today)
    report = quarterly_report(workplace.context, quarter)
    table, data = story.file("kvartal.xlsx"), story.file("kvartal.json")
    paper = story.file("kvartalsrapport.pdf")
    print_report(workplace.context, workplace.printer, report, out=paper)
    workplace.tables.write_book(table, report_book(report))
    workplace.tables.write_json(data, report_document(report))
    wishes = report.wishes
    story.tell(
        f"Räknade fram {quarter.label}: {report.with_certificate} personer med intyg "
        f"({wishes.yes} önskar, {wishes.no} önskar inte, {wishes.not_asked} inte tillfrågade), "
        f"{coverage_in_words(report.coverage)}.",
        table,
        data,
        paper,
    )


def coverage_in_words(coverage: Coverage | None) -> str:
    """The coverage as a person says it; without a population there is none."""
    if coverage is None or coverage.share is None:
        return "täckningsgrad saknas"
    percent = f"{float(coverage.share) * 100:.2f}".replace(".", ",")
    return f"täckningsgrad {percent} procent, {coverage.missing_to_target} personer kvar till målet"


def _keep(workplace: Workplace, story: _Story, _: Example) -> None:
    kept = back_up(workplace.context, workplace.keeper)
    checks = workplace.keeper.verify()
    faults = [check.name for check in checks if not check.ok]
    found = f"fel i {', '.join(faults)}" if faults else "allt var som det skulle"
    story.tell(
        f"Gjorde och provade en säkerhetskopia med {sum(kept.rows.values())} uppgifter, och "
        f"kontrollerade registret: {found}.",
        kept.file,
    )


def _read_me(story: _Story, example: Example) -> None:
    lines = [
        "munhalsa: det här gjorde demonstrationen",
        "",
        "Allt är påhittat. Personnumren är testnummer och handlar inte om någon.",
        "",
        *story.told,
        "",
        f"Lösenfras till registret: {example.passphrase}",
        f"Registret: {STORE}   Kommunens listor: {LISTS}",
        "",
        "Prova vidare, till exempel:",
        f"  munhalsa --store {STORE} --passphrase-file {PASSPHRASE_FILE} person list --search ek",
        "",
        "Filer:",
        *(f"  {file.relative_to(story.folder)}" for file in story.files),
    ]
    _write(story, READ_ME, "\n".join(lines))
