"""Training of staff and of issuers, and deviations between municipality and dental care."""

from tools.example_municipality.chance import Chance, pool
from tools.example_municipality.days import Days
from tools.example_municipality.headings import Row
from tools.example_municipality.people import workday
from tools.example_municipality.units import Unit
from tools.example_municipality.visits import in_order

KINDS_OF_TRAINING = pool(
    {"Allmän munhälsovård": 55.0, "Tandvård för dementa": 20.0, "Praktisk träning": 25.0}, size=100
)
HOURS = (1, 1.5, 1.5, 2, 2, 3)
TO_PROVIDER, TO_MUNICIPALITY = "Kommun till tandvård", "Tandvård till kommun"
BY_OUTCOME = {
    "Fel boendeenhet": (
        TO_MUNICIPALITY,
        "wrong_unit",
        0.85,
        "Flytten var inte registrerad",
        "Tandhygienisten kom till en enhet där personen inte längre bodde.",
    ),
    "Avböjd vid besök": (
        TO_MUNICIPALITY,
        "declined_at_visit",
        0.6,
        "Svaret var inte uppdaterat",
        "Personen tackade nej vid besöket fast ett ja var registrerat.",
    ),
    "Inställd av tandvården": (
        TO_PROVIDER,
        "assessment_not_done",
        0.5,
        "Sjukdom hos tandvården",
        "Besöket ställdes in och ingen ny dag lämnades inom en vecka.",
    ),
}
OTHERS = (
    (TO_MUNICIPALITY, "staff_absent", "Ingen personal avsatt", "Ingen personal kunde delta."),
    (TO_MUNICIPALITY, "not_informed", "Enheten var inte informerad", "Besöket var inte känt."),
    (TO_MUNICIPALITY, "training_not_attended", "Hög arbetsbelastning", "Ingen kom till passet."),
    (TO_PROVIDER, "training_not_held", "Utbildaren fick förhinder", "Utbildningen blev inte av."),
    (TO_PROVIDER, "assessment_repeatedly_cancelled", "Brist på personal", "Inställt två gånger."),
)


def training_rows(
    *,
    units: dict[str, list[Unit]],
    start: int,
    today: int,
    trainers: list[str],
    staff: list[str],
    days: Days,
    chance: Chance,
) -> list[Row]:
    """About one session a year at a unit; one unit in six is never trained."""
    dated: list[tuple[int, Row]] = []
    issuers = sorted({name for kind in units.values() for unit in kind for name in unit.issuers})
    for unit in (unit for kind in units.values() for unit in kind):
        if chance.happens(1 / 6):
            continue
        day = max(start, unit.opened) + chance.between(20, 500)
        while (day := workday(day)) <= (unit.closed or today):
            named = chance.happens(0.12)
            people = sorted({chance.pick(staff) for _ in range(chance.between(4, 9))})
            row: Row = (
                days[day],
                chance.pick(KINDS_OF_TRAINING),
                chance.pick(HOURS),
                len(people) if named else chance.between(4, 18),
                "; ".join(people) if named else None,
                unit.name,
                chance.pick(trainers),
            )
            dated.append((day, row))
            day += chance.between(240, 620)
    for first in range(start + 90, today, 365):
        day = workday(first + chance.between(0, 40))
        present = [name for name in issuers if chance.happens(0.8)]
        if day <= today and present:
            names = "; ".join(present)
            trainer = chance.pick(trainers)
            row = (days[day], "Intygsutfärdare", 2, len(present), names, None, trainer)
            dated.append((day, row))
    return list(in_order(dated))


def deviation_rows(
    *,
    went_wrong: list[tuple[int, str, str, str]],
    units: dict[str, list[Unit]],
    start: int,
    today: int,
    days: Days,
    chance: Chance,
) -> list[Row]:
    """Most visits that went wrong are reported, and now and then something else."""
    dated: list[tuple[int, Row]] = []
    for day, number, unit_name, outcome in went_wrong:
        direction, category, share, reason, text = BY_OUTCOME[outcome]
        if chance.happens(share):
            failure = "Ja" if chance.happens(0.2) else "Nej"
            row: Row = (days[day], direction, category, number, unit_name, failure, reason, text)
            dated.append((day, row))
    for unit in (unit for kind in units.values() for unit in kind):
        day = max(start, unit.opened) + chance.waiting_time(1500)
        while (day := workday(day)) <= (unit.closed or today):
            direction, category, reason, text = chance.pick(OTHERS)
            failure = "Ja" if chance.happens(0.45) else "Nej"
            dated.append(
                (day, (days[day], direction, category, None, unit.name, failure, reason, text))
            )
            day += 30 + chance.waiting_time(1500)
    return list(in_order(dated))
