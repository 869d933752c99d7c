"""Voice cards, from a picture and a voice note to a clip that is heard."""

from itertools import pairwise

import av
import numpy as np
import pytest
from click.testing import CliRunner
from filmed import a_photo, change
from houses import ADA, Bench, open_house
from recorded import encode, likeness, speech

from bot.cli.main import zoetrope
from bot.errors import NeedsSound, TakesNoSound
from bot.orders import Address
from bot.shelf import stems_of
from effects.api import Take
from effects.errors import BadOptions
from effects.voice_card import voice_card
from generation.errors import SoundRefused

FREE = 60  # the default allowance
HERE = Address(platform="test")


@pytest.fixture
def card(order):
    """Build orders of a voice card: `card(sound=…)`."""

    def build(**changes):
        plain = {"effect": "voice-card", "options": {}, "sound": encode(speech(1.5))}
        return order(**plain | changes)

    return build


@pytest.fixture
def in_folder(tmp_path, photo, monkeypatch):
    """The current folder, with a picture and a voice note in it."""
    (tmp_path / "photo.jpg").write_bytes(photo)
    (tmp_path / "note.ogg").write_bytes(encode(speech(1.5)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def heard(path):
    """The sound of a clip, as samples and as its length in seconds."""
    with av.open(str(path)) as clip:
        stream = clip.streams.audio[0]
        frames = [frame.to_ndarray()[0] for frame in clip.decode(stream)]
        return np.concatenate(frames), float(stream.duration * stream.time_base)


async def test_a_voice_note_becomes_a_clip_that_plays_it_in_time(house, card):
    spoken = speech(1.5)
    ticket = await house.studio.submit(card(sound=encode(spoken)))
    await house.bench.outcome()

    [delivery] = house.bench.delivered
    samples, seconds = heard(delivery.path)
    assert delivery.has_sound
    assert delivery.seconds == pytest.approx(1.5, abs=1 / delivery.fps)
    assert seconds == pytest.approx(delivery.seconds, abs=1 / delivery.fps)
    assert likeness(spoken, samples) > 0.95
    file = delivery.path.read_bytes()
    assert file.index(b"moov") < file.index(b"mdat")
    assert await house.balance() == FREE - ticket.price


async def test_a_long_voice_note_is_cut_and_priced_by_what_the_clip_plays(house, card):
    spoken = encode(speech(12.0))
    quote = await house.studio.quote("voice-card", {}, ADA, sound_s=12.0)

    ticket = await house.studio.submit(card(sound=spoken))

    job = await house.store.find_job(ticket.job_id)
    assert job.order["options"]["duration"] == quote.seconds == 10.0
    assert ticket.price == quote.price > (await house.studio.quote("voice-card", {}, ADA)).price


@pytest.mark.parametrize(("typed", "seconds"), [("1.2", 1.2), ("6", 1.5)])
async def test_a_shorter_duration_that_was_typed_wins(tmp_path, card, typed, seconds):
    async with open_house(tmp_path / "data", working=False) as house:
        ticket = await house.studio.submit(card(options={"duration": typed}))

        job = await house.store.find_job(ticket.job_id)
        assert job.order["options"]["duration"] == pytest.approx(seconds, abs=0.05)


REFUSED = {
    "no sound": ({"sound": None}, NeedsSound("voice-card")),
    "a sound nobody would hear": ({"effect": "melt"}, TakesNoSound("melt", ("voice-card",))),
    "backwards": ({"options": {"play": "reverse"}}, None),
    "to and fro": ({"options": {"play": "ping-pong"}}, None),
    "not a sound": ({"sound": b"hello" * 100}, None),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_refusal_costs_nothing_and_keeps_nothing(tmp_path, card, what):
    changes, expected = REFUSED[what]
    async with open_house(tmp_path / "data", working=False) as house:
        with pytest.raises((NeedsSound, TakesNoSound, BadOptions, SoundRefused)) as refused:
            await house.studio.submit(card(**changes))

        assert expected in (None, refused.value)
        assert await house.balance() == FREE
        assert await house.studio.archive.history(ADA) == []
        assert [*house.shelf.stills.iterdir(), *house.shelf.sounds.iterdir()] == []


async def test_a_voice_card_survives_a_restart(tmp_path, card):
    spoken, bench = speech(1.5), Bench()
    async with open_house(tmp_path / "data", working=False) as house:
        await house.studio.submit(card(sound=encode(spoken)))
    async with open_house(tmp_path / "data", bench=bench):
        await bench.outcome()

    samples, _ = heard(bench.delivered[0].path)
    assert likeness(spoken, samples) > 0.95


async def test_the_voice_of_an_unfinished_job_is_kept_and_an_old_one_is_not(tmp_path, card):
    async with open_house(tmp_path / "data", working=False) as house:
        await house.studio.submit(card())
        [live] = house.production.board.jobs()

        house.shelf.purge(older_than_s=-1, keep=stems_of(live.job))
        assert house.shelf.sound(live.job.order["sound_sha256"]).exists()
        house.shelf.purge(older_than_s=-1, keep=())
        assert list(house.shelf.sounds.iterdir()) == []


async def test_again_brings_the_same_voice_or_a_new_one(tmp_path, card):
    async with open_house(tmp_path / "data", working=False) as house:
        first = await house.studio.submit(card())
        again = await house.studio.again(first.job_id, ADA, address=HERE, request_key="again-01")
        fresh = await house.studio.again(
            first.job_id, ADA, sound=encode(speech(2)), address=HERE, request_key="again-02"
        )
        orders = [(await house.store.find_job(each.job_id)).order for each in (first, again, fresh)]

    assert orders[0]["sound_sha256"] == orders[1]["sound_sha256"] != ""
    assert orders[2]["sound_sha256"] not in ("", orders[0]["sound_sha256"])
    assert orders[2]["options"]["duration"] == pytest.approx(2.0, abs=0.05)


async def test_another_effect_leaves_the_voice_out_and_cannot_bring_it_back(tmp_path, card):
    async with open_house(tmp_path / "data", working=False) as house:
        first = await house.studio.submit(card())
        other = await house.studio.again(
            first.job_id, ADA, effect="zoom", options={}, address=HERE, request_key="again-01"
        )
        with pytest.raises(NeedsSound):
            await house.studio.again(
                other.job_id, ADA, effect="voice-card", address=HERE, request_key="again-02"
            )

        assert (await house.store.find_job(other.job_id)).order["sound_sha256"] == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["voice-card"], "moves to a voice note"),
        (["melt", "--sound", "note.ogg"], "plays no sound"),
        (["voice-card", "--sound", "photo.jpg"], "not a recording"),
        (["voice-card", "--sound", "note.ogg", "play=reverse"], "play takes one of forward, loop"),
    ],
)
def test_the_shell_says_what_a_voice_card_needs(in_folder, words, sentence):
    done = CliRunner().invoke(zoetrope, ["animate", "photo.jpg", *words])

    assert done.exit_code == 1
    assert sentence in done.output


def test_the_shell_makes_a_voice_card(in_folder):
    words = ["voice-card", "--sound", "note.ogg", "--side", "240", "-o", "card.mp4"]
    done = CliRunner().invoke(zoetrope, ["animate", "photo.jpg", *words])

    assert done.exit_code == 0, done.output
    assert likeness(speech(1.5), heard(in_folder / "card.mp4")[0]) > 0.95


async def test_an_erased_account_leaves_no_voice_behind(tmp_path, card):
    async with open_house(tmp_path / "data", working=False) as house:
        await house.studio.submit(card())
        assert len(list(house.shelf.sounds.iterdir())) == 1

        await house.studio.erase(ADA)

        assert list(house.shelf.sounds.iterdir()) == []


def film(voice, **options):
    """A voice card of a still that hardly moves, and the frames of its lower third."""
    scene = a_photo(320, 200)
    parsed = voice_card.parse({"duration": len(voice) / 24, "strength": 0.5} | options)
    frames = np.concatenate(
        [chunk.numpy() for chunk in voice_card.draw(scene, parsed, Take(voice=voice))]
    )
    return frames, frames[:, 130:]


def test_the_bars_move_with_the_loudness():
    voice = np.zeros(96)
    voice[36:60] = 1.0

    _, lower = film(voice)

    steps = np.array([change(*pair) for pair in pairwise(lower)])
    middle = lower[:, :, 150:170].astype(int)
    loud, quiet = middle[48], middle[30]
    assert np.abs(loud - quiet).mean() > 3 * np.abs(middle[32] - quiet).mean()
    assert steps[34:38].max() > 2 * np.median(steps[20:34])


def test_louder_is_taller():
    silent, soft, loud = (film(np.full(48, level))[1][-1] for level in (0.0, 0.4, 1.0))

    assert change(loud, silent) > 1.5 * change(soft, silent) > 0.5


def test_a_picture_nods_on_the_peaks_of_the_voice():
    silent = np.zeros(72)
    peak = silent.copy()
    peak[30:38] = 1.0

    upper = [film(voice)[0][:, :110] for voice in (silent, peak)]

    apart = [change(still, nodding) for still, nodding in zip(*upper, strict=True)]
    assert 28 <= int(np.argmax(apart)) <= 42
    assert max(apart) > 1
    assert apart[10] < 0.05


def test_without_a_voice_it_murmurs():
    scene = a_photo(320, 200)
    frames = np.concatenate(
        [chunk.numpy() for chunk in voice_card.draw(scene, voice_card.parse({}), Take())]
    )

    assert change(frames[40, 130:], frames[0, 130:]) > 2
