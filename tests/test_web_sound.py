"""Voice notes through the page's server: as a form beside the picture, priced, heard, refused."""

import asyncio
from contextlib import aclosing

import aiohttp
import pytest
from doors import MAX_UPLOAD_BYTES, events_of, open_door
from recorded import encode, speech

FREE = 60  # the default allowance
CARD = {"command": "/animate voice-card", "key": "one"}


@pytest.fixture
async def resting(tmp_path):
    """A page whose orders stay in line: no worker runs."""
    async with open_door(tmp_path / "data", working=False) as door:
        yield door


def form(**files):
    body = aiohttp.FormData()
    for name, content in files.items():
        body.add_field(name, content, filename=f"{name}.bin")
    return body


async def place(session, body, **changes):
    async with session.post("/api/orders", params=CARD | changes, data=body) as answer:
        return answer.status, await answer.json()


async def spendable(session):
    async with session.get("/api/balance") as answer:
        return (await answer.json())["spendable"]


async def order_of(door, ticket):
    return (await door.house.store.find_job(ticket["job_id"])).order


async def test_a_picture_and_a_voice_note_are_one_order(tmp_path, photo):
    async with (
        open_door(tmp_path / "data") as door,
        door.visitor() as session,
        asyncio.timeout(30),
        aclosing(events_of(session)) as events,
    ):
        assert await anext(events) == ("open", {})
        status, _ = await place(session, form(picture=photo, sound=encode(speech(1.2))))
        clip = {}
        while "url" not in clip:
            _, clip = await anext(events)

    assert status == 201
    assert clip["has_sound"]
    assert clip["settings"].startswith("voice-card · 1.2")


async def test_a_new_voice_goes_with_the_picture_of_an_earlier_job(resting, photo):
    async with resting.visitor() as session:
        _, first = await place(session, form(picture=photo, sound=encode(speech(1.2))))
        status, second = await place(
            session, form(sound=encode(speech(2))), key="two", source=first["job_id"]
        )
        _, third = await place(session, None, key="three", source=first["job_id"])
        orders = [await order_of(resting, ticket) for ticket in (first, second, third)]

    assert status == 201
    assert orders[1]["sound_sha256"] not in ("", orders[0]["sound_sha256"])
    assert orders[2]["sound_sha256"] == orders[0]["sound_sha256"]


async def test_the_price_follows_the_length_of_the_voice(resting):
    prices = []
    async with resting.visitor() as session:
        for sound_s in ("3", "9.5", "600", "nan", "-1", "x"):
            params = CARD | {"sound_s": sound_s}
            async with session.get("/api/quote", params=params) as answer:
                prices.append((await answer.json())["sentence"].split(" clip")[0])

    assert prices == ["3 s", "9.5 s", "10 s", "4 s", "4 s", "4 s"]


REFUSED = {
    "no voice": (lambda photo: photo, {}, "needs-sound"),
    "no voice in the form": (lambda photo: form(picture=photo), {}, "needs-sound"),
    "no picture": (lambda _: form(sound=encode(speech(1))), {}, "picture-too-few-bytes"),
    "words as fields": (lambda photo: form(picture=photo, sound="hello"), {}, "sound-not-a-sound"),
    "another effect": (
        lambda photo: form(picture=photo, sound=encode(speech(1))),
        {"command": "/animate melt"},
        "takes-no-sound",
    ),
    "a large voice": (
        lambda photo: form(picture=photo, sound=bytes(MAX_UPLOAD_BYTES + 1)),
        {},
        "sound-too-many-bytes",
    ),
    "a large picture": (
        lambda _: form(picture=bytes(MAX_UPLOAD_BYTES + 1), sound=b"OggS"),
        {},
        "picture-too-many-bytes",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_refusal_is_one_sentence_and_costs_nothing(resting, photo, what):
    body, changes, code = REFUSED[what]
    async with resting.visitor() as session:
        status, answer = await place(session, body(photo), **changes)

        assert (status, answer["error"]["code"]) == (422, code)
        assert answer["error"]["sentence"].endswith(".")
        assert await spendable(session) == FREE


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x"], ids=["bare", "bounded"]
)
async def test_a_form_that_is_none_is_refused(resting, kind, caplog):
    async with resting.visitor() as session:
        headers = {"Content-Type": kind}
        async with session.post(
            "/api/orders", params=CARD, data=b"not a form", headers=headers
        ) as answer:
            assert answer.status in (400, 422)
        assert await spendable(session) == FREE
    assert caplog.records == []
