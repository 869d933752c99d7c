"""Messages to and from another process that never wait for it: it may hang or be stopped.

A pipe takes some tens of kilobytes; whoever writes more waits until the other end reads, and
whoever reads a message that is half written waits for the rest. Here that is done by threads of the
wire's own, which end when the other process does.
"""

import queue
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Final


class WireCut(Exception):
    """The other end is gone."""


@dataclass(frozen=True)
class _Failed:
    error: Exception


_END: Final = None


class Wire:
    """One end of a connection. `receive` is used by one thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._incoming: queue.SimpleQueue[object] = queue.SimpleQueue()
        for work in (self._write, self._read):
            threading.Thread(target=work, daemon=True, name=f"wire-{work.__name__}").start()

    def send(self, message: object) -> None:
        """Have a message sent after those before it. What is gone does not get it."""
        self._outgoing.put(bytes(ForkingPickler.dumps(message)))

    def receive(self, seconds: float) -> object | None:
        """The next message; None if there was none for so long.

        Raises:
            WireCut: there will be none.
            And what unpickling a message raised.
        """
        try:
            message = self._incoming.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None
        if isinstance(message, _Failed):
            self._incoming.put(message)  # for whoever asks again
            raise message.error
        return message

    def close(self) -> None:
        """Send nothing more. The other process must have ended, or be about to."""
        self._outgoing.put(_END)

    def _write(self) -> None:
        try:
            while (message := self._outgoing.get()) is not _END:
                self._connection.send_bytes(message)
        except OSError:
            pass  # it is gone; `_read` finds that out, too

    def _read(self) -> None:
        try:
            while True:
                self._incoming.put(self._connection.recv())
        except (EOFError, OSError):  # OSError: it died in the middle of a message
            self._incoming.put(_Failed(WireCut()))
        except Exception as error:  # noqa: BLE001 - raised again by `receive`
            self._incoming.put(_Failed(error))
