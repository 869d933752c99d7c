"""The real process: started, asked over HTTP, killed, started again."""

import asyncio
import re
import signal
import sys
from contextlib import asynccontextmanager

import aiohttp
import av
import pytest

from storage.store import Store

READY_WITHIN_S = 120  # a limit for a machine with much else to do
HEADERS = {"X-Zoetrope": "1"}


def write_config(folder, extra=""):
    path = folder / "config.toml"
    path.write_text(f"[storage]\nfolder = '{folder / 'data'}'\n[web]\nport = 0\n{extra}")
    return path


async def start(config, *words):
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "--config", str(config), *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def zoetrope(config):
    """A running process and the address it printed; killed at the end if it still runs."""
    process = await start(config, "run")
    try:
        async with asyncio.timeout(READY_WITHIN_S):
            line = (await process.stdout.readline()).decode()
        yield process, re.search(r"http://\S+", line)[0]
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@asynccontextmanager
async def visitor(address, cookies):
    """A browser's worth of HTTP. The cookies outlive the process."""
    headers = HEADERS | {"Origin": address}
    async with aiohttp.ClientSession(address, headers=headers, cookie_jar=cookies) as session:
        async with session.post("/api/session") as answer:
            assert answer.status == 200
        yield session


@pytest.fixture
async def cookies():
    return aiohttp.CookieJar(unsafe=True)  # unsafe: cookies for a bare address


async def order(session, photo, command, key="key-0001"):
    async with session.post(
        "/api/orders", params={"command": command, "key": key}, data=photo
    ) as answer:
        assert answer.status in (200, 201), await answer.text()
        return (await answer.json())["job_id"]


async def price_of(session, command):
    async with session.get("/api/quote", params={"command": command}) as answer:
        return (await answer.json())["price"]


async def books(folder):
    """What does not add up in the ledger that the process left."""
    async with Store.open(folder / "data") as store:
        return await store.verify()


async def conversation(session):
    async with session.get("/api/conversation") as answer:
        return await answer.json()


async def wait_for(session, enough):
    async with asyncio.timeout(120):
        while not enough(found := await conversation(session)):  # noqa: ASYNC110 - asks a server
            await asyncio.sleep(0.02)
    return found


def stages(found):
    return [job["stage"] for job in found["jobs"]]


@pytest.mark.parametrize("after_s", [0.0, 0.15, 0.4, 1.0])
async def test_a_kill_at_any_moment_ends_in_one_clip_and_an_exact_balance(
    tmp_path, photo, cookies, after_s
):
    config = write_config(tmp_path)
    async with zoetrope(config) as (process, address):
        async with visitor(address, cookies) as session:
            before = (await conversation(session))["balance"]["spendable"]
            price = await price_of(session, "/animate melt duration=8")
            job_id = await order(session, photo, "/animate melt duration=8")
            await asyncio.sleep(after_s)
            process.kill()  # SIGKILL: nothing is cleaned up
        await process.wait()

    async with zoetrope(config) as (process, address), visitor(address, cookies) as session:
        found = await wait_for(session, lambda found: stages(found) == ["delivered"])
        assert await order(session, photo, "/animate melt duration=8") == job_id
        async with session.get(found["jobs"][0]["clip"]["url"]) as answer:
            clip = tmp_path / "clip.mp4"
            clip.write_bytes(await answer.read())
        after = (await conversation(session))["balance"]

    with av.open(str(clip)) as container:
        assert sum(1 for _ in container.decode(video=0)) == 8 * 24
    assert after["spendable"] == before - price
    assert await books(tmp_path) == []


async def test_sigterm_drains_and_loses_nothing(tmp_path, photo, cookies):
    config = write_config(tmp_path)
    async with zoetrope(config) as (process, address), visitor(address, cookies) as session:
        for number in range(3):
            await order(session, photo, "/animate melt duration=6", key=f"order-{number}")
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(25):
            assert await process.wait() == 0

    async with zoetrope(config) as (process, address), visitor(address, cookies) as session:
        found = await wait_for(session, lambda found: set(stages(found)) == {"delivered"})
        spent = 3 * await price_of(session, "/animate melt duration=6")

    assert len(found["jobs"]) == 3
    assert found["balance"]["spendable"] == 60 - spent
    assert await books(tmp_path) == []


async def test_a_second_process_on_the_same_folder_is_refused_in_one_sentence(tmp_path):
    config = write_config(tmp_path)
    async with zoetrope(config) as (process, _):
        second = await start(config, "run")
        output, errors = await asyncio.wait_for(second.communicate(), READY_WITHIN_S)

        assert second.returncode == 69
        assert output == b""
        assert f"process {process.pid}" in errors.decode().replace("\n", " ")
        assert "Traceback" not in errors.decode()


async def test_a_mistake_in_the_settings_ends_with_78_and_names_the_key(tmp_path):
    process = await start(write_config(tmp_path, "[generation]\nfsp = 3"), "run")
    _, errors = await asyncio.wait_for(process.communicate(), READY_WITHIN_S)

    assert process.returncode == 78
    assert "generation.fsp" in errors.decode()
    assert not (tmp_path / "data").exists()


async def test_the_shell_makes_the_same_clip(tmp_path, photo):
    picture, target = tmp_path / "photo.jpg", tmp_path / "melt.mp4"
    picture.write_bytes(photo)

    process = await start(
        write_config(tmp_path),
        *("animate", str(picture), "melt", "duration=2", "strength=0.8", "-o", str(target)),
    )
    output, errors = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 0, errors
    assert str(target) in output.decode().replace("\n", "")
    with av.open(str(target)) as container:
        assert sum(1 for _ in container.decode(video=0)) == 48


BAD_WORDS = {
    "unknown effect": (("meltt",), "melt"),
    "out of range": (("melt", "strength=7"), "0 to 1"),
    "unknown option": (("melt", "strenght=1"), "strength"),
}


@pytest.mark.parametrize("what", BAD_WORDS)
async def test_the_shell_answers_mistakes_in_one_sentence(tmp_path, photo, what):
    words, hint = BAD_WORDS[what]
    picture = tmp_path / "photo.jpg"
    picture.write_bytes(photo)

    process = await start(write_config(tmp_path), "animate", str(picture), *words)
    _, errors = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 1
    assert hint in errors.decode()
    assert "Traceback" not in errors.decode()
    assert list(tmp_path.glob("*.mp4")) == []


async def test_the_shell_lists_the_effects_and_their_options(tmp_path):
    process = await start(write_config(tmp_path), "effects", "melt")
    output, _ = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 0
    assert "strength" in output.decode()
