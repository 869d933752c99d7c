"""The operator's subcommands: beside a running process, and without one."""

import json
import stat

import pytest
from click.testing import CliRunner
from test_process import start, write_config, zoetrope

from bot.cli.main import zoetrope as zoetrope_command

ADA, GUILD = "discord:1", "discord:guild:7"


class Shell:
    """Runs `zoetrope` on one data folder, in this process: a start takes seconds."""

    def __init__(self, config):
        self.config = config

    def __call__(self, *words, status=0):
        done = CliRunner().invoke(zoetrope_command, ["--config", str(self.config), *words])
        assert done.exit_code == status, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done.output


@pytest.fixture
def shell(tmp_path):
    return Shell(write_config(tmp_path))


async def ask(config, *words):
    process = await start(config, *words)
    output, errors = await process.communicate()
    return process.returncode, output.decode(), errors.decode()


def test_a_grant_is_spendable_and_its_rest_can_be_taken_back(shell):
    assert f"{ADA} (free): 110 to spend" in shell("credits", "grant", ADA, "50", "--days", "3")
    assert "Took back 50" in shell("credits", "revoke", ADA)
    assert f"{ADA} (free): 60 to spend" in shell("credits", "balance", ADA)
    history = shell("credits", "history", ADA)
    assert all(word in history for word in ("mint", "+50", "revoke", "-50"))
    assert "balance" in shell("credits", "verify")


def test_a_pool_is_funded_and_its_rules_changed(shell):
    assert "100 to grant" in shell("credits", "fund", GUILD, "100", "--refill", "20")
    changed = shell("credits", "pool", GUILD, "--per-grant", "10", "--closed")
    assert "(closed)" in changed
    assert "per grant: 10" in changed
    assert "set-rules" in shell("credits", "audit", "--server", GUILD)


def test_what_cannot_be_done_is_said_in_one_sentence(shell):
    assert "no pool yet" in shell("credits", "pool", GUILD, status=1)
    assert f"no account called {ADA}" in shell("credits", "revoke", ADA, "5", status=1)
    assert "0 is not in the range" in shell("credits", "grant", ADA, "0", status=2)


def test_an_account_is_exported_given_a_tier_and_erased(shell):
    assert "(paid): 300 to spend" in shell("accounts", "tier", ADA, "paid", "--days", "2")
    assert json.loads(shell("accounts", "export", ADA))["account"]
    assert f"{ADA} is erased" in shell("accounts", "delete", ADA, "--yes")
    assert ADA not in shell("credits", "audit")
    assert "balance" in shell("credits", "verify")


def test_a_backup_brings_the_books_back(shell, tmp_path):
    shell("credits", "grant", ADA, "50")
    path = shell("backup").strip()
    shell("credits", "revoke", ADA)

    assert "Restored" in shell("restore", path)

    assert "110 to spend" in shell("credits", "balance", ADA)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(4096))
    assert "did not pass its checks" in shell("restore", str(broken), status=1)
    assert "110 to spend" in shell("credits", "balance", ADA)


def test_every_transfer_is_exported(shell, tmp_path):
    shell("credits", "grant", ADA, "50")

    shell("credits", "export", str(tmp_path / "ledger.csv"))

    lines = (tmp_path / "ledger.csv").read_text().splitlines()
    assert len(lines) == 1 + 2  # a heading, the grant, the allowance


async def test_the_operator_works_beside_a_running_process(tmp_path):
    config = write_config(tmp_path)
    async with zoetrope(config):
        socket = tmp_path / "data" / "control.sock"
        assert stat.S_IMODE(socket.stat().st_mode) == 0o600

        assert "110 to spend" in (await ask(config, "credits", "grant", ADA, "50"))[1]
        status, _, sentence = await ask(config, "credits", "pool", GUILD)
        assert (status, "no pool yet" in sentence) == (1, True)
        status, path, _ = await ask(config, "backup")
        assert status == 0
        status, _, sentence = await ask(config, "restore", path.strip())
        assert (status, "stop it first" in " ".join(sentence.split())) == (1, True)
