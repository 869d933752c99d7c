"""The page in a real browser: everything a person does with it, by mouse, keyboard and touch."""

import io
import re
import shutil
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from doors import open_door, open_page
from houses import hold
from PIL import Image
from playwright.async_api import async_playwright, expect
from recorded import encode, speech
from skimage import data

from bot import wording

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE, SMALL_PHONE = (1280, 800), (390, 844), (320, 568)
MELT = "/animate melt duration=1"
# Every text and every name for those who hear the page.
SHOWN = """() => [...document.querySelectorAll("body *")].flatMap((node) => [
    ...[...node.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE)
        .map((one) => one.data.trim()),
    ...["aria-label", "title", "alt", "placeholder"].map((name) => node.getAttribute(name)),
])"""

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium in the path (Debian: chromium)"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def door(tmp_path_factory):
    async with open_door(tmp_path_factory.mktemp("door")) as door:
        yield door


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def resting(tmp_path_factory):
    """A page whose orders stay in line: no worker runs."""
    async with open_door(tmp_path_factory.mktemp("resting"), working=False) as door:
        yield door


@pytest.fixture(scope="module")
def coffee():
    """A photograph as a browser's file dialog would hand it over."""
    buffer = io.BytesIO()
    Image.fromarray(data.coffee()).resize((300, 200)).save(buffer, "JPEG", quality=90)
    return {"name": "coffee.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


@asynccontextmanager
async def visit(browser, door, size=DESKTOP, *, previews=False, **settings):
    """A page in a fresh browser profile; any script error or blocked load fails the test.

    Previews cost a second each to draw, so they come only where they are looked at.
    """
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height}, **settings)
    if not previews:
        await context.route("**/preview", lambda route: route.abort())
    faults = []
    page = await context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if is_fault(line) else None)
    await page.goto(door.address)
    await expect(page.locator("#balance strong")).to_have_text(re.compile("credit", re.IGNORECASE))
    yield page
    await context.close()
    assert faults == []


def is_fault(line):
    """Browsers log every failed request as an error; those the tests provoke on purpose."""
    return line.type == "error" and "Failed to load resource" not in line.text


async def type_command(page, text):
    await page.locator("#command").fill(text)
    await page.keyboard.press("Escape")


async def send(page, picture, command=MELT):
    await page.set_input_files("#file", picture)
    await type_command(page, command)
    await page.locator("#send").click()


async def playing(page):
    """What the clip's video element knows once it has pictures to show."""
    video = page.locator(".reply video")
    await expect(video).to_be_visible()
    return await video.evaluate(
        """async (video) => {
            while (video.readyState < 2 || video.paused) {
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
            const { duration, videoWidth, videoHeight, muted, loop, controls } = video;
            return { duration, videoWidth, videoHeight, muted, loop, controls };
        }"""
    )


async def overflow(page):
    return await page.evaluate(
        """() => Math.max(...[document.documentElement, document.getElementById("main")]
            .map((node) => node.scrollWidth - node.clientWidth))"""
    )


async def test_a_picture_goes_in_and_a_playing_clip_comes_out(browser, door, coffee):
    async with visit(browser, door) as page:
        await page.set_input_files("#file", coffee)
        await type_command(page, MELT)
        await expect(page.locator("#quote")).to_have_text(
            "1 s clip for 2 credits, which leaves 58."
        )
        await page.keyboard.press("Enter")
        clip = await playing(page)

        assert clip["duration"] == pytest.approx(1, abs=0.1)
        assert clip["videoWidth"] / clip["videoHeight"] == pytest.approx(1.5, rel=0.02)
        assert clip["muted"]
        assert clip["loop"]
        assert clip["controls"]
        reply = page.locator(".reply")
        await expect(reply).to_contain_text("2 credits spent, 58 left")
        await expect(reply).to_contain_text(re.compile(r"melt · 1 s · .*seed \d+"))
        await expect(reply).to_contain_text("non-commercial")
        await expect(page.locator("#balance")).to_contain_text("58 credits")
        await expect(page.locator("#balance")).to_contain_text(re.compile("2 more in"))
        async with page.expect_download() as download:
            await page.get_by_role("link", name="Download").click()
        assert (await download.value).suggested_filename == "zoetrope-melt.mp4"


async def test_a_waiting_order_shows_its_place_and_can_be_cancelled(browser, resting, coffee):
    async with visit(browser, resting) as page:
        await send(page, coffee)

        await expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "0")
        await expect(page.locator(".reply")).to_contain_text("Next in line, ready in about")
        await expect(page.locator("#balance")).to_contain_text("58 credits")
        await page.get_by_role("button", name="Cancel").click()
        await expect(page.locator(".reply")).to_contain_text("Cancelled; your 2 credits are back.")
        await expect(page.locator("#balance")).to_contain_text("60 credits")
        await expect(page.locator("#spoken")).to_have_text("Cancelled; your 2 credits are back.")


async def test_again_and_another_effect_need_no_new_picture(browser, door, coffee):
    async with visit(browser, door) as page:
        await send(page, coffee)
        await playing(page)
        await page.get_by_role("button", name="Again for 2 credits").click()
        await expect(page.locator(".reply video")).to_have_count(2)
        await page.get_by_role("button", name="Another effect").last.click()
        await expect(page.locator("#attached")).to_contain_text("The same picture again")
        await page.keyboard.type("zoom duration=1")
        await page.keyboard.press("Escape")
        await page.keyboard.press("Enter")
        await expect(page.locator(".reply video")).to_have_count(3)

        seeds = re.findall(r"seed (\d+)", " ".join(await page.locator(".reply").all_inner_texts()))
        assert len(set(seeds)) == 3
        await expect(page.locator("#balance")).to_contain_text("55 credits")


async def test_five_variants_play_in_one_reply(browser, door, coffee):
    async with visit(browser, door) as page:
        await send(page, coffee)
        await playing(page)
        await page.get_by_role("button", name="5 variants for 10 credits").click()
        await expect(page.locator(".variant")).to_have_count(5, timeout=30_000)
        second = page.locator(".variant").nth(1)
        await second.click()

        await expect(second).to_have_attribute("aria-pressed", "true")
        video = page.locator(".reply").last.locator("video")
        await expect(video).to_have_attribute("src", re.compile("variant=2"))
        link = page.get_by_role("link", name="Download").last
        await expect(link).to_have_attribute("download", "zoetrope-melt-2.mp4")


async def test_who_runs_out_is_told_when_credits_are_back(browser, resting, coffee):
    async with visit(browser, resting) as page:
        for count, aspect in enumerate(("1:1", "9:16", "16:9"), start=1):
            await send(page, coffee, f"/animate explode duration=10 variants=5 aspect={aspect}")
            await expect(page.locator(".said")).to_have_count(count)
        await page.get_by_role("button", name="Tell me when they are back").click()

        await expect(page.locator(".trouble")).to_contain_text("I will tell you")
        notices = await resting.house.store.notices()
        assert [notice.account_id[:4] for notice in notices] == ["web:"]


async def test_a_reload_brings_the_conversation_back(browser, door, coffee):
    async with visit(browser, door) as page:
        await send(page, coffee)
        await playing(page)
        await page.reload()
        clip = await playing(page)

        assert clip["duration"] == pytest.approx(1, abs=0.1)
        await expect(page.locator(".said")).to_have_text(MELT)
        picture = page.locator(".said img")
        assert await picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)")
        await expect(page.locator("#welcome")).to_be_hidden()


async def test_a_second_open_page_follows_without_being_asked(browser, door, coffee):
    async with visit(browser, door) as page:
        other = await page.context.new_page()
        await other.goto(door.address)
        await expect(other.locator("#welcome")).to_be_visible()
        await send(page, coffee)

        await expect(other.locator(".reply video")).to_be_visible()
        await expect(other.locator("#balance")).to_contain_text("58 credits")


async def test_what_is_no_picture_gets_a_sentence_and_nothing_is_lost(browser, resting):
    notes = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"milk, eggs " * 50}
    async with visit(browser, resting) as page:
        await send(page, notes)

        await expect(page.locator(".trouble")).to_contain_text("not a picture I can open")
        await expect(page.locator("#command")).to_have_value(MELT)
        await expect(page.locator("#attached")).to_contain_text("notes.txt")
        await expect(page.locator("#balance")).to_contain_text("60 credits")


async def test_a_bad_option_is_answered_with_its_range_before_and_after_sending(
    browser, resting, coffee
):
    async with visit(browser, resting) as page:
        await page.set_input_files("#file", coffee)
        await type_command(page, "/animate melt strength=9")
        await expect(page.locator("#quote")).to_have_text("strength takes 0 to 1, not “9”.")
        await page.locator("#send").click()
        await expect(page.locator(".trouble")).to_have_text("strength takes 0 to 1, not “9”.")
        await type_command(page, "/animate melt strength=0.9")
        await page.locator("#send").click()

        await expect(page.get_by_role("progressbar")).to_be_visible()
        await expect(page.locator(".trouble")).to_have_count(0)


async def test_a_picture_that_is_too_heavy_is_not_even_uploaded(browser, resting):
    heavy = {"name": "big.jpg", "mimeType": "image/jpeg", "buffer": bytes(500_000)}
    async with visit(browser, resting) as page:
        await page.set_input_files("#file", heavy)

        await expect(page.locator(".trouble")).to_have_text(
            "That file is larger than 0.4 MB; send a smaller one."
        )
        await expect(page.locator("#attached")).to_be_hidden()


async def test_sending_without_a_picture_or_a_command_says_what_is_missing(browser, resting):
    async with visit(browser, resting) as page:
        await page.locator("#send").click()
        await expect(page.locator(".trouble")).to_contain_text("Say what should happen")
        await type_command(page, "melt")
        await page.locator("#send").click()
        await expect(page.locator(".trouble")).to_contain_text("Add a picture first")


async def test_a_double_click_orders_once(browser, resting, coffee):
    async with visit(browser, resting) as page:
        await page.set_input_files("#file", coffee)
        await type_command(page, MELT)
        await page.locator("#send").dblclick()

        await expect(page.get_by_role("progressbar")).to_have_count(1)
        await page.reload()
        await expect(page.get_by_role("progressbar")).to_have_count(1)
        await expect(page.locator("#balance")).to_contain_text("58 credits")


async def test_a_command_is_completed_with_the_keyboard_alone(browser, resting):
    async with visit(browser, resting, previews=True) as page:
        command = page.locator("#command")
        await command.focus()
        await page.keyboard.type("/")
        await expect(command).to_have_attribute("aria-expanded", "true")
        first = page.get_by_role("option").first
        await expect(first).to_have_attribute("aria-selected", "true")
        await expect(first.locator("video")).to_have_attribute(
            "src",
            re.compile("/preview$"),
            timeout=60_000,  # those in view before it are drawn first
        )
        await expect(first).to_contain_text(re.compile(r"\d credits?"))
        await page.keyboard.type("me")
        await page.keyboard.press("Enter")
        await expect(command).to_have_value("/animate melt ")
        await expect(page.get_by_role("option", name=re.compile("^strength"))).to_contain_text(
            "0 to 1"
        )
        await page.keyboard.type("str")
        await page.keyboard.press("Tab")
        await expect(command).to_have_value("/animate melt strength=")
        await expect(page.locator("#completion-hint")).to_contain_text("0 to 1")
        await page.keyboard.type("0.8 ")
        await page.keyboard.press("ArrowDown")
        chosen = page.locator("[role=option][aria-selected=true]")
        await expect(command).to_have_attribute(
            "aria-activedescendant", await chosen.get_attribute("id")
        )
        await page.keyboard.press("Enter")
        await expect(command).to_have_value(re.compile(r"^/animate melt strength=0\.8 \w+=$"))
        await page.keyboard.press("Escape")
        await expect(command).to_have_attribute("aria-expanded", "false")


async def test_the_form_and_the_text_say_the_same(browser, resting):
    async with visit(browser, resting) as page:
        await type_command(page, "/animate melt")
        await page.get_by_role("button", name="Settings").click()
        strength = page.get_by_role("slider", name="strength")
        await strength.fill("0.8")
        await expect(page.locator("#command")).to_have_value("/animate melt strength=0.8")
        await strength.fill("0.5")  # the default needs no words
        await expect(page.locator("#command")).to_have_value("/animate melt")
        await type_command(page, "/animate melt strength=0.25 duration=2")
        await expect(strength).to_have_value("0.25")
        await page.get_by_label("Effect", exact=True).select_option("zoom")
        await expect(page.locator("#command")).to_have_value(
            "/animate zoom strength=0.25 duration=2"
        )


HAND_OVER = """([selector, kind, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "handed.jpg", { type: "image/jpeg" }));
    const named = kind === "paste" ? { clipboardData: transfer } : { dataTransfer: transfer };
    const make = kind === "paste" ? ClipboardEvent : DragEvent;
    document.querySelector(selector)
        .dispatchEvent(new make(kind, { ...named, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize(("kind", "where"), [("paste", "#command"), ("drop", "#main")])
async def test_a_picture_can_be_pasted_and_dropped(browser, resting, coffee, kind, where):
    async with visit(browser, resting) as page:
        await page.evaluate(HAND_OVER, [where, kind, list(coffee["buffer"])])

        await expect(page.locator("#attached")).to_contain_text("handed.jpg")
        shown = page.locator("#attached img")
        assert await shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0


async def test_one_tap_on_an_effect_makes_an_order_ready_to_send(browser, door):
    async with visit(browser, door, previews=True) as page:
        preview = page.locator(".starter video").first
        await expect(preview).to_have_attribute("src", re.compile("/preview$"))
        await page.locator(".starter", has_text="zoom").first.click()
        await expect(page.locator("#attached")).to_contain_text("Coffee")
        await expect(page.locator("#send")).to_be_focused()
        await page.get_by_role("button", name="Cat").click()

        await expect(page.locator("#attached")).to_contain_text("Cat")
        await expect(page.locator("#command")).to_have_value(re.compile("^/animate .*zoom$"))


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE], ids=str)
async def test_a_phone_never_scrolls_sideways(browser, door, coffee, size):
    async with visit(browser, door, size, has_touch=True, is_mobile=True) as page:
        widths = [await overflow(page)]
        await page.locator("#command").fill("/")
        await expect(page.get_by_role("option").first).to_be_visible()
        widths.append(await overflow(page))
        await type_command(page, "/animate melt")
        await page.get_by_role("button", name="Settings").click()
        widths.append(await overflow(page))
        await page.get_by_role("button", name="Settings").click()
        await send(page, coffee)
        await playing(page)
        widths.append(await overflow(page))

        assert max(widths) == 0
        send_button = await page.locator("#send").bounding_box()
        assert send_button["width"] >= 44
        assert send_button["y"] + send_button["height"] <= size[1]


async def test_the_picture_stands_where_the_clip_will_play(browser, door, coffee):
    held = hold(door.house.production)
    async with visit(browser, door) as page:
        await send(page, coffee)
        screen = page.locator(".screen")
        await expect(screen.locator("img")).to_be_visible()
        before = await screen.bounding_box()
        held.let_go()
        await playing(page)
        after = await screen.bounding_box()

        assert after["height"] == pytest.approx(before["height"], abs=2)
        assert after["width"] == before["width"]


async def test_everything_that_can_be_pressed_has_a_name(browser, door, coffee):
    async with visit(browser, door) as page:
        await send(page, coffee)
        await playing(page)
        controls = page.locator("button:visible, a:visible, input:visible, select:visible")
        names = [
            await control.evaluate(
                "(node) => node.getAttribute('aria-label') ?? node.textContent.trim()"
            )
            for control in await controls.all()
        ]

        assert len(names) > 6
        assert all(names)


async def test_those_who_want_no_motion_get_none(browser, door):
    async with visit(browser, door, previews=True, reduced_motion="reduce") as page:
        preview = page.locator(".starter video").first
        await preview.evaluate(
            """async (video) => {
                while (video.readyState < 2) {
                    await new Promise((resolve) => setTimeout(resolve, 20));
                }
            }"""
        )

        assert await preview.evaluate("(video) => video.paused")
        assert await page.evaluate("document.getAnimations().length") == 0


async def test_a_page_finds_its_server_again(browser, tmp_path, coffee):
    async with open_door(tmp_path / "data") as door, visit(browser, door) as page:
        port = int(door.address.rpartition(":")[2])
        await door.close()
        await send(page, coffee)
        await expect(page.locator(".trouble")).to_contain_text("did not answer")
        await expect(page.locator("#link-lost")).to_be_visible()
        async with open_page(door.house, port):
            await expect(page.locator("#link-lost")).to_be_hidden()
            await page.locator("#send").click()
            await playing(page)


async def test_a_voice_note_goes_with_the_picture_and_is_heard_only_when_asked(
    browser, door, coffee
):
    note = {"name": "hello.ogg", "mimeType": "audio/ogg", "buffer": encode(speech(1.5))}
    async with visit(browser, door) as page:
        await page.set_input_files("#file", coffee)
        await type_command(page, "/animate voice-card")
        await expect(page.locator("#quote")).to_contain_text("Now add a voice note")
        await page.set_input_files("#file", note)
        await expect(page.locator("#attached-sound")).to_contain_text("hello.ogg")
        await expect(page.locator("#attached")).to_contain_text("coffee.jpg")
        await expect(page.locator("#quote")).to_contain_text(re.compile(r"^1\.5\d* s clip"))
        await page.locator("#send").click()
        video = page.locator(".reply video")
        await expect(video).to_be_visible()

        facts = await video.evaluate("({ muted, loop, paused }) => ({ muted, loop, paused })")
        assert facts == {"muted": False, "loop": False, "paused": True}
        await expect(page.locator("#attached-sound")).to_be_hidden()


async def test_a_voice_note_can_be_taken_away_again(browser, resting, coffee):
    note = {"name": "hello.ogg", "mimeType": "audio/ogg", "buffer": encode(speech(1.5))}
    async with visit(browser, resting) as page:
        await page.set_input_files("#file", [coffee, note])
        await type_command(page, MELT)
        await expect(page.locator("#quote")).to_contain_text("plays no sound")
        await page.locator("#attached-sound button").click()

        await expect(page.locator("#attached-sound")).to_be_hidden()
        await expect(page.locator("#quote")).to_contain_text("1 s clip")


async def test_a_german_browser_gets_a_german_page(browser, resting, coffee):
    english, german = wording.texts("web-"), wording.texts("web-", "de")
    async with visit(browser, resting, locale="de-DE") as page:
        assert await page.locator("html").get_attribute("lang") == "de"
        await expect(page.get_by_role("heading", level=2)).to_have_text("Erweck ein Bild zum Leben")
        await expect(page.get_by_role("heading", name="Verwandlung")).to_be_visible()
        await expect(page.get_by_role("button", name=re.compile("schmilzt wie"))).to_be_visible()
        await type_command(page, "/animate melt")
        await page.get_by_role("button", name="Einstellungen").click()
        await expect(page.locator("#settings")).to_contain_text("Länge des Clips in Sekunden.")
        await send(page, coffee, "/animate melt strength=7")
        await expect(page.locator(".turn.troubled")).to_contain_text("strength nimmt 0 bis 1")
        await send(page, coffee)
        await expect(page.get_by_role("button", name="Abbrechen")).to_be_visible()
        await expect(page.locator(".sentence")).to_contain_text(
            re.compile("Platz|Als Nächstes dran")
        )
        shown = await page.evaluate(SHOWN)

    sentences = {key for key in english if english[key] != german[key] and "{" not in english[key]}
    assert len(sentences) > 40
    assert {key for key in sentences if english[key] in shown} == set()
