"""A tier as the studio needs it."""

from dataclasses import dataclass

from storage.jobs import Terms


@dataclass(frozen=True)
class TierTerms:
    """What accounts of one tier may do and get."""

    terms: Terms  # what the store enforces
    watermark: bool
    longest_s: float
    largest_side: int  # pixels of a clip
    upscale_side: int  # pixels of one that is upscaled
    licence: str  # one sentence
