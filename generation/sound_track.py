"""The sound of a clip, encoded in step with its pictures."""

from fractions import Fraction

import av
import av.container
import numpy as np

from generation.sandbox.limits import SOUND_RATE

BITS_PER_SECOND = 96_000  # of AAC in one channel: speech and music sound like the source


class SoundTrack:
    """Writes one channel of AAC into a file that is being written.

    An AAC encoder puts a little silence in front; the file's edit list has players skip it.
    """

    def __init__(self, container: av.container.OutputContainer, samples: np.ndarray) -> None:
        """Shapes: samples: (N,) int16, `SOUND_RATE` a second."""
        self._container = container
        self._samples = samples
        self._encoded = 0
        self._stream = container.add_stream("aac", rate=SOUND_RATE, layout="mono")
        self._stream.bit_rate = BITS_PER_SECOND

    def encode_until(self, seconds: Fraction) -> None:
        """Encode on, up to a time of the clip: the pictures until then are in the file."""
        samples = self._samples[self._encoded : int(seconds * SOUND_RATE)]
        if not len(samples):
            return
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate, frame.time_base = SOUND_RATE, Fraction(1, SOUND_RATE)
        frame.pts = self._encoded
        self._encoded += len(samples)
        self._container.mux(self._stream.encode(frame))

    def finish(self) -> None:
        """Encode the rest."""
        self.encode_until(Fraction(len(self._samples), SOUND_RATE))
        self._container.mux(self._stream.encode(None))
