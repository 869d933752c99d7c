"""Takes the README's pictures of the page: `python docs/take_pictures.py`, with Chromium installed.

Starts Zoetrope on an empty folder, orders a clip in a real browser, and writes `page-desktop.png`
and `page-phone.png` beside itself.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

DOCS = Path(__file__).parent
COLOURS = 256  # a palette keeps each picture well under 300 KB
IN_VIEW = 4  # previews on a phone's first screen
HAS_ENOUGH_DATA = 4  # HTMLMediaElement.readyState
LOADED_MS = 120_000  # every preview is drawn for the first time
CLIP_MOMENT_S = 1.6  # of a melt of four seconds: it drips and can still be recognised
PREVIEW_MOMENT_S = 1.2

SHOW_MOMENT = """(video, moment) => new Promise((resolve) => {
    video.controls = false;
    video.pause();
    video.addEventListener("seeked", resolve, { once: true });
    video.currentTime = moment;
})"""


def main() -> None:
    """Take both pictures."""
    with zoetrope() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        take_desktop(browser, address)
        take_phone(browser, address)
        browser.close()


@contextmanager
def zoetrope() -> Iterator[str]:
    """Run Zoetrope on an empty folder; yields its address."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "config.toml")
        config.write_text(f"[storage]\nfolder = '{folder}/data'\n[web]\nport = 0\n")
        words = [sys.executable, "-m", "bot.cli", "--config", str(config), "run"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
            assert process.stdout is not None  # noqa: S101 - for the type checker
            found = re.search(r"http://\S+", process.stdout.readline())
            if found is None:
                raise SystemExit("Zoetrope did not start.")
            yield found[0]
            process.terminate()


def take_desktop(browser: Browser, address: str) -> None:
    """A finished clip in the conversation."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page.goto(address)
    page.get_by_role("button", name="Coffee").click()
    page.locator("#command").fill("/animate melt strength=0.8")
    page.keyboard.press("Escape")
    page.locator("#send").click()
    video = page.locator(".reply video")
    expect(video).to_be_visible(timeout=LOADED_MS)
    video.evaluate(SHOW_MOMENT, CLIP_MOMENT_S)
    save(page, "page-desktop.png")


def take_phone(browser: Browser, address: str) -> None:
    """What a new visitor sees."""
    page = browser.new_page(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        color_scheme="dark",
    )
    page.goto(address)
    expect(page.locator(".starter")).not_to_have_count(0)
    for video in page.locator(".starter video").all()[:IN_VIEW]:
        expect(video).to_have_js_property("readyState", HAS_ENOUGH_DATA, timeout=LOADED_MS)
        video.evaluate(SHOW_MOMENT, PREVIEW_MOMENT_S)
    save(page, "page-phone.png")


def save(page: Page, name: str) -> None:
    """Write a screenshot with a palette."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    palette = picture.quantize(COLOURS, kmeans=1)
    picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(
        DOCS / name, optimize=True
    )


if __name__ == "__main__":
    main()
