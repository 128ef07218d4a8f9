"""A postal code and its town in one cell, as addresses are often kept, each put in its place."""

from __future__ import annotations

import re

from munhalsa.application.import_table.columns import TableValues

_WHOLE = re.compile(r"(?:SE?[- ]?)?(\d{3}) ?(\d\d)[ ,]+(\D.*)", re.IGNORECASE | re.ASCII)


def part_places(values: TableValues) -> None:
    """Part what stands in the column of the code or in that of the town."""
    if values.headings.keys() & {"postal_code", "city"}:
        codes, cities = values.columns["postal_code"], values.columns["city"]
        if not any(map(_WHOLE.fullmatch, filter(None, {*codes, *cities}))):
            return
        pairs = zip(codes, cities, strict=True)
        parted = [part_place(code, city) for code, city in pairs]
        values.columns["postal_code"] = [code for code, _ in parted]
        values.columns["city"] = [city for _, city in parted]


def part_place(code: str | None, city: str | None) -> tuple[str | None, str | None]:
    """Code and town; what has a cell of its own already stays as it stands there."""
    in_code, in_city = _WHOLE.fullmatch(code or ""), _WHOLE.fullmatch(city or "")
    whole = in_city or in_code
    if whole is None:
        return code, city
    only_code = code if code and not in_code else f"{whole[1]} {whole[2]}"
    return only_code, city if city and not in_city else whole[3]
