"""Has untrusted bytes opened by a child process of their own that can do nothing but open them."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from generation import sandbox

Answer = TypeVar("Answer")
Read = Callable[[asyncio.StreamReader], Awaitable[Answer]]

_BOOT = "import sys; sys.path[:0] = sys.argv[3:]; from {} import main; main(*sys.argv[1:3])"


class NoAnswer(Exception):
    """The child was killed by its limits, crashed, or talked nonsense."""


def child_command(entry: str, kind: str, limits: str, needs: tuple[ModuleType, ...]) -> list[str]:
    """The command that opens bytes of one kind from stdin with `main` of the module `entry`.

    Isolated from the environment and the current folder (-I), and without the site module (-S),
    which takes as long as all the rest: the child gets the folders of what it imports instead.
    """
    modules = (sandbox.__path__[0] + "/..", *(path for module in needs for path in module.__path__))
    roots = dict.fromkeys(str(Path(module).resolve().parent) for module in modules)
    return [sys.executable, "-I", "-S", "-c", _BOOT.format(entry), kind, limits, *roots]


async def ask_child(
    command: list[str], file: bytes, read: Read[Answer], *, wall_seconds: float
) -> Answer:
    """Send the bytes to a child, read its answer, and see to it that it is gone.

    Raises:
        TimeoutError: there was no answer in time; the child was killed.
        NoAnswer: what came back is no answer.
        Exception: what `read` raises on purpose.
    """
    child = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
    )
    try:
        async with asyncio.timeout(wall_seconds):
            return await _converse(child, file, read)
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def _converse(child: Process, file: bytes, read: Read[Answer]) -> Answer:
    """The child may be in a stranger's hands: believe nothing."""
    assert child.stdin is not None  # noqa: S101 - it is a pipe
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    try:
        child.stdin.write(file)
        await child.stdin.drain()
        child.stdin.close()
        return await read(child.stdout)
    except TimeoutError:  # an OSError, too
        raise
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise NoAnswer from error
