"""An instant preview on the page, in a real browser: it plays until the clip takes its place."""

import asyncio
from contextlib import aclosing

import pytest
from doors import events_of, open_page
from houses import hold, open_house
from playwright.async_api import async_playwright, expect
from test_page import ARGUMENTS, CHROMIUM, playing, type_command, visit

LOADED_MS = 60_000  # a machine that is busy draws slowly, and previews step back
SENTENCE = "A quick preview by the effects engine; your clip by wan follows."


@pytest.fixture
async def door(tmp_path, settings):
    async with (
        open_house(tmp_path / "data", settings("wan")) as house,
        open_page(house) as door,
    ):
        door.held = hold(house.production)
        yield door


@pytest.fixture
async def browser():
    if CHROMIUM is None:
        pytest.skip("no chromium in the path")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


async def look_at_previews(page):
    """Let the previews of orders through; those of effects stay away, see `visit`."""
    await page.context.route("**/api/jobs/*/preview", lambda route: route.continue_())


async def order(page, photo):
    picture = {"name": "coffee.jpg", "mimeType": "image/jpeg", "buffer": photo}
    await page.set_input_files("#file", picture)
    await type_command(page, '/animate prompt="steam rises" duration=1')
    await page.keyboard.press("Enter")


async def on_top(page):
    """What somebody sees in the middle of the screen where the clip will be."""
    return await page.locator(".screen").evaluate(
        """(screen) => {
            const { left, top, width, height } = screen.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2).tagName;
        }"""
    )


async def test_a_preview_plays_until_the_clip_takes_its_place(browser, door, photo):
    async with visit(browser, door) as page:
        await look_at_previews(page)
        await order(page, photo)
        reply = page.locator(".reply")
        await expect(reply).to_contain_text(SENTENCE, timeout=LOADED_MS)
        shown = await playing(page)
        assert (shown["muted"], shown["loop"], shown["videoWidth"]) == (True, True, 128)
        assert round(shown["duration"]) == 3
        await expect(page.locator(".reply .still")).to_have_count(0)  # nothing lies over it
        assert await on_top(page) == "VIDEO"
        await expect(page.locator(".reply video")).to_have_attribute("aria-label", SENTENCE)
        await expect(reply).to_contain_text("Cancel")
        await expect(page.locator("#spoken")).to_have_text(SENTENCE)

        await page.reload()  # whoever comes back finds it again
        await look_at_previews(page)
        await expect(reply).to_contain_text(SENTENCE)
        assert round((await playing(page))["duration"]) == 3

        door.held.let_go()
        await expect(reply).to_contain_text("Made with random weights", timeout=LOADED_MS)
        assert round((await playing(page))["duration"]) == 1
        await expect(reply).not_to_contain_text(SENTENCE)
        await expect(page.locator(".reply video")).to_have_count(1)


async def test_cancelling_takes_the_preview_off_the_page(browser, door, photo):
    async with visit(browser, door) as page:
        await look_at_previews(page)
        await order(page, photo)
        await expect(page.locator(".reply video")).to_be_visible(timeout=LOADED_MS)

        await page.get_by_role("button", name="Cancel").click()

        await expect(page.locator(".reply")).to_contain_text("Cancelled")
        await expect(page.locator(".reply video")).to_have_count(0)


async def test_a_preview_is_its_askers_alone_and_can_be_had_in_parts(door, photo):
    order = {"command": '/animate prompt="steam rises" duration=1', "key": "order-0001"}
    async with door.visitor() as ada, door.visitor() as bob:
        preview = await first_preview(
            ada, lambda: ada.post("/api/orders", params=order, data=photo)
        )
        job = preview.removesuffix("/preview")

        async with ada.get(preview) as mine, bob.get(preview) as theirs:
            assert (mine.status, mine.content_type, theirs.status) == (200, "video/mp4", 404)
        async with ada.get(preview, headers={"Range": "bytes=0-9"}) as part:  # as Safari asks
            assert (part.status, len(await part.read())) == (206, 10)
        async with ada.post(f"{job}/cancel"), ada.get(preview) as gone:
            assert gone.status == 404


async def first_preview(session, act):
    """Where the first preview is that an open page is told of, after an act."""
    async with asyncio.timeout(60), aclosing(events_of(session)) as events:
        assert await anext(events) == ("open", {})
        (await act()).release()
        async for _, facts in events:
            if facts.get("preview"):
                return facts["preview"]["url"]
    raise AssertionError("the stream ended")
