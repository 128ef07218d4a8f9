"""Writes the bundled example, or with other numbers a municipality of another size."""

import argparse
from datetime import date
from pathlib import Path

from tools.example_municipality import generate, write_files
from tools.example_municipality.bundled import PERSONS, REFERENCE_DAY, SEED, UNTIDY_SHARE, YEARS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.example_municipality")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    parser.add_argument("--persons", type=int, default=PERSONS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--today", type=date.fromisoformat, default=REFERENCE_DAY)
    parser.add_argument("--untidy-share", type=float, default=UNTIDY_SHARE)
    chosen = parser.parse_args()
    municipality = generate(
        persons=chosen.persons,
        seed=chosen.seed,
        years=chosen.years,
        today=chosen.today,
        untidy_share=chosen.untidy_share,
    )
    for path in write_files(municipality, chosen.out):
        print(path)


if __name__ == "__main__":
    main()
