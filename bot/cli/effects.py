"""`zoetrope effects`: what there is, what it costs and what can be changed."""

import click
from rich.console import Console
from rich.table import Table

from bot import wording
from bot.catalogue import OptionCard, card_of
from effects.errors import UnknownEffect
from effects.library import all_effects, find_effect


@click.command()
@click.argument("name", required=False)
def effects(name: str | None) -> None:
    """List the effects, or the options of one."""
    if name is None:
        Console().print(_list_of_effects())
        return
    try:
        Console().print(_options_of(name))
    except UnknownEffect as error:
        raise click.ClickException(wording.explain(error)) from None


def _list_of_effects() -> Table:
    table = Table("Effect", "The picture …", "Kind", "Credits", "Loops", box=None)
    for effect in all_effects().values():
        loops = "yes" if effect.loops else ""
        table.add_row(effect.name, effect.summary, effect.category, str(effect.price), loops)
    return table


def _options_of(name: str) -> Table:
    table = Table("Option", "Default", "Takes", "What it changes", box=None)
    for option in card_of(find_effect(name)).options:
        table.add_row(option.name, str(option.default), _range(option), option.help)
    return table


def _range(option: OptionCard) -> str:
    if option.choices:
        return ", ".join(option.choices)
    if option.minimum is None or option.maximum is None:
        return option.kind
    return f"{option.minimum:g} to {option.maximum:g}"
