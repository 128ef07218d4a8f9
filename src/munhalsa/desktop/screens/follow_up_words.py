"""What Uppföljning says of figures: values, changes since before, whether a quarter is closed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from munhalsa.application.follow_up import Beside, FollowUp, Headline
from munhalsa.application.missing_figures import missing_figures
from munhalsa.application.report_form import percent
from munhalsa.application.report_table import Value, why_no_coverage
from munhalsa.application.report_words import SHARED_SESSIONS
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.rules import FigureDefinition
from munhalsa.domain.swedish import spaced

translate = QCoreApplication.translate
MISSING = "saknas"
_CONTEXT = "FollowUpView"


def quarter_title(quarter: Quarter) -> str:
    """As it stands in the list of quarters."""
    return quarter.label.capitalize()


def short_quarter(quarter: Quarter) -> str:
    """As it stands below a bar."""
    return translate(_CONTEXT, "kv\u00a0{0}\u00a0{1}").format(
        quarter.number, f"{quarter.year % 100:02}"
    )


def year_before(quarter: Quarter) -> Quarter:
    """The same quarter of the year before."""
    return Quarter(year=quarter.year - 1, number=quarter.number)


def tile_title(figure: FigureDefinition) -> str:
    """The figure's letter and name."""
    return f"{figure.id}  {figure.name}"


def headline_words(headline: Headline | None) -> str:
    """The one number of a figure."""
    if headline is None or headline.value is None:
        return MISSING
    return percent(headline.value) if headline.share else spaced(int(headline.value))


def value_words(value: Value | None) -> str:
    """A value of a table."""
    if value is None:
        return ""
    if isinstance(value.value, str):
        return value.value
    if value.share:
        return percent(value.value)
    if isinstance(value.value, float):
        return str(value.value).replace(".", ",")
    return spaced(value.value)


def tile_words(
    figure: str, quarter: Quarter, known: Mapping[Quarter, Beside]
) -> tuple[str, str, str]:
    """The number, how it has changed since the quarter and the year before, and all of it said."""
    now = known[quarter].headlines.get(figure)
    shown, said = [], [headline_words(now)]
    for other in (quarter.previous, year_before(quarter)):
        change = _change(now, _headline(known, other, figure))
        if change is not None:
            since = short_quarter(other)
            shown.append(translate(_CONTEXT, "{0} mot {1}").format(change, since))
            unit = translate(_CONTEXT, " procentenheter") if now is not None and now.share else ""
            said.append(translate(_CONTEXT, "{0}{1} mot {2}").format(change, unit, other.label))
    return headline_words(now), "\n".join(shown), ", ".join(said)


def _headline(known: Mapping[Quarter, Beside], quarter: Quarter, figure: str) -> Headline | None:
    found = known.get(quarter)
    return None if found is None else found.headlines.get(figure)


def _change(now: Headline | None, before: Headline | None) -> str | None:
    """The difference with its sign; None where one of the two is not known."""
    if now is None or before is None or now.value is None or before.value is None:
        return None
    change = now.value - before.value
    sign = "+" if change > 0 else "\u2212" if change else "\u00b1"
    if now.share:
        return f"{sign}{abs(float(change)) * 100:.2f}".replace(".", ",")
    return f"{sign}{spaced(abs(int(change)))}"


def state_words(found: FollowUp) -> str:
    """Whether the quarter is closed, and what has changed since."""
    frozen = found.frozen
    if found.report.part:
        return translate(_CONTEXT, "Enligt dagens uppgifter, för {0}.").format(
            ", ".join(found.report.part)
        )
    if frozen is None:
        return translate(_CONTEXT, "Enligt dagens uppgifter. Kvartalet är inte fastställt.")
    closed = translate(_CONTEXT, "Fastställt {0} av {1}.").format(
        frozen.closed_on.isoformat(), frozen.closed_by
    )
    if not frozen.differences:
        return closed + " " + translate(_CONTEXT, "Inget har ändrats sedan dess.")
    return (
        closed
        + " "
        + translate(_CONTEXT, "Ändrat sedan dess: {0}.").format(
            ", ".join(
                f"{one.figure} ({len(one.came) + len(one.left) + one.hidden + one.disposed})"
                for one in frozen.differences
            )
        )
    )


def closing_words(report: QuarterlyReport) -> str:
    """What closing means, and what would be missing for good."""
    what = translate(
        _CONTEXT,
        "Siffrorna sparas som de är nu, med vilka som räknas i dem, och går sedan inte att ändra. "
        "Det som rättas senare visas bredvid.",
    )
    missing = [one.message for one in missing_figures(report)]
    if not missing:
        return what
    first = translate(_CONTEXT, "Ta först in det som saknas, om det finns.")
    return "\n\n".join((what, "\n".join((*missing, first))))


def otherwise_words(figure: str, found: FollowUp) -> str:
    """What would be counted otherwise, where the agreement can be read in more than one way."""
    if figure == "T1" and found.other_coverage is not None and found.report.coverage is not None:
        other = found.other_coverage
        share = MISSING if other.share is None else percent(other.share)
        return translate(_CONTEXT, "Räknat från {0} år: {1}. Så här: från {2} år.").format(
            other.lowest_age, share, found.report.coverage.lowest_age
        )
    if figure == "T1" and found.report.coverage is None:
        return translate(_CONTEXT, "Täckningsgraden saknas: {0}.").format(
            why_no_coverage(found.report)
        )
    if figure == "M5":
        told = translate(
            _CONTEXT,
            "Timmar kan läsas på två sätt: tillfällenas längd, eller längden gånger deltagarna. "
            "Båda står i tabellen.",
        )
        return f"{told} {SHARED_SESSIONS}" if found.report.part else told
    if figure in ("M3", "M4"):
        return translate(
            _CONTEXT,
            "Överenskommelsen säger inte vilken period som avses. Kvartalet, året hittills och "
            "12 månader står i tabellen.",
        )
    if figure in ("M6", "M7"):
        return translate(_CONTEXT, "Både antalet personer och antalet avvikelser står i tabellen.")
    return ""
