"""What resources/example is made with; the seed was chosen for shares close to those promised."""

from datetime import date

from tools.example_municipality.municipality import Municipality, generate

PERSONS = 600
SEED = 1824
YEARS = 5
REFERENCE_DAY = date(2026, 9, 30)
UNTIDY_SHARE = 0.15
"""Of the rows; a third or so of the draws fall on a cell that can be written otherwise."""


def bundled_example() -> Municipality:
    return generate(
        persons=PERSONS,
        seed=SEED,
        years=YEARS,
        today=REFERENCE_DAY,
        untidy_share=UNTIDY_SHARE,
    )
