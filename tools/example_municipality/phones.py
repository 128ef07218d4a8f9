"""Telephone numbers that Post- och telestyrelsen keeps for fiction: nobody answers them."""

from tools.example_municipality.chance import Chance


def mobile(chance: Chance) -> str:
    return f"070-174 06 {chance.between(5, 99):02d}"


def landline(chance: Chance) -> str:
    return f"031-390 06 {chance.between(0, 99):02d}"
