"""The page's server, asked over real sockets: orders, clips, events, and who may not come in."""

import asyncio
import hashlib
import re
import socket
from contextlib import aclosing

import aiohttp
import cv2
import numpy as np
import pytest
from aiohttp.test_utils import make_mocked_request
from doors import MAX_UPLOAD_BYTES, events_of, open_door

from bot import wording
from bot.frontends.web.events import Event, Mailbox
from bot.frontends.web.refusals import locale_of
from bot.frontends.web.routes import PAGE
from effects.library import all_effects
from storage.jobs import JobState

MELT = {"command": "/animate melt duration=1", "key": "one"}
FREE = 60  # the default allowance


@pytest.fixture
async def door(tmp_path):
    async with open_door(tmp_path / "data") as door:
        yield door


@pytest.fixture
async def resting(tmp_path):
    """A page whose orders stay in line: no worker runs."""
    async with open_door(tmp_path / "data", working=False) as door:
        yield door


async def place(session, photo, **changes):
    async with session.post("/api/orders", params=MELT | changes, data=photo) as answer:
        return answer.status, await answer.json()


async def spendable(session):
    async with session.get("/api/balance") as answer:
        return (await answer.json())["spendable"]


async def event_after(session, kind, act):
    """What `act` returned, and the first event of that kind that an open page then sees."""
    async with asyncio.timeout(30), aclosing(events_of(session)) as events:
        assert await anext(events) == ("open", {})
        returned = await act()
        async for found, facts in events:
            if found == kind:
                return returned, facts
    raise AssertionError("the stream ended")


async def a_finished_job(session, photo):
    (_, ticket), _ = await event_after(session, "clip", lambda: place(session, photo))
    return f"/api/jobs/{ticket['job_id']}"


async def test_a_picture_comes_back_as_a_clip_with_all_that_the_page_shows(door, photo):
    async with door.visitor() as session:
        (status, ticket), clip = await event_after(session, "clip", lambda: place(session, photo))
        async with session.get("/api/conversation") as answer:
            [job] = (await answer.json())["jobs"]

    assert status == 201
    assert clip["job_id"] == job["job_id"] == ticket["job_id"]
    assert clip["spent"] == "2 credits spent, 58 left"
    assert re.fullmatch(r"melt · 1 s · .*strength 0.5.* · seed \d+ · 480 . 320", clip["settings"])
    assert "non-commercial" in clip["licence"]
    assert job["stage"] == "delivered"
    assert job["command"] == "/animate melt duration=1"


async def test_variants_come_as_one_reply_with_a_file_each(door, photo):
    command = "/animate melt duration=1 variants=2"
    async with door.visitor() as session:
        _, clip = await event_after(
            session, "clip", lambda: place(session, photo, command=command, key="variants")
        )
        files = []
        for variant in clip["variants"]:
            async with session.get(variant["url"]) as answer:
                files.append(await answer.read())
        async with session.get(clip["url"].replace("variant=1", "variant=3")) as answer:
            beyond = answer.status
        async with session.get("/api/conversation") as answer:
            [job] = (await answer.json())["jobs"]

    assert len(set(files)) == 2
    assert beyond == 404
    assert job["command"] == command
    assert clip["spent"] == "4 credits spent, 56 left"


async def test_the_depth_map_can_be_saved_as_a_picture(door, photo):
    command = "/animate depth-map duration=1"
    async with door.visitor() as session, door.visitor() as stranger:
        _, clip = await event_after(session, "clip", lambda: place(session, photo, command=command))
        async with session.get(clip["depth"]) as answer:
            kind, saved_as = answer.content_type, answer.headers["Content-Disposition"]
            levels = cv2.imdecode(
                np.frombuffer(await answer.read(), np.uint8), cv2.IMREAD_UNCHANGED
            )
        async with stranger.get(clip["depth"]) as answer:
            assert answer.status == 404
        _, melted = await event_after(session, "clip", lambda: place(session, photo, key="two"))
        async with session.get(melted["url"].replace("/clip", "/depth")) as answer:
            assert answer.status == 404

    assert (kind, saved_as) == ("image/png", 'attachment; filename="zoetrope-depth.png"')
    assert (levels.dtype, levels.shape) == (np.uint16, (clip["height"], clip["width"]))
    assert "guessed" in clip["remarks"][0]
    assert (melted["depth"], melted["remarks"]) == ("", [])


async def test_a_clip_is_sent_whole_in_ranges_and_for_saving(door, photo):
    async with door.visitor() as session:
        job = await a_finished_job(session, photo)
        async with session.get(f"{job}/clip") as answer:
            whole = await answer.read()
            assert answer.content_type == "video/mp4"
        async with session.get(f"{job}/clip", headers={"Range": "bytes=100-199"}) as answer:
            part = await answer.read()
            assert answer.status == 206
        async with session.get(f"{job}/clip?download") as answer:
            assert answer.headers["Content-Disposition"] == (
                'attachment; filename="zoetrope-melt.mp4"'
            )
        async with session.get(f"{job}/poster") as answer:
            assert answer.content_type == "image/jpeg"

    assert part == whole[100:200]


async def test_a_double_click_is_one_job_and_one_price(resting, photo):
    async with resting.visitor() as session:
        answers = await asyncio.gather(*(place(session, photo) for _ in range(5)))
        left = await spendable(session)

    assert len({ticket["job_id"] for _, ticket in answers}) == 1
    assert sorted(status for status, _ in answers) == [200, 200, 200, 200, 201]
    assert left == FREE - 2


async def test_a_cancelled_order_says_that_its_credits_are_back(resting, photo):
    async with resting.visitor() as session:
        _, ticket = await place(session, photo)
        path = f"/api/jobs/{ticket['job_id']}/cancel"
        answer, ending = await event_after(session, "ending", lambda: session.post(path))

        assert await answer.json() == {"cancelled": True}
        assert ending["stage"] == "cancelled"
        assert ending["sentence"] == "Cancelled; your 2 credits are back."
        assert await spendable(session) == FREE
        async with session.post(path) as answer:
            assert await answer.json() == {"cancelled": False}


async def test_again_takes_the_same_picture_with_another_effect(door, photo):
    async with door.visitor() as session:
        job = await a_finished_job(session, photo)
        source = job.rpartition("/")[2]
        status, ticket = await place(
            session, b"", command="/animate zoom duration=1", key="two", source=source
        )
        first = await door.house.store.find_job(source)
        second = await door.house.store.find_job(ticket["job_id"])

    assert status == 201
    assert second.order["effect"] == "zoom"
    assert second.still_sha256 == first.still_sha256


REFUSED = {
    "no command": ({"command": "melt"}, 422, "not-a-command"),
    "open quote": ({"command": '/animate melt strength="'}, 422, "bad-command"),
    "words that mean nothing": ({"command": "/animate melt slowly"}, 422, "bad-command"),
    "unknown effect": ({"command": "/animate melted"}, 422, "unknown-effect-near"),
    "out of range": ({"command": "/animate melt strength=9"}, 422, "bad-option"),
    "unknown option": ({"command": "/animate melt strenth=1"}, 422, "unknown-option"),
    "too long": ({"command": "/animate melt duration=30"}, 422, "too-long"),
    "somebody's picture": ({"source": "0123456789abcdef"}, 404, "not-yours"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_refusal_is_one_sentence_and_costs_nothing(resting, photo, what):
    changes, status, code = REFUSED[what]
    async with resting.visitor() as session:
        found, answer = await place(session, photo, **changes)

        assert (found, answer["error"]["code"]) == (status, code)
        assert answer["error"]["sentence"].endswith((".", "?"))
        assert await spendable(session) == FREE


async def test_a_bad_option_is_answered_with_the_range(resting, photo):
    async with resting.visitor() as session:
        _, answer = await place(session, photo, command="/animate melt strength=9")
        async with session.get(
            "/api/quote", params={"command": "/animate melt strength=9"}
        ) as quote:
            quoted = await quote.json()

    assert answer["error"]["sentence"] == "strength takes 0 to 1, not “9”."
    assert quoted == answer


@pytest.mark.parametrize(
    ("what", "body", "code"),
    [
        ("text", b"hello" * 100, "picture-not-a-picture"),
        ("nothing", b"", "picture-too-few-bytes"),
        ("too many bytes", bytes(MAX_UPLOAD_BYTES + 1), "picture-too-many-bytes"),
    ],
)
async def test_what_is_no_picture_is_refused_and_costs_nothing(resting, what, body, code):
    async with resting.visitor() as session:
        status, answer = await place(session, body)

        assert (status, answer["error"]["code"]) == (422, code), what
        assert await spendable(session) == FREE


async def test_a_page_that_is_closed_during_its_upload_leaves_nothing(resting, caplog):
    async with resting.visitor() as session:
        [cookie] = session.cookie_jar
        host = resting.address.removeprefix("http://")
        headers = {
            "Host": host,
            "Origin": resting.address,
            "X-Zoetrope": "1",
            "Cookie": f"zoetrope={cookie.value}",
            "Content-Length": "100000",
        }
        lines = [f"{name}: {value}" for name, value in headers.items()]
        request = ["POST /api/orders?command=/animate%20melt&key=1 HTTP/1.1", *lines, "", "half"]
        _, writer = await asyncio.open_connection(*host.split(":"))
        writer.write("\r\n".join(request).encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        async with asyncio.timeout(5):
            while 'route="/api/orders",status="408"' not in await figures(session):
                pass

        assert await spendable(session) == FREE
    assert caplog.records == []


async def figures(session):
    async with session.get("/metrics") as answer:
        return await answer.text()


async def test_a_price_is_told_before_anything_is_ordered(resting):
    melt = {"command": "/animate melt"}
    async with resting.visitor() as session, session.get("/api/quote", params=melt) as answer:
        quote = await answer.json()

    assert quote["sentence"] == "4 s clip for 2 credits, which leaves 58."


async def test_nobody_reaches_the_job_of_somebody_else(door, photo):
    async with door.visitor() as ada, door.visitor() as bob:
        job = await a_finished_job(ada, photo)
        for path in (f"{job}/clip", f"{job}/poster"):
            async with bob.get(path) as answer:
                assert answer.status == 404
        async with bob.post(f"{job}/cancel") as answer:
            assert answer.status == 404
        status, _ = await place(bob, b"", source=job.rpartition("/")[2])
        async with bob.get("/api/conversation") as answer:
            assert (await answer.json())["jobs"] == []

    assert status == 404


EVIL = "http://evil.example"
FORGED = [
    {"Host": "evil.example"},
    {"Host": "evil.example:8787"},
    {"Host": "127.0.0.1.evil.example"},
    {"Host": "localhost.evil.example"},
    {"Host": ""},
    {"Host": "evil.example", "Origin": EVIL},
    {"Origin": EVIL},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://localhost"},
    {"Origin": "http://127.0.0.1.evil.example"},
    {"Origin": EVIL, "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"X-Zoetrope": None},
    {"X-Zoetrope": None, "Content-Type": "text/plain"},
    {"Cookie": None},
    {"Cookie": "zoetrope="},
    {"Cookie": "zoetrope=../../etc/passwd"},
]


@pytest.mark.parametrize("changes", FORGED, ids=str)
async def test_a_forged_request_changes_nothing(resting, photo, changes):
    async with resting.visitor() as session:
        _, ticket = await place(session, photo)
        [cookie] = session.cookie_jar
        host = resting.address.removeprefix("http://")
        right = {
            "Host": host,
            "Origin": resting.address,
            "X-Zoetrope": "1",
            "Cookie": f"zoetrope={cookie.value}",
        }
        headers = {k: v for k, v in (right | changes).items() if v is not None}
        for path in (
            f"/api/jobs/{ticket['job_id']}/cancel",
            "/api/orders?command=/animate%20melt&key=2",
        ):
            assert await raw_post(host, path, headers, photo) in (400, 401, 403)
        async with session.get("/api/conversation") as answer:
            [job] = (await answer.json())["jobs"]

        assert job["stage"] == "queued"
        assert await spendable(session) == FREE - 2
        assert await raw_post(host, f"/api/jobs/{ticket['job_id']}/cancel", right, b"") == 200


async def raw_post(host, path, headers, body):
    """POST with exactly these headers, as no client library would; returns the status."""
    address, port = host.split(":")
    reader, writer = await asyncio.open_connection(address, int(port))
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    writer.write("\r\n".join(lines).encode() + body)
    status = int((await reader.readline()).split()[1])
    writer.close()
    await writer.wait_closed()
    return status


async def test_a_name_is_served_when_the_operator_allows_it(tmp_path):
    statuses = []
    async with (
        open_door(tmp_path / "data", allowed_hosts=["Clips.example"]) as door,
        aiohttp.ClientSession(door.address) as session,
    ):
        for host in ("clips.example", "localhost:9", "[::1]:9", "10.0.0.1", "evil.example"):
            async with session.get("/healthz", headers={"Host": host}) as answer:
                statuses.append(answer.status)

    assert statuses == [200, 200, 200, 200, 403]


async def test_the_session_cookie_is_out_of_reach_and_never_stored(resting, photo):
    async with aiohttp.ClientSession(resting.address) as session:
        headers = {"Origin": resting.address, "X-Zoetrope": "1"}
        async with session.post("/api/session", headers=headers) as answer:
            cookie = answer.cookies["zoetrope"]
    async with resting.visitor() as session:
        [kept] = session.cookie_jar
        _, ticket = await place(session, photo)
        async with session.post("/api/session") as answer:
            assert "zoetrope" not in answer.cookies
    job = await resting.house.store.find_job(ticket["job_id"])

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert job.account_id == "web:" + hashlib.sha256(kept.value.encode()).hexdigest()[:32]
    files = [path for path in resting.house.shelf.folder.rglob("*") if path.is_file()]
    assert files
    assert not any(kept.value.encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/nowhere", "/api/balance", "/healthz"])
async def test_every_answer_carries_the_security_headers(resting, path):
    async with aiohttp.ClientSession(resting.address) as session, session.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_an_open_page_does_not_hold_up_the_shutdown(door):
    async with door.visitor() as session, session.get("/api/events") as stream:
        await stream.content.readline()
        async with asyncio.timeout(2):
            await door.close()
            assert await stream.content.read() is not None


async def test_an_address_that_is_taken_ends_the_page_with_the_reason(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with open_door(tmp_path / "data") as door:
            page = type(door.page)(
                door.house.studio,
                host="127.0.0.1",
                port=port,
                max_upload_bytes=MAX_UPLOAD_BYTES,
                samples=PAGE,
            )
            with pytest.raises(OSError, match="address already in use"):
                await page.run()


async def test_figures_name_routes_and_never_what_visitors_make_up(door, photo):
    async with door.visitor() as session:
        await a_finished_job(session, photo)
        async with session.get("/secret-path") as answer:
            assert answer.status == 404
        async with session.get("/metrics") as answer:
            text = await answer.text()

    assert 'zoetrope_web_responses_total{route="/api/orders",status="201"} 1.0' in text
    assert 'route="none",status="404"' in text
    assert "secret-path" not in text


async def test_the_loop_is_alive(door):
    async with aiohttp.ClientSession(door.address) as session, session.get("/healthz") as answer:
        assert await answer.json() == {"status": "ok"}


async def test_every_effect_is_on_offer_with_ranges_and_a_moving_preview(door):
    async with door.visitor() as session:
        async with session.post("/api/session") as answer:
            offer = await answer.json()
        async with session.get("/api/effects/zoom/preview") as answer:
            assert answer.content_type == "video/mp4"
        async with session.get("/api/effects/nothing/preview") as answer:
            assert answer.status == 422

    assert {effect["name"] for effect in offer["effects"]} == set(all_effects())
    zoom = next(effect for effect in offer["effects"] if effect["name"] == "zoom")
    assert zoom["price"] == "1 credit"
    allowed = {option["name"]: option["allowed"] for option in zoom["options"]}
    assert allowed["strength"] == "0 to 1"
    assert allowed["seed"] == "0 to 2147483647"


async def test_samples_are_pictures_that_can_be_ordered(resting):
    async with resting.visitor() as session:
        async with session.get("/api/samples/coffee") as answer:
            assert answer.content_type == "image/jpeg"
            status, _ = await place(session, await answer.read())
        async with session.get("/api/samples/..%2fNOTICE") as answer:
            assert answer.status == 404

    assert status == 201


async def test_a_slow_page_sees_the_latest_of_each_job_and_then_the_end():
    mailbox = Mailbox()
    mailbox.put(Event("progress", "a", {"done": 0.1}))
    mailbox.put(Event("progress", "b", {"done": 0.5}))
    mailbox.put(Event("clip", "a"))
    mailbox.close()

    seen = [await mailbox.next() for _ in range(3)]

    assert seen == [Event("progress", "b", {"done": 0.5}), Event("clip", "a"), None]


async def test_progress_never_takes_the_place_of_an_end_that_nobody_has_seen():
    mailbox = Mailbox()
    mailbox.put(Event("clip", "a"))
    mailbox.put(Event("progress", "a", {"done": 1.0}))
    mailbox.put(Event("notice", "notice", {"sentence": "one"}))
    mailbox.put(Event("notice", "notice", {"sentence": "two"}))
    mailbox.close()

    seen = [await mailbox.next() for _ in range(3)]

    assert seen == [Event("clip", "a"), Event("notice", "notice", {"sentence": "two"}), None]


async def test_a_job_that_failed_keeps_its_sentence(resting, photo):
    async with resting.visitor() as session:
        _, ticket = await place(session, photo)
        await resting.house.store.release(ticket["job_id"], JobState.FAILED, "job-failed")
        async with session.get("/api/conversation") as answer:
            [job] = (await answer.json())["jobs"]

    assert job["sentence"] == wording.say("job-failed", price=2)


def test_every_text_of_the_page_is_in_the_catalogue_and_none_is_left_over():
    folder = PAGE.parent
    files = [*PAGE.iterdir(), *folder.glob("*.py")]
    written = "\n".join(path.read_text("utf-8") for path in files)
    named = set(re.findall(r"web-[a-z-]*[a-z]", written))
    catalogue = set(wording.texts("web-"))

    made = {key for key in catalogue if key.startswith("web-sample-")}
    assert named - {"web-sample"} == catalogue - made


async def test_a_reader_of_german_is_answered_in_german(resting, photo):
    german = {"Accept-Language": "xx, de-AT;q=0.9, en;q=0.1"}
    async with resting.visitor(german) as session:
        async with session.post("/api/session") as answer:
            start = await answer.json()
        refused, refusal = await place(session, photo, command="/animate melt strength=7")
        await place(session, photo, key="german")
        async with session.get("/api/conversation") as answer:
            [job] = (await answer.json())["jobs"]
        async with session.get("/api/quote", params={"command": "/animate melt"}) as answer:
            quote = await answer.json()

    melt = next(effect for effect in start["effects"] if effect["name"] == "melt")
    strength = next(option for option in melt["options"] if option["name"] == "strength")
    assert start["texts"]["web-send"] == "Senden"
    assert (melt["category"], melt["price"]) == ("Verwandlung", "2 Credits")
    assert melt["summary"].startswith("schmilzt wie Wachs")
    assert strength["help"].startswith("Wie viel geschieht")
    assert refused == 422
    assert refusal["error"]["sentence"] == "strength nimmt 0 bis 1, nicht „7“."
    assert re.match("Platz|Als Nächstes dran, fertig in etwa", job["progress"]["sentence"])
    assert quote["sentence"].startswith("Clip von 4 s für 2 Credits")


async def test_the_page_says_in_which_language_it_is(resting):
    portuguese = {"Accept-Language": "pt-BR,en;q=0.5"}
    async with resting.visitor(portuguese) as session, session.get("/") as answer:
        html = await answer.text()

    assert '<html lang="pt">' in html
    assert "Dê vida a uma imagem" in html
    assert (answer.headers["Content-Language"], answer.headers["Vary"]) == ("pt", "Accept-Language")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de"),
        ("ru, ja;q=0.2, fr;q=0.7", "fr"),
        ("es;q=0, en-GB", "en"),
        ("fr;q=much, ja;q=0.1", "ja"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_of_the_languages_that_a_browser_asks_for_the_best_liked_is_taken(header, language):
    request = make_mocked_request("GET", "/", {"Accept-Language": header})

    assert locale_of(request) == language


def test_the_page_loads_nothing_from_elsewhere():
    for path in PAGE.iterdir():
        found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text("utf-8"))
        assert set(found) <= {"http://www.w3.org"}, path.name
