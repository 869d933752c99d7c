"""A prompt typed into the page, in a real browser."""

import pytest
from doors import open_page
from houses import open_house
from playwright.async_api import async_playwright, expect
from test_page import ARGUMENTS, CHROMIUM, playing, type_command, visit

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium in the path")


async def test_a_prompt_on_the_page_becomes_a_playing_clip(tmp_path, settings, photo):
    picture = {"name": "coffee.jpg", "mimeType": "image/jpeg", "buffer": photo}
    async with (
        open_house(tmp_path / "data", settings("wan")) as house,
        open_page(house) as door,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        async with visit(browser, door) as page:
            await page.set_input_files("#file", picture)
            await type_command(page, '/animate prompt="steam rises" duration=1')
            await expect(page.locator("#quote")).to_have_text(
                "1 s clip for 10 credits, which leaves 50."
            )
            await page.keyboard.press("Enter")
            clip = await playing(page)

            assert (clip["videoWidth"], clip["videoHeight"]) == (128, 96)
            await expect(page.locator(".reply")).to_contain_text('prompt "steam rises"')
            await expect(page.locator(".reply")).to_contain_text("Made with random weights")
            await expect(page.locator(".reply")).not_to_contain_text("false")
        await browser.close()
