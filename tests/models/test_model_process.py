"""The real process with a model in its settings: a prompt over HTTP, a clip back."""

import asyncio

from test_models_command import toml_of
from test_process import cookies, order, visitor, write_config, zoetrope  # noqa: F401 - a fixture

COMMAND = '/animate prompt:"the waves roll in" duration:1'


async def test_a_prompt_goes_through_the_running_process(
    tmp_path,
    photo,
    tiny,
    saved,
    cookies,  # noqa: F811 - the fixture
):
    config = write_config(tmp_path, toml_of(tiny, saved("wan")))
    async with zoetrope(config) as (_, address), visitor(address, cookies) as session:
        job_id = await order(session, photo, COMMAND)
        async with asyncio.timeout(60):
            while True:
                async with session.get("/api/conversation") as answer:
                    [job] = (await answer.json())["jobs"]
                if job["stage"] in ("delivered", "failed"):
                    break
                await asyncio.sleep(0.2)
        assert (job["job_id"], job["stage"]) == (job_id, "delivered")
        assert job["command"] == '/animate wan duration=1 prompt="the waves roll in"'
        async with session.get(job["clip"]["url"]) as clip:
            assert clip.status == 200
            assert len(await clip.read()) > 1000
