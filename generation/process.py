"""An outpost in a process of its own: a crash or a hang there costs one try of one clip."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe

from generation.clips import Clip
from generation.errors import WorkerLost
from generation.making import Brief, Maker
from generation.process_child import STOP
from generation.remote import RemoteMaker
from generation.vigil import USUAL, Sign, Silence
from generation.wire import Wire, WireCut

# Not multiprocessing's own start: that runs the main program's file once more in every child.
_BOOT = "import sys; sys.path[:] = sys.argv[3:]; from generation.process_child import main; main()"
_SECRET_WORDS = frozenset({"TOKEN", "SECRET", "KEY", "PASSWORD", "CREDENTIALS"})
_GONE_WITHIN_S = 5.0  # after SIGKILL; a driver may hold a process longer than that


def maker_in_process(
    device: str, build: Callable[[], Maker], silence: Silence = USUAL
) -> RemoteMaker:
    """A maker that works in a child process, started at its first job.

    Args:
        device: "cuda:0", or "cpu".
        build: what the child makes clips with; pickled, so a function of a module.
        silence: how long a job may give no sign of life.
    """
    return RemoteMaker(device, partial(ProcessOutpost, device, build), silence=silence)


class ProcessOutpost:
    """A child of this process. It dies with it, and with the thread that has opened it."""

    def __init__(self, device: str, build: Callable[[], Maker]) -> None:
        ours, theirs = Pipe()
        self._brief: Brief | None = None
        self._has_ended = False
        self._on_sign: Callable[[Sign], None] = lambda _sign: None
        with theirs:
            descriptor = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-c", _BOOT, str(descriptor), str(os.getpid()), *sys.path],
                stdin=subprocess.DEVNULL,
                env={name: text for name, text in os.environ.items() if not _is_secret(name)},
                pass_fds=[descriptor],
                start_new_session=True,  # Ctrl-C in the terminal is for the parent
            )
        self._wire = Wire(ours)
        self._wire.send((device, build, logging.getLogger().getEffectiveLevel()))

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be given a job."""
        return not self._has_ended and self._process.poll() is None

    def begin(self, brief: Brief, on_sign: Callable[[Sign], None]) -> None:
        """Give the child a job; see `Outpost.begin`."""
        self._brief, self._on_sign = brief, on_sign
        self._wire.send(brief)

    def wait(self, seconds: float) -> list[Clip] | None:
        """Pass on what the child tells; see `Outpost.wait`."""
        until = time.monotonic() + seconds
        try:
            while (message := self._wire.receive(until - time.monotonic())) is not None:
                if (clips := self._take(message)) is not None:
                    return clips
        except WireCut:
            raise self._lost() from None
        return None

    def stop(self) -> None:
        """Ask the child to leave the job."""
        self._wire.send(STOP)

    def end(self) -> None:
        """Kill the child and wait until it is gone."""
        self._has_ended = True
        self._process.kill()
        self._wire.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GONE_WITHIN_S)

    def _take(self, message: object) -> list[Clip] | None:
        """Pass a message on; the clips, if it is those. Raises what was raised over there."""
        match message:
            case logging.LogRecord():
                logger = logging.getLogger(message.name)
                if logger.isEnabledFor(message.levelno):
                    logger.handle(message)
            case Sign():
                self._on_sign(message)
            case Exception():
                raise message
            case list():
                return message
        return None

    def _lost(self) -> WorkerLost:
        """What to say of a child whose connection is closed."""
        self.end()
        code = self._process.returncode
        if code is None:  # its driver does not let it go
            why = "does not end"
        else:
            why = f"ended by signal {-code}" if code < 0 else f"ended with status {code}"
        return WorkerLost(self._brief.what if self._brief else "", why)


def _is_secret(variable: str) -> bool:
    """Secrets in the environment are for others; what reads strangers' pictures has none."""
    return bool(_SECRET_WORDS.intersection(variable.upper().split("_")))
