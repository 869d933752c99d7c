"""The child of `generation.process`: makes the clips it is told to, and dies with its parent.

It is sent (device, build, log level) once, then briefs and STOP. It sends back log records, signs
of life, and for each brief its clips or an error.
"""

import ctypes
import logging
import logging.handlers
import os
import queue
import signal
import sys
import threading
from multiprocessing.connection import Connection
from typing import Any, Final, TypeAlias

from generation.making import Brief, attempt
from generation.worker import use_one_core

STOP: Final = "stop"
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_Briefs: TypeAlias = "queue.SimpleQueue[tuple[Brief, threading.Event]]"


def main() -> None:
    """Serve the parent, whose connection and process id stand in the command line."""
    descriptor, parent = (int(word) for word in sys.argv[1:3])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the parent says when to stop
    _die_with(parent)
    os.set_inheritable(descriptor, False)
    _serve(Connection(descriptor))


def _die_with(parent: int) -> None:
    """Have the kernel kill this process with its parent, even while it hangs.

    Where the kernel is not Linux, `_listen` ends it, if Python still runs.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before that
            sys.exit(1)


def _serve(connection: Connection) -> None:
    parent = _Parent(connection)
    device, build, level = connection.recv()
    logging.basicConfig(level=level, handlers=[_LogToParent(parent)])
    logging.captureWarnings(capture=True)
    if device == "cpu":
        use_one_core()
    briefs: _Briefs = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, briefs), daemon=True).start()
    maker = build()
    while True:
        brief, stop = briefs.get()
        parent.tell(attempt(maker, brief, stop, parent.tell))


def _listen(connection: Connection, briefs: _Briefs) -> None:
    """Pass on briefs and stops, until the parent is gone."""
    stop = threading.Event()
    try:
        while True:
            message = connection.recv()
            if message == STOP:
                stop.set()
            else:
                stop = threading.Event()
                briefs.put((message, stop))
    except (EOFError, OSError):
        os._exit(0)  # at once, whatever the other threads are doing


class _Parent:
    """Tells the parent things, from any thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def tell(self, message: object) -> None:
        with self._lock:
            self._connection.send(message)


class _LogToParent(logging.handlers.QueueHandler):
    """Has the parent write the log."""

    def __init__(self, parent: _Parent) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._parent = parent

    def enqueue(self, record: Any) -> None:  # noqa: ANN401 - as declared there
        self._parent.tell(record)
