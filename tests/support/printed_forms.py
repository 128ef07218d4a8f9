"""Printed forms to test with: one of each kind and variant, with letters that are easy to lose."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.deviation_forms import (
    AgendaForm,
    AgendaRow,
    AgendaTopic,
    DeviationReportForm,
)
from munhalsa.application.forms import (
    Addressee,
    Answer,
    AnswerListForm,
    AnswerListRow,
    BasisForm,
    CertificateForm,
    Contact,
    CriterionRow,
    FormPerson,
    HandOverForm,
    LetterForm,
    Letterhead,
    Outcome,
    PaperApplicationForm,
    Printed,
    RecoveryCodeForm,
    RuleSaid,
)
from munhalsa.application.label_forms import LabelsForm
from munhalsa.application.visit_forms import VisitListForm, VisitRow

DAY = date(2026, 11, 22)
CREATED = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
ASK = Contact(name="Kim Lind", title="biståndshandläggare", phone="033-35 70 00")
LETTERHEAD = Letterhead(
    municipality="Borås kommun",
    department="Vård- och äldreförvaltningen",
    address=("Kungsgatan 55", "501 80 Borås"),
    phone="033-35 70 00",
)
PERSON = FormPerson(
    name="Maj-Britt Svensson",
    identity_number="193601019986",
    residence="Björkbacken, Parkgatan 4, 504 30 Borås",
)
ANSWER_LIST = AnswerListForm(
    printed_on=DAY,
    unit="Björkbacken",
    responsible="Eva Sand, 033-35 70 12",
    rows=(
        AnswerListRow(name="Åkesson, Maj", born="1941-01-01", room="1"),
        AnswerListRow(
            name="Ek, Bo", born="1942-01-01", room="2", wants=True, answered=date(2026, 3, 1)
        ),
        AnswerListRow(name="Wałęsa-Ćirić, Łucja", wants=False, answered=date(2026, 3, 1)),
    ),
    ask=ASK,
)
VISITS = VisitListForm(
    printed_on=DAY,
    day=date(2026, 12, 7),
    unit="Björkbacken",
    address="Parkgatan 4, 504 30 Borås",
    responsible="Eva Sand, 033-35 70 12",
    entry="Portkod 1234, parkering på gården",
    hygienist="Alma Ström",
    staff="Sara, undersköterska",
    note=None,
    rows=(
        VisitRow(
            name="Åkesson, Maj",
            born="1941-01-01",
            room="1",
            wants=True,
            last=date(2025, 11, 3),
            language="Tolk finska",
            beside="Disa Falk, 070-12 34 56",
        ),
        VisitRow(
            name="Wałęsa-Ćirić, Łucja",
            room="2",
            place="Avdelning Blåklockan",
            wants=True,
            tried="2026-10-02, inte på plats",
        ),
        VisitRow(name="Ek, Bo", born="1942-01-01"),
    ),
    on_paper=1,
    ask=ASK,
)
LONG_PERSON = FormPerson(
    name="Łucja-Şebnem Åsé Ğökçe Wałęsa-Ćirić Ioniță Ńemec von und zu Örnsköldsvik den äldre",
    identity_number="19810829M071",
    identity_label="Reservnummer",
    residence="Särskilda boendet Villa Solhäll på höjden, avdelning Blåklockan, rum 204, "
    "Norra Långgatan 118 B, c/o Föreningen Omsorg, 504 30 Borås",
)
CERTIFICATE = CertificateForm(
    printed_on=DAY,
    number="1490-2026-0412",
    person=PERSON,
    valid_from=DAY,
    registered_on=DAY,
    issuer=ASK,
    ask=ASK,
)
CRITERIA = (
    CriterionRow(
        text="Bor i särskilt boende",
        answer=Answer.YES,
        source="VGR, vårdgivarwebben: N-tandvård och munhälsobedömning",
    ),
    CriterionRow(
        text="Har dagligt behov av hjälp med personlig vård",
        answer=Answer.YES,
        source="VGR, vårdgivarwebben: N-tandvård och munhälsobedömning",
        remark="Bekräftat vid hembesök.",
    ),
    CriterionRow(
        text="Bor där av trygghetsskäl",
        answer=Answer.NOT_ANSWERED,
        source="VGR, vårdgivarwebben: N-tandvård och munhälsobedömning",
    ),
)
BASIS = BasisForm(
    printed_on=DAY,
    person=PERSON,
    assessed_on=date(2026, 11, 20),
    criteria=CRITERIA,
    rule=RuleSaid(
        outcome=Outcome.ENTITLED,
        rule="Särskilt boende med dagligt behov av hjälp",
        source="Tandvårdslagen (1985:125) 8 a §",
        version="2026-11",
    ),
    reason="Behovet är varaktigt.\nFörbättring är inte trolig.",
    issuer=ASK,
    ask=ASK,
    certificate_number="1490-2026-0412",
    ground="2a, särskilt boende",
    valid_from=DAY,
    disclosures=("VGR: samtycke, muntligt, 2026-11-20", "Tandvården: bestämmelse i lag"),
)
NOT_ISSUED = BasisForm(
    printed_on=DAY,
    person=LONG_PERSON,
    assessed_on=DAY,
    rule=RuleSaid(outcome=Outcome.NOT_ENTITLED, rule="Lägsta ålder", source="VGR"),
    ask=ASK,
    refusal_reasons=("Personen fyller 24 år först 2028.", "Behovet är tillfälligt."),
    possible_from_year=2028,
)
LETTER = LetterForm(
    printed_on=DAY,
    recipient=("Maj-Britt Svensson", "Björkbacken", "Parkgatan 4", "504 30 Borås"),
    person_name="Maj-Britt Svensson",
    ask=ASK,
    reference="1490-2026-0412",
    reply_by=date(2026, 12, 15),
)
EASY_LETTER = replace(
    LETTER,
    easy_read=True,
    addressee=Addressee.REPRESENTATIVE,
    recipient=("Åke Ståhl, god man", "Norra Långgatan 118 B lgh 1203", "504 30 Borås"),
)
HAND_OVER = HandOverForm(
    printed_on=DAY,
    number="1490-2026-0412",
    person=PERSON,
    to="Alingsås",
    last_day=date(2026, 11, 30),
    valid_from=date(2026, 3, 1),
    registered_on=date(2026, 3, 4),
    wants=True,
    answered=date(2026, 3, 1),
    basis="samtycke",
    ask=ASK,
)
PAPER_APPLICATION = PaperApplicationForm(
    printed_on=DAY,
    number="1490-2026-0412",
    person=PERSON,
    ground="2a",
    valid_from=date(2026, 3, 1),
    wants=True,
    answered=date(2026, 3, 1),
    dentist="Folktandvården Åsen",
    interpreter="finska",
    ask=ASK,
)
DEVIATION = DeviationReportForm(
    printed_on=DAY,
    term="avvikelse",
    service="kommunens avvikelsesystem",
    sender="Folktandvården Åsen",
    receiver="Borås kommun",
    day=date(2026, 11, 3),
    category="Fel boendeenhet",
    severity="Tillbud",
    person=PERSON,
    unit="Björkbacken",
    agreement="Överenskommelsen om munhälsa, punkt 4",
    cooperation_failure=True,
    description="Tandhygienisten kom till en enhet <b>där</b> personen inte längre bodde.",
    reason="Flytten var inte registrerad.",
    record_number="KS-2026-17",
    service_reference="A-4711",
    reported_on=date(2026, 11, 4),
    reported_by="Eva Sand",
    answer_due=date(2027, 1, 4),
    answered_on=DAY,
    answer="Flytten är nu registrerad.",
    analysis="Meddelandet kom inte fram.",
    measures="Flyttar meddelas samma vecka.",
    ask=ASK,
)
DRAFT_DEVIATION = DeviationReportForm(
    printed_on=DAY,
    term="avvikelse mellan vårdgivare",
    service="det utpekade it-stödet",
    sender="Borås kommun",
    receiver="Tandvården",
    day=DAY,
    category="Utbildning inte hållen",
    promptly=True,
    ask=Contact(name="Kim Lind"),
)
AGENDA = AgendaForm(
    printed_on=DAY,
    first=date(2026, 8, 22),
    last=DAY,
    provider=None,
    topics=(
        AgendaTopic(heading="Fel boendeenhet", rows=()),
        AgendaTopic(
            heading="Sena besök",
            rows=(
                AgendaRow(day=DAY, where="Björkbacken", what="Besöksdag inställd av tandvården"),
                AgendaRow(day=None, where="", what="2 väntar sedan mer än 3 månader"),
            ),
        ),
    ),
    ask=ASK,
)
RECOVERY_CODE = RecoveryCodeForm(
    printed_on=DAY, store_name="Borås kommun (1490)", code="7H3K-9QWE-RT5Y-0PAS-DFGH-JKZX-CVBN"
)

_PDF = PdfForms()
LABELS = LabelsForm(
    printed_on=DAY,
    sheet=_PDF.label_sheets(DAY)[0],
    start=23,
    labels=(
        ("Maj-Britt Svensson", "Björkbacken", "Parkgatan 4", "504 30 Borås"),
        ("Åke Ståhl <b>god man</b>", "Norra Långgatan 118 B lgh 1203", "504 30 Borås"),
        ("Łucja Wałęsa-Ćirić", "c/o Disa Falk", "Vägen 2", "504 30 Borås"),
    ),
)


def print_certificates(forms: Sequence[CertificateForm], out: Path) -> Printed:
    """N1 with the usual letterhead and time."""
    return _PDF.certificates(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_bases(forms: Sequence[BasisForm], out: Path) -> Printed:
    """N2 with the usual letterhead and time."""
    return _PDF.bases(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_letters(forms: Sequence[LetterForm], out: Path) -> Printed:
    """N3 and N4 with the usual letterhead and time."""
    return _PDF.letters(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_answer_lists(forms: Sequence[AnswerListForm], out: Path) -> Printed:
    """N12."""
    return _PDF.answer_lists(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_visit_lists(forms: Sequence[VisitListForm], out: Path) -> Printed:
    """M5."""
    return _PDF.visit_lists(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_hand_overs(forms: Sequence[HandOverForm], out: Path) -> Printed:
    """N11 with the usual letterhead and time."""
    return _PDF.hand_overs(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_paper_applications(forms: Sequence[PaperApplicationForm], out: Path) -> Printed:
    """N5 with the usual letterhead and time."""
    return _PDF.paper_applications(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_deviation_reports(forms: Sequence[DeviationReportForm], out: Path) -> Printed:
    """N13 with the usual letterhead and time."""
    return _PDF.deviation_reports(forms, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_agenda(form: AgendaForm, out: Path) -> Printed:
    """N14 with the usual letterhead and time."""
    return _PDF.agenda(form, letterhead=LETTERHEAD, created=CREATED, out=out)


def print_labels(form: LabelsForm, out: Path) -> Printed:
    """N19."""
    return _PDF.labels(form, created=CREATED, out=out)


def print_recovery_code(form: RecoveryCodeForm, out: Path) -> Printed:
    """N9 with the usual letterhead and time."""
    return _PDF.recovery_code(form, letterhead=LETTERHEAD, created=CREATED, out=out)


def many_certificates(count: int) -> list[CertificateForm]:
    """Certificates of as many persons, each with a name and number of its own."""
    return [
        replace(
            CERTIFICATE,
            number=f"1490-2026-{place:04d}",
            person=replace(PERSON, name=f"Namn{place} Efternamn{place * 7919 % 1000}"),
        )
        for place in range(1, count + 1)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A printing job by name, with how many pages it must have.

    ``bare``: no heading and no footer, as on labels.
    """

    name: str
    pages: int
    print_to: Callable[[Path], Printed]
    bare: bool = False
    language: str = "sv"

    def __str__(self) -> str:
        return self.name


def long_basis() -> BasisForm:
    """N2 with a table and a reason that go on over several pages, no two lines alike."""
    names = (
        *("Adam", "Bertil", "Cesar", "David", "Erik", "Filip", "Gustav", "Helge", "Ivar", "Johan"),
        *("Kalle", "Ludvig", "Martin", "Niklas", "Olof", "Petter", "Qvintus", "Rudolf", "Sigurd"),
        *("Tore", "Urban", "Viktor", "Wilhelm", "Xerxes", "Yngve", "Zäta", "Åke", "Östen"),
    )
    criteria = tuple(
        CriterionRow(
            text=f"Fråga {name}: har dagligt behov av hjälp med personlig vård",
            answer=Answer.YES,
            source=f"VGR, vårdgivarwebben, bilaga {name}",
            remark=f"Svaret är bekräftat av {name}.",
        )
        for name in names
    )
    reason = " ".join(
        f"{first} intygar, som {second} också har gjort, att behovet är varaktigt."
        for first in names
        for second in names[:6]
    )
    return replace(BASIS, criteria=criteria, reason=reason)


SAMPLES = (
    Sample(name="visit-list", pages=1, print_to=lambda out: print_visit_lists([VISITS], out)),
    Sample(
        name="answer-list", pages=1, print_to=lambda out: print_answer_lists([ANSWER_LIST], out)
    ),
    Sample(
        name="paper-application",
        pages=1,
        print_to=lambda out: print_paper_applications([PAPER_APPLICATION], out),
    ),
    Sample(
        name="deviation-reports",
        pages=3,
        print_to=lambda out: print_deviation_reports([DEVIATION, DRAFT_DEVIATION], out),
    ),
    Sample(name="labels", pages=2, print_to=lambda out: print_labels(LABELS, out), bare=True),
    Sample(name="agenda", pages=1, print_to=lambda out: print_agenda(AGENDA, out)),
    Sample(name="hand-over", pages=1, print_to=lambda out: print_hand_overs([HAND_OVER], out)),
    Sample(
        name="certificate", pages=1, print_to=lambda out: print_certificates([CERTIFICATE], out)
    ),
    Sample(
        name="certificate-to-order",
        pages=1,
        print_to=lambda out: print_certificates(
            [
                replace(
                    CERTIFICATE,
                    person=LONG_PERSON,
                    registered_on=None,
                    issuer=None,
                    decided_by="läkare",
                    valid_to=date(2027, 5, 31),
                    ask=Contact(name="Kontaktpersonen"),
                    copy=True,
                )
            ],
            out,
        ),
    ),
    Sample(
        name="certificates",
        pages=7,
        print_to=lambda out: print_certificates(many_certificates(7), out),
    ),
    Sample(name="basis", pages=2, print_to=lambda out: print_bases([BASIS], out)),
    Sample(name="not-issued", pages=1, print_to=lambda out: print_bases([NOT_ISSUED], out)),
    Sample(name="long-basis", pages=7, print_to=lambda out: print_bases([long_basis()], out)),
    Sample(name="letter", pages=2, print_to=lambda out: print_letters([LETTER], out)),
    Sample(
        name="finnish-letter",
        pages=2,
        print_to=lambda out: print_letters([replace(LETTER, language="fi")], out),
        language="fi",
    ),
    Sample(name="easy-letter", pages=3, print_to=lambda out: print_letters([EASY_LETTER], out)),
    Sample(
        name="letters",
        pages=8,
        print_to=lambda out: print_letters([LETTER] * 4, out),
    ),
    Sample(
        name="recovery-code",
        pages=1,
        print_to=lambda out: print_recovery_code(RECOVERY_CODE, out),
    ),
)


def logo(kind: str = "PNG") -> bytes:
    """A small coat of arms, partly transparent where the format can."""
    picture = Image.new("RGBA", (300, 360), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(20, 20), (280, 20), (280, 220), (150, 340), (20, 220)], fill=(20, 60, 120, 255))
    draw.ellipse((90, 90, 210, 210), fill=(220, 180, 40, 160))
    written = io.BytesIO()
    (picture if kind == "PNG" else picture.convert("RGB")).save(written, kind)
    return written.getvalue()
