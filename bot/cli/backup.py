"""`zoetrope backup` and `zoetrope restore`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot import wording
from bot.cli.desk import perform
from bot.config import load_config
from storage.backup import restore as restore_backup
from storage.errors import StorageError


@click.command()
@click.pass_obj
def backup(config: Path | None) -> None:
    """Copy the database, also while Zoetrope runs, and check the copy."""
    click.echo(perform(config, "backup")["path"])


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def restore(config_path: Path | None, path: Path) -> None:
    """Check the backup PATH and put it in the database's place; Zoetrope must not be running."""
    folder = load_config(config_path).storage.folder.resolve()
    try:
        replaced = restore_backup(path.resolve(), folder, datetime.now(UTC))
    except (StorageError, OSError) as error:
        raise click.ClickException(wording.explain(error)) from None
    click.echo("Restored." if replaced is None else f"Restored; what was there is now {replaced}.")


@click.command()
@click.pass_obj
def clock(config: Path | None) -> None:
    """Believe the machine's clock again after it was set wrong."""
    click.echo(f"The time is {perform(config, 'accept-clock')['now']}.")
