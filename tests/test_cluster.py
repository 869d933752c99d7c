"""Clips made by actors on two nodes of a cluster here: drawn there, delivered from here."""

import asyncio
import os

import av
import pytest
from houses import open_house

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # loopback only, as Ray is there
ray = pytest.importorskip("ray", reason="the extra `cluster` is not installed")

from ray._private.state import actors  # noqa: E402 - only where there is ray
from ray.cluster_utils import Cluster  # noqa: E402

from bot.config import Config  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own
HERE = {"node_ip_address": "127.0.0.1", "include_dashboard": False}


@pytest.fixture(scope="module")
def cluster():
    """A head without room for actors, and two nodes with room for one each."""
    cluster = Cluster(initialize_head=True, head_node_args=HERE | {"num_cpus": 0})
    nodes = [cluster.add_node(num_cpus=1, node_ip_address="127.0.0.1") for _ in range(2)]
    yield cluster, nodes
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture
def config(cluster):
    table = {"address": cluster[0].address, "gpus": 0, "cpus": 1}
    return Config.model_validate({"cluster": table})


async def test_a_clip_is_drawn_there_and_delivered_here_though_a_node_is_lost(
    tmp_path, large_photo, order, cluster, config, caplog
):
    async with open_house(tmp_path / "data", config) as house:
        ticket = await house.studio.submit(order(picture=large_photo, options={"duration": "8"}))
        async with asyncio.timeout(120):
            await house.bench.moved.wait()
        await asyncio.to_thread(lose_the_busy_node, *cluster)
        await house.bench.outcome()

        [delivery] = house.bench.delivered
        assert delivery.job_id == ticket.job_id
        assert "once more" in caplog.text
        assert await house.balance() == 60 - ticket.price
        assert await house.store.verify() == []
    with av.open(str(delivery.path)) as container:
        assert sum(1 for _ in container.decode(video=0)) == 8 * 24
    assert delivery.poster.exists()


def lose_the_busy_node(cluster, nodes):
    [actor] = [each for each in actors().values() if each["State"] == "ALIVE"]
    [node] = [node for node in nodes if node.node_id == actor["Address"]["NodeID"]]
    cluster.remove_node(node, allow_graceful=False)
