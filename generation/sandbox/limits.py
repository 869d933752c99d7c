"""What a picture or a sound may be and what opening it may cost."""

from dataclasses import dataclass

MB = 1 << 20
SOUND_RATE = 48_000  # samples per second of every sound that was opened


@dataclass(frozen=True)
class IntakeLimits:
    """Bounds on one picture, on what comes back, and on the child that opens it."""

    min_bytes: int = 64
    max_bytes: int = 20 * MB
    min_side: int = 64  # pixels
    max_side: int = 12_000  # pixels
    max_pixels: int = 40_000_000
    max_aspect: float = 4.0  # long side over short side
    keep_side: int = 2560  # pixels: larger pictures are shrunk to this long side
    memory_bytes: int = 256 * MB  # address space the child may add to its own
    cpu_seconds: int = 4
    wall_seconds: float = 8.0


@dataclass(frozen=True)
class SoundLimits:
    """Bounds on one sound and on the child that opens it."""

    max_bytes: int = 20 * MB
    min_seconds: float = 0.3
    max_seconds: float = 60.0  # the longest clip there is
    memory_bytes: int = 96 * MB  # address space the child may add to its own
    cpu_seconds: int = 4
    wall_seconds: float = 8.0
