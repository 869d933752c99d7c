"""`zoetrope credits`: what the operator does with amounts, pools and the books."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.cli.desk import perform

SCOPE_HELP = 'A server such as "discord:guild:123"; "*" is everywhere.'
EX_DATAERR = 65  # sysexits.h: the data is wrong


@click.group(name="credits")
def credits_group() -> None:
    """Grant, revoke, fund, look up and check credits."""


@credits_group.command()
@click.argument("account")
@click.argument("amount", type=click.IntRange(min=1))
@click.option("--scope", default="*", help=SCOPE_HELP)
@click.option("--days", type=click.FloatRange(min=0, min_open=True), help="Expires after that.")
@click.option("--note", default="", help="Why; kept in the audit log.")
@click.pass_obj
def grant(config: Path | None, /, **facts: Any) -> None:  # noqa: ANN401 - as click parsed them
    """Create AMOUNT for ACCOUNT, for example "discord:123"."""
    _show_balance(perform(config, "grant", **facts))


@credits_group.command()
@click.argument("account")
@click.argument("amount", type=click.IntRange(min=1), required=False)
@click.option("--note", default="", help="Why; kept in the audit log.")
@click.pass_obj
def revoke(config: Path | None, account: str, amount: int | None, note: str) -> None:
    """Take back from ACCOUNT what was granted and is unspent."""
    done = perform(config, "revoke", account=account, amount=amount, note=note)
    click.echo(
        f"Took back {done['amount']}; {done['pending']} more when open jobs end without a clip."
    )


@credits_group.command()
@click.argument("server")
@click.argument("amount", type=click.IntRange(min=0), default=0)
@click.option("--refill", type=click.IntRange(min=0), help="Fill the pool up to this every day.")
@click.option("--note", default="", help="Why; kept in the audit log.")
@click.pass_obj
def fund(config: Path | None, /, **facts: Any) -> None:  # noqa: ANN401 - as click parsed them
    """Put AMOUNT into the pool of SERVER, for its admins to grant from."""
    _show_pool(perform(config, "fund", **facts))


@credits_group.command()
@click.argument("server")
@click.option("--per-grant", type=click.IntRange(min=1), help="Most in one grant.")
@click.option("--per-admin", type=click.IntRange(min=1), help="Most of one admin in a day.")
@click.option("--per-recipient", type=click.IntRange(min=1), help="Most to one person in a day.")
@click.option("--second-admin-above", type=click.IntRange(min=0), help="Needs a second admin.")
@click.option("--grant-days", type=click.IntRange(min=1), help="Grants expire after that.")
@click.option("--open/--closed", "is_open", default=None, help="Allow or stop grants.")
@click.pass_obj
def pool(config: Path | None, /, **facts: Any) -> None:  # noqa: ANN401 - as click parsed them
    """Show the pool of SERVER, and change its rules."""
    _show_pool(perform(config, "rules", **facts))


@credits_group.command()
@click.argument("account")
@click.option("--scope", default="*", help=SCOPE_HELP)
@click.pass_obj
def balance(config: Path | None, account: str, scope: str) -> None:
    """Show what ACCOUNT can spend."""
    _show_balance(perform(config, "balance", account=account, scope=scope))


@credits_group.command()
@click.argument("account")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50)
@click.pass_obj
def history(config: Path | None, account: str, limit: int) -> None:
    """List the transfers of ACCOUNT, newest first."""
    entries = perform(config, "history", account=account, limit=limit)["entries"]
    table = Table("When", "What", "Amount", "Where", "Job", box=None)
    for entry in entries:
        amount = f"{entry['amount']:+d}"
        table.add_row(entry["at"], entry["kind"], amount, entry["scope"], entry["job_id"] or "")
    Console().print(table)


@credits_group.command()
@click.option("--server", help="Only what concerns this server.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50)
@click.pass_obj
def audit(config: Path | None, server: str | None, limit: int) -> None:
    """List who granted, funded and revoked what, newest first."""
    table = Table("When", "Who", "What", "Whom", "Amount", "Where", "Note", box=None)
    for act in perform(config, "audit", server=server, limit=limit)["acts"]:
        row = (act["at"], act["actor"], act["verb"], act["subject"] or "", str(act["amount"]))
        table.add_row(*row, act["scope"], act["note"])
    Console().print(table)


@credits_group.command()
@click.pass_obj
def verify(config: Path | None) -> None:
    """Check that the books balance; exit 65 when they do not."""
    violations = perform(config, "verify")["violations"]
    for violation in violations:
        click.echo(violation)
    if violations:
        sys.exit(EX_DATAERR)
    click.echo("The books balance.")


@credits_group.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(config: Path | None, path: Path) -> None:
    """Write every transfer to PATH as CSV."""
    done = perform(config, "export", path=str(path.resolve()))
    click.echo(f"{done['transfers']} transfers written to {done['path']}")


@click.group()
def accounts() -> None:
    """Tiers of accounts, and what is kept about them."""


@accounts.command()
@click.argument("account")
@click.argument("name", default="")
@click.option("--days", type=click.FloatRange(min=0, min_open=True), help="For that long.")
@click.pass_obj
def tier(config: Path | None, account: str, name: str, days: float | None) -> None:
    """Give ACCOUNT the tier NAME; without a name, take it back."""
    _show_balance(perform(config, "tier", account=account, tier=name, days=days))


@accounts.command(name="export")
@click.argument("account")
@click.pass_obj
def export_account(config: Path | None, account: str) -> None:
    """Print everything that is kept about ACCOUNT, as JSON."""
    click.echo(json.dumps(perform(config, "export-account", account=account), indent=2))


@accounts.command()
@click.argument("account")
@click.confirmation_option(prompt="Erase this account and its files for good?")
@click.pass_obj
def delete(config: Path | None, account: str) -> None:
    """Erase ACCOUNT and its files; the ledger keeps its sums without the name."""
    perform(config, "delete", account=account)
    click.echo(f"{account} is erased.")


def _show_balance(found: dict[str, Any]) -> None:
    click.echo(
        f"{found['account']} ({found['tier']}): {found['spendable']} to spend, "
        f"{found['reserved']} reserved"
    )
    for lot in found["lots"]:
        until = f" until {lot['expires_at']}" if lot["expires_at"] else ""
        click.echo(f"  {lot['amount']} {lot['kind']} in {lot['scope']}{until}")


def _show_pool(found: dict[str, Any]) -> None:
    state = "open" if found["is_open"] else "closed"
    click.echo(
        f"{found['scope']} ({state}): {found['balance']} to grant, {found['held']} granted and "
        f"unspent, {found['spent']} spent"
    )
    for name, value in {**found["rules"], "refill": found["refill"]["amount"]}.items():
        click.echo(f"  {name.replace('_', ' ')}: {value}")
