"""The file given with --criteria: answers, a reason and disclosure assessments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from munhalsa.application.issue_certificate import DisclosureDraft
from munhalsa.cli.values import choice_of
from munhalsa.domain.certificate import DisclosureBasis, Recipient
from munhalsa.domain.refusal import FileUnusable


def read_criteria(path: Path) -> dict[str, Any]:
    """What stands in the file, its shape checked; raises FileUnusable."""
    try:
        criteria = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise FileUnusable(
            "criteria_unreadable",
            "Filen med kriterier kan inte läsas. Kontrollera sökvägen.",
            field="criteria",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise _bad_criteria() from None
    answers, reason = criteria.get("answers", {}), criteria.get("reason", "")
    disclosures = criteria.get("disclosure", [])
    if (
        set(criteria) - {"answers", "reason", "disclosure"}
        or not isinstance(answers, dict)
        or not all(isinstance(answer, bool | str) for answer in answers.values())
        or not isinstance(reason, str)
        or not isinstance(disclosures, list)
        or not all(isinstance(one, dict) for one in disclosures)
    ):
        raise _bad_criteria()
    return criteria


def reason_of(given: str | None, criteria: Mapping[str, Any] | None) -> str | None:
    """The reason as it was given with the command, else that of the file."""
    return criteria.get("reason") if given is None and criteria is not None else given


def _bad_criteria() -> FileUnusable:
    return FileUnusable(
        "criteria_invalid",
        'Filen med kriterier är inte rätt skriven. Den ska vara TOML med [answers], reason = "…" '
        "och om det behövs [[disclosure]].",
        field="criteria",
    )


def disclosure_of(draft: Mapping[str, Any]) -> DisclosureDraft:
    """One of the file's disclosure assessments."""
    details = draft.get("details")
    if set(draft) - {"recipient", "basis", "details"} or not isinstance(details, str | None):
        raise _bad_criteria()
    return DisclosureDraft(
        recipient=choice_of(str(draft.get("recipient")), Recipient, field="recipient"),
        basis=choice_of(str(draft.get("basis")), DisclosureBasis, field="basis"),
        details=details,
    )
