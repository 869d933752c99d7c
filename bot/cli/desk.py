"""How the operator's subcommands reach the store: through the running process, or directly."""

import asyncio
import json
from pathlib import Path
from typing import Any

import click

from bot import wording
from bot.app import build_production, build_studio
from bot.config import load_config
from bot.frontends.control import OperatorRefused, ask
from bot.operator import Operator
from bot.repertoire import Repertoire
from bot.shelf import Shelf
from storage.errors import StorageError
from storage.store import Store


def perform(config_path: Path | None, verb: str, **facts: Any) -> dict[str, Any]:  # noqa: ANN401
    """Have a verb of `bot.operator` done and return its answer.

    Raises:
        click.ClickException: it was refused; the message is one sentence.
    """
    try:
        return asyncio.run(_perform(config_path, verb, facts))
    except OperatorRefused as refusal:
        raise click.ClickException(str(refusal)) from None
    except (StorageError, OSError) as error:
        raise click.ClickException(wording.explain(error)) from None


async def _perform(config_path: Path | None, verb: str, facts: dict[str, Any]) -> dict[str, Any]:
    config = load_config(config_path)
    shelf = Shelf(config.storage.folder)
    answer = await ask(shelf.folder, verb, facts)
    if answer is not None:
        return answer
    shelf.make()
    async with Store.open(shelf.folder) as store:
        repertoire = Repertoire()  # nothing is drawn here
        production = build_production(config, store, shelf, repertoire)
        studio = build_studio(config, store, shelf, production, repertoire)
        done = await Operator(store, studio).verbs[verb](**facts)
    found: dict[str, Any] = json.loads(json.dumps(done, default=str))
    return found
