"""What each list of people who wait is called, what it is for, and what to do when it is empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from munhalsa.domain.due import DueList
from munhalsa.domain.swedish import spaced

translate = QCoreApplication.translate

_SWEDISH = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)


def due_title(which: DueList) -> str:
    """The name of the list."""
    return {
        DueList.CANDIDATES: translate("DueWords", "Möjligen berättigade utan intyg"),
        DueList.ASSESSMENT: translate("DueWords", "Dags för munhälsobedömning"),
        DueList.OFFER: translate("DueWords", "Fråga igen"),
        DueList.NEVER_ASKED: translate("DueWords", "Aldrig tillfrågade"),
        DueList.ENDING: translate("DueWords", "Intyg som går ut"),
        DueList.UNREGISTERED: translate("DueWords", "Att registrera i Intygsbeställningen"),
        DueList.LATE: translate("DueWords", "Munhälsobedömningen är sen"),
        DueList.UNMET_NEED: translate("DueWords", "Vårdbehov utan tandvård"),
        DueList.NO_CARE: translate("DueWords", "Ingen tandvård på ett år"),
        DueList.NO_DENTIST: translate("DueWords", "Utan känd behandlare"),
    }[which]


def due_purpose(which: DueList) -> str:
    """What the list is for, and what makes somebody leave it."""
    return {
        DueList.CANDIDATES: translate(
            "DueWords",
            "De har insatser men inget intyg. Bedöm var och en: ett intyg, eller ett skäl och en "
            "dag att titta igen.",
        ),
        DueList.ASSESSMENT: translate(
            "DueWords",
            "De önskar munhälsobedömning och har inte fått någon på ett år. Planera en besöksdag "
            "på enheten; den som redan har ett försök bakom sig väntar på nästa.",
        ),
        DueList.OFFER: translate(
            "DueWords",
            "De önskade inte munhälsobedömning för ett år sedan eller mer. Ställ frågan igen: "
            "registrera svaret, eller erbjudandet om svaret dröjer.",
        ),
        DueList.NEVER_ASKED: translate(
            "DueWords",
            "De har ett giltigt intyg, men ingen har frågat om de önskar munhälsobedömning.",
        ),
        DueList.ENDING: translate(
            "DueWords",
            "Intyget är tidsbegränsat och tar snart slut. Bedöm om det ska förnyas.",
        ),
        DueList.UNREGISTERED: translate(
            "DueWords",
            "Något har ändrats som Intygsbeställningen inte känner till. Skriv in det där och "
            "markera det som registrerat.",
        ),
        DueList.LATE: translate(
            "DueWords",
            "De har haft intyg i mer än tre månader och önskar munhälsobedömning, men har inte "
            "fått någon sedan intyget utfärdades. Ta upp dem med vårdgivaren.",
        ),
        DueList.UNMET_NEED: translate(
            "DueWords",
            "Vid munhälsobedömningen hittades ett behov av tandvård, och ett halvår senare finns "
            "inget tandvårdsbesök. Fråga hur det har gått.",
        ),
        DueList.NO_CARE: translate(
            "DueWords",
            "De har intyg men inget tandvårdsbesök det senaste året, så långt de intagna besöken "
            "räcker. Fråga om något hindrar.",
        ),
        DueList.NO_DENTIST: translate(
            "DueWords",
            "Personalen behöver veta vem som behandlar. Fråga personen och fyll i behandlaren.",
        ),
    }[which]


def due_empty(which: DueList) -> str:
    """What an empty list says."""
    return {
        DueList.CANDIDATES: translate(
            "DueWords",
            "Alla som finns i listorna över insatser är bedömda. Ta in en ny lista under Ta in och "
            "lämna ut, så visas de som ingen har sett.",
        ),
        DueList.ASSESSMENT: translate(
            "DueWords", "Alla som önskar munhälsobedömning har fått en det senaste året."
        ),
        DueList.OFFER: translate(
            "DueWords", "Ingen som har tackat nej väntar på att få frågan igen."
        ),
        DueList.NEVER_ASKED: translate(
            "DueWords", "Alla som har intyg har fått frågan om munhälsobedömning."
        ),
        DueList.ENDING: translate("DueWords", "Inget intyg går ut den närmaste tiden."),
        DueList.UNREGISTERED: translate(
            "DueWords", "Intygsbeställningen känner till allt som har ändrats."
        ),
        DueList.LATE: translate(
            "DueWords", "Alla som önskar munhälsobedömning har fått sin första i tid."
        ),
        DueList.UNMET_NEED: translate(
            "DueWords",
            "Ingen känd väntar på tandvård efter en munhälsobedömning. Listan behöver intagna "
            "tandvårdsbesök.",
        ),
        DueList.NO_CARE: translate(
            "DueWords",
            "Ingen känd är utan tandvård. Listan behöver intagna tandvårdsbesök: ta in dem under "
            "Ta in och lämna ut.",
        ),
        DueList.NO_DENTIST: translate(
            "DueWords", "Alla som har intyg har en behandlare som personalen känner till."
        ),
    }[which]


def persons_of(count: int) -> str:
    """So many persons."""
    if count == 1:
        return translate("DueWords", "1 person")
    return translate("DueWords", "{0} personer").format(spaced(count))


def long_day(day: date) -> str:
    """Söndag 22 november 2026."""
    words = _SWEDISH.toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")
    return words[0].upper() + words[1:]


def since_words(day: date, today: date) -> str:
    """Since when somebody has waited: the month, with the year where it is another."""
    month = _SWEDISH.standaloneMonthName(day.month)
    if day.year == today.year:
        return translate("DueWords", "längst sedan {0}").format(month)
    return translate("DueWords", "längst sedan {0} {1}").format(month, day.year)
