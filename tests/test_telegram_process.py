"""The real process on the loopback Telegram: driven, killed, started again."""

import asyncio
import os
import re
import signal
import sys
from contextlib import asynccontextmanager

import aiohttp
import pytest
from telegram_server import TOKEN, TelegramServer, buttons

from storage.store import Store

READY_WITHIN_S = 40
WEB, TELEGRAM = r"http://\S+", r"https://t\.me/\S+"


@pytest.fixture
async def server():
    async with TelegramServer() as server:
        yield server
    assert server.violations == []


def write_config(folder, server, telegram="", more=""):
    path = folder / "config.toml"
    path.write_text(
        f"[storage]\nfolder = '{folder / 'data'}'\n[web]\nport = 0\n"
        f"[telegram]\napi = '{server.api}'\n{telegram}\n{more}"
    )
    return path


class Running:
    """A process and what it has printed."""

    def __init__(self, process):
        self.process = process
        self.printed = ""

    async def address(self, pattern):
        """Wait until the process has printed something like this."""
        async with asyncio.timeout(READY_WITHIN_S):
            while not (found := re.search(pattern, self.printed)):
                line = await self.process.stdout.readline()
                assert line, (await self.process.stderr.read()).decode()
                self.printed += line.decode()
        return found[0]

    async def kill(self):
        self.process.kill()  # SIGKILL: nothing is cleaned up
        await self.process.wait()


@asynccontextmanager
async def zoetrope(config):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "--config", str(config), "run"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "ZOETROPE_TELEGRAM_TOKEN": TOKEN},
    )
    running = Running(process)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        _, errors = await process.communicate()
        running.log = errors.decode()


async def balance_and_books(folder):
    """What Ada has, and what does not add up, in the ledger that a process left."""
    async with Store.open(folder / "data") as store:
        prices = [job.price for job in await store.jobs_of("telegram:42")]
        left = sum(entry.amount for entry in await store.entries("telegram:42"))
        return left, prices, await store.verify()


@pytest.mark.parametrize("after_s", [0.0, 0.3])
async def test_a_kill_at_any_moment_ends_in_one_clip_paid_once(tmp_path, server, photo, after_s):
    """At 0.0 Telegram has our first message and we do not know yet: it may stay behind, unused."""
    config = write_config(tmp_path, server)
    async with zoetrope(config) as running:
        await running.address(TELEGRAM)
        await server.send_photo(photo, "/animate melt duration=8")
        await server.until(lambda: server.own())  # the order was heard
        await asyncio.sleep(after_s)
        await running.kill()

    async with zoetrope(config) as running:
        [clip] = await server.until(server.clips)
        assert len(server.own()) <= (1 if after_s else 2)
        await server.tap(clip, "Again")  # the new process knows the old one's buttons
        again, _ = await server.until(lambda: len(server.clips()) == 2 and server.clips())
        assert again is clip
        running.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.process.wait(), 25) == 0

    left, prices, violations = await balance_and_books(tmp_path)
    assert left == 60 - sum(prices)
    assert len(prices) == 2
    assert violations == []
    assert clip["video"]["duration"] == 8


def labels(message):
    return [each["text"] for each in buttons(message)]


async def test_one_process_takes_every_way_in_and_a_payment_once(
    tmp_path, server, photo, large_photo
):
    config = write_config(tmp_path, server, "packs = [{ amount = 100, stars = 50 }]")
    album = {"media_group_id": "7"}
    document = {"file_id": server.add(photo), "file_unique_id": "u", "file_name": "photo.jpg",
                "file_size": len(photo)}  # fmt: skip
    paid = {"currency": "XTR", "total_amount": 50, "invoice_payload": "pack:100:50",
            "telegram_payment_charge_id": "charge-1", "provider_payment_charge_id": ""}  # fmt: skip

    async def clips(count):
        return await server.until(lambda: len(server.clips()) == count and server.clips())

    async with zoetrope(config) as running:
        await running.address(TELEGRAM)
        await server.send_photo(photo, "/animate melt duration=1")
        [captioned] = await clips(1)
        film = captioned["video"]
        assert film["width"] / film["height"] == pytest.approx(1.5, rel=0.01)
        assert (film["duration"], film["has_thumbnail"]) == (1, True)

        alone = await server.send_photo(photo)
        menu = (await server.until(lambda: len(server.own()) == 2 and server.own()))[-1]
        await server.choose(menu, "melt")
        await clips(2)
        await server.send(text="/animate zoom duration=1", reply_to_message=alone)
        await clips(3)
        await server.send(document=document, caption="/animate zoom duration=1")
        await clips(4)
        server.fail("editMessageMedia", 429, "Too Many Requests", retry_after=1)
        await server.send_photo(photo, "/animate zoom duration=1", **album)
        await server.send_photo(photo, **album)
        question = (await server.until(lambda: len(server.own()) == 5 and server.own()))[-1]
        await server.tap(question, "All 2")
        await clips(6)

        message = await server.send(successful_payment=paid)
        await server.push(message=message)  # Telegram says it twice
        await server.send_photo(large_photo, "/animate melt duration=10 variants=5")
        [waiting] = await server.until(lambda: [m for m in server.own() if "Cancel" in labels(m)])
        await server.tap(waiting, "Cancel")
        await server.until(lambda: "back" in waiting["text"])
        running.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.process.wait(), 25) == 0

    left, prices, violations = await balance_and_books(tmp_path)
    cancelled, *spent = prices
    assert left == 60 + 100 - sum(spent)
    assert (len(spent), violations) == (6, [])
    assert cancelled > 0


async def test_the_page_and_the_bot_serve_from_one_process_and_log_no_secret(
    tmp_path, server, photo
):
    server.fail("getMe", 500, "Internal Server Error")
    config = write_config(tmp_path, server, more='[logging]\nlevel = "DEBUG"')
    async with zoetrope(config) as running:
        page, bot = await running.address(WEB), await running.address(TELEGRAM)
        assert bot == "https://t.me/zoetrope_test_bot"
        jar = aiohttp.CookieJar(unsafe=True)  # unsafe: cookies for a bare address
        headers = {"X-Zoetrope": "1", "Origin": page}
        async with aiohttp.ClientSession(page, headers=headers, cookie_jar=jar) as session:
            await session.post("/api/session")
            await server.send_photo(photo, "/animate melt duration=2")
            order = {"command": "/animate zoom duration=2", "key": "key-0001"}
            async with session.post("/api/orders", params=order, data=photo) as answer:
                assert answer.status == 201
            await server.until(server.clips)
            async with asyncio.timeout(60):
                stage = ""
                while stage != "delivered":
                    await asyncio.sleep(0.05)
                    async with session.get("/api/conversation") as answer:
                        stage = (await answer.json())["jobs"][0]["stage"]
        server.fail("sendMessage")  # a broken connection, with its traceback
        await server.send(text="/balance")
        await server.until(lambda: len(server.of("sendMessage")) > 1)
        await running.kill()

    assert "DEBUG" in running.log
    assert TOKEN.partition(":")[2] not in running.log
    assert "/file/" not in running.log


async def test_a_webhook_takes_updates_from_telegram_alone(tmp_path, server, photo):
    """With a Bot API server of one's own, which hands out more than 20 MB, as paths."""
    server.shared = tmp_path
    config = write_config(
        tmp_path,
        server,
        'webhook = "https://zoetrope.example"\napi_is_local = true',
        "[intake]\nlargest_mb = 30.0",
    )
    async with zoetrope(config) as running:
        page = await running.address(WEB)
        hook = await server.until(lambda: server.webhook)
        assert hook["url"] == "https://zoetrope.example/telegram/updates"
        secret = {"X-Telegram-Bot-Api-Secret-Token": hook["secret_token"]}
        large = photo + bytes(21_000_000)
        message = await server.send_photo(large, "/animate zoom duration=1")
        update = {"update_id": 7, "message": message}
        async with aiohttp.ClientSession(page, headers={"Host": "zoetrope.example"}) as session:

            async def bring(headers, body=None):
                async with session.post(
                    "/telegram/updates", json=body or update, headers=headers
                ) as answer:
                    return answer.status

            assert await bring({}) == 401
            assert await bring({"X-Telegram-Bot-Api-Secret-Token": "guess"}) == 401
            assert server.own() == []
            assert await bring(secret, {"update_id": "x" * 10}) == 400
            assert [await bring(secret) for _ in range(3)] == [200] * 3  # brought again and again
            [clip] = await server.until(server.clips)
            assert await bring(secret) == 200
            async with session.get("/") as answer:
                assert answer.status == 403  # the public name opens the hook, not the page

        assert server.own() == [clip]


async def test_a_token_that_telegram_does_not_know_ends_with_78(tmp_path, server):
    server.token = "another"  # noqa: S105 - of nobody
    async with zoetrope(write_config(tmp_path, server)) as running:
        assert await asyncio.wait_for(running.process.wait(), READY_WITHIN_S) == 78

    assert "does not know this bot's token" in running.log.replace("\n", " ")
    assert "Traceback" not in running.log


async def test_a_second_poller_ends_with_69_and_says_so(tmp_path, server):
    server.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request", times=99)
    async with zoetrope(write_config(tmp_path, server)) as running:
        assert await asyncio.wait_for(running.process.wait(), READY_WITHIN_S) == 69

    assert "Another process works with the same Telegram token" in running.log.replace("\n", " ")
    assert "Traceback" not in running.log


async def test_sigterm_while_telegram_is_away_is_heard(tmp_path, server):
    server.fail(".*", times=10**6)
    async with zoetrope(write_config(tmp_path, server)) as running:
        await running.address(WEB)  # the page is up all the same
        running.process.send_signal(signal.SIGTERM)

        assert await asyncio.wait_for(running.process.wait(), 25) == 0
