"""The operator's way into a running Zoetrope: a socket in the data folder, and how to ask over it.

Only who may write the data folder can reach it, so whoever asks is the operator. Only one process
may open the database; this is how the command line works beside it.
"""

import asyncio
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot import wording
from bot.operator import Operator
from storage.errors import StorageError

log = logging.getLogger(__name__)
SOCKET_NAME = "control.sock"
REFUSED = 409


class OperatorRefused(Exception):
    """A running Zoetrope said no; the message is its sentence."""


class Control:
    """Serves the operator's verbs on a Unix socket."""

    def __init__(self, operator: Operator, folder: Path) -> None:
        self._operator = operator
        self._path = folder / SOCKET_NAME

    async def run(self) -> None:
        """Serve until cancelled."""
        app = web.Application()
        app.add_routes([web.post("/{verb}", self._answer)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        self._path.unlink(missing_ok=True)  # left by a process that was killed; the folder is ours
        try:
            await web.UnixSite(runner, str(self._path)).start()
            self._path.chmod(0o600)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        verb = request.match_info["verb"]
        try:
            answer = await self._operator.verbs[verb](**await request.json())
        except (StorageError, OSError) as error:
            return web.json_response({"sentence": wording.explain(error)}, status=REFUSED)
        log.info("operator: %s", verb)
        return web.Response(text=json.dumps(answer, default=str), content_type="application/json")


async def ask(folder: Path, verb: str, facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """Ask the process that serves this data folder; None: nothing serves it.

    Raises:
        OperatorRefused: it said no, and why.
    """
    path = folder / SOCKET_NAME
    if not path.exists():
        return None
    connector = aiohttp.UnixConnector(str(path))
    try:
        async with (
            aiohttp.ClientSession(connector=connector) as session,
            session.post(f"http://zoetrope/{verb}", json=dict(facts)) as answer,
        ):
            found: dict[str, Any] = await answer.json()
    except aiohttp.ClientConnectorError:
        return None
    if answer.status == REFUSED:
        raise OperatorRefused(found["sentence"])
    return found
