"""Clips made by actors on two nodes of a cluster here: drawn there, delivered from here."""

import asyncio
import os
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import av
import outposts
import pytest
from houses import ADA, open_house
from outposts import Always, Clock, a_brief, a_clip, standstill

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # loopback only, as Ray is there
ray = pytest.importorskip("ray", reason="the extra `cluster` is not installed")

from ray._private.state import actors  # noqa: E402 - only where there is ray
from ray.cluster_utils import Cluster  # noqa: E402

from bot import wording  # noqa: E402
from bot.config import Config  # noqa: E402
from bot.orders import Stage  # noqa: E402
from generation import cluster as on_cluster  # noqa: E402
from generation.cluster import ActorOutpost, ClipActor  # noqa: E402
from generation.errors import ModelBroken  # noqa: E402
from generation.vigil import USUAL  # noqa: E402
from storage.jobs import JobState  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own
HERE = {"node_ip_address": "127.0.0.1", "include_dashboard": False}
FREE = 60


@pytest.fixture(scope="module")
def head():
    """A cluster of a head without room for actors; they find what stands beside this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        cluster = Cluster(initialize_head=True, head_node_args=HERE | {"num_cpus": 0})
        yield cluster
        ray.shutdown()
        cluster.shutdown()


@pytest.fixture
def cluster(head):
    """The cluster with two nodes that have room for one actor each; lost ones are replaced."""
    while len(head.worker_nodes) < 2:
        head.add_node(num_cpus=1, node_ip_address="127.0.0.1")
    return head


@pytest.fixture
def config(cluster):
    table = {"address": cluster.address, "gpus": 0, "cpus": 1}
    return Config.model_validate({"cluster": table})


@pytest.fixture
def stand_still(tmp_path, monkeypatch):
    """Have actors stop in the middle of a job: `stand_still(times=1, act="waits")`."""

    def build(**how):
        still = partial(outposts.standing_still, folder=tmp_path / "stood", **how)
        monkeypatch.setattr("bot.makers.build_maker", still)

    return build


async def test_a_clip_is_drawn_there_and_delivered_here_though_a_node_is_lost(
    tmp_path, large_photo, order, cluster, config, caplog
):
    async with open_house(tmp_path / "data", config) as house:
        ticket = await house.studio.submit(order(picture=large_photo, options={"duration": "8"}))
        async with asyncio.timeout(120):
            await house.bench.moved.wait()
        await asyncio.to_thread(lose_the_busy_node, cluster)
        await house.bench.outcome()

        [delivery] = house.bench.delivered
        assert delivery.job_id == ticket.job_id
        assert "once more" in caplog.text
        assert await house.balance() == 60 - ticket.price
        assert await house.store.verify() == []
    with av.open(str(delivery.path)) as container:
        assert sum(1 for _ in container.decode(video=0)) == 8 * 24
    assert delivery.poster.exists()


async def test_a_job_that_loses_its_node_twice_is_given_up_and_costs_nothing(
    tmp_path, order, cluster, config, stand_still
):
    stand_still(times=2)  # so that no try is over before its node is
    async with open_house(tmp_path / "data", config) as house:
        ticket = await house.studio.submit(order())
        [live] = house.production.board.jobs()
        for is_again in (False, True):
            await standstill(live, is_again=is_again)
            await asyncio.to_thread(lose_the_busy_node, cluster)
        await house.bench.outcome()

        [ending] = house.bench.ended
        assert ending.error_code == "job-worker-lost"
        assert "failed twice" in wording.say(ending.error_code, price=ending.price)
        assert (await house.store.find_job(ticket.job_id)).state is JobState.FAILED
        assert await house.balance() == FREE
        assert await house.store.verify() == []


async def test_a_cancel_reaches_the_actor_in_the_middle_of_a_job_and_it_serves_the_next(
    tmp_path, order, config, stand_still
):
    stand_still(times=1, act="waits")
    async with open_house(tmp_path / "data", config) as house:
        ticket = await house.studio.submit(order())
        [live] = house.production.board.jobs()
        await standstill(live, is_again=False)
        [actor] = living_actors()

        assert await house.studio.cancel(ticket.job_id, ADA)
        assert await house.balance() == FREE
        await house.studio.submit(order(request_key="after-it"))
        await house.bench.outcome(2)

        [ending], [delivery] = house.bench.ended, house.bench.delivered
        assert ending.stage is Stage.CANCELLED
        assert living_actors() == [actor]
        assert await house.balance() == FREE - delivery.price
        assert await house.store.verify() == []


@pytest.mark.parametrize("frozen", [False, True], ids=["its-job", "its-process"])
async def test_an_actor_that_hangs_is_killed_and_its_job_made_by_another(
    tmp_path, order, config, stand_still, monkeypatch, frozen
):
    clock = Clock()
    monkeypatch.setattr("generation.vigil.time", clock)
    stand_still(times=1)
    async with open_house(tmp_path / "data", config) as house:
        ticket = await house.studio.submit(order())
        [live] = house.production.board.jobs()
        await standstill(live, is_again=False)
        [actor] = living_actors()
        if frozen:
            os.kill(actors()[actor]["Pid"], signal.SIGSTOP)
        clock.leap(USUAL.step_s + 1)
        await house.bench.outcome()

        [delivery] = house.bench.delivered
        assert delivery.job_id == ticket.job_id
        assert actor not in living_actors()
        assert await house.balance() == FREE - ticket.price
        assert await house.store.verify() == []


def living_actors():
    """The ids of actors that there are."""
    return [id_ for id_, each in actors().items() if each["State"] == "ALIVE"]


def lose_the_busy_node(cluster):
    [actor] = [actors()[id_] for id_ in living_actors()]
    [node] = [each for each in cluster.worker_nodes if each.node_id == actor["Address"]["NodeID"]]
    cluster.remove_node(node, allow_graceful=False)


class Unordered:
    """In the place of `ray`: brings an actor what is asked of it before the job it is asked about.

    So does Ray, where the job's picture is large.
    """

    def remote(self, kind):
        def start(*args):
            actor = kind(*args)
            return SimpleNamespace(
                make=SimpleNamespace(remote=lambda *job: [None, partial(actor.make, *job)]),
                pulse=SimpleNamespace(remote=lambda: [actor.pulse()]),
            )

        return SimpleNamespace(options=lambda **_room: SimpleNamespace(remote=start))

    def wait(self, asked, timeout):
        [answer] = asked
        return [] if answer[0] is None and answer.pop(0) is None else asked, []

    def get(self, answer):
        return answer[0]() if callable(answer[0]) else answer[0]


def test_what_an_actor_said_of_a_job_is_not_taken_for_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(on_cluster, "ray", Unordered())
    outpost = ActorOutpost(lambda _folder: Always("breaks"), keep=None, room={})
    still = tmp_path / "a.still"
    still.write_bytes(b"a picture")
    told = []

    for job_id in ("job-1", "job-2"):
        outpost.begin(replace(a_brief("melt"), job_id=job_id, still=still), told.append)
        assert outpost.wait(0) is None  # the answer to the question is looked at now
        with pytest.raises(ModelBroken):
            outpost.wait(0)

    assert told == []


def test_an_actor_says_that_a_clip_may_be_long_on_its_way(tmp_path, monkeypatch):
    class Quick:
        def make(self, _brief, _stop, _on_progress):
            return [a_clip(0)]

    actor, before = ClipActor(lambda _folder: Quick()), []
    monkeypatch.setattr(on_cluster, "_pack", lambda _clip: before.append(actor.pulse().last))

    actor.make(replace(a_brief("melt"), still=tmp_path / "a.still"), b"a picture")

    assert [sign.is_before_silence for sign in before] == [True]
