"""How disposal is told: what still stands in the way, and how far a list has come."""

from __future__ import annotations

from collections.abc import Mapping

from munhalsa.domain.disposal import StillOpen

OPEN_WORDS: Mapping[StillOpen, str] = {
    StillOpen.CERTIFICATE: "giltigt intyg",
    StillOpen.LIVES_HERE: "bor på eller hör till en boendeenhet",
    StillOpen.CARE: "pågående insats",
    StillOpen.VISIT: "planerat besök",
    StillOpen.REGISTRATION: "något att registrera i Intygsbeställningen",
    StillOpen.CANDIDATE: "ska bedömas eller frågas igen",
    StillOpen.DEVIATION: "öppen avvikelse",
    StillOpen.DISAGREEMENT: "öppen oenighet",
}
