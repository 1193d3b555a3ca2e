"""The chat page as people meet it: three languages, phone and desktop, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from bot.library.model import Library
from tests.browser.conftest import DESKTOP, PHONE

Visit = Callable[..., Page]

QUESTIONS = {"en": "22", "km": "ថៅកែមិនបើកលុយ ២ខែហើយ", "my": "လစာမရသေးဘူး"}
FONTS = {"km": "Noto Sans Khmer", "my": "Noto Sans Myanmar"}

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
all_widths = pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
all_languages = pytest.mark.parametrize("language", ["en", "km", "my"])


def ask(page: Page, text: str) -> None:
    """Write and send, and wait until the reply to it stands there."""
    before = page.locator(".bubble.mine").count()
    page.fill("#text", text)
    page.click("#send")
    expect(page.locator(".bubble.mine")).to_have_count(before + 1)
    arrived(page)


def arrived(page: Page) -> None:
    expect(page.locator(".writing")).to_have_count(0)
    expect(page.locator("#latest .cost")).to_be_visible()


def replies(page: Page) -> list[str]:
    return page.locator("#latest .bubble:not(.mine)").all_inner_texts()


def numbers(page: Page) -> list[str]:
    return page.locator("#latest .bubble a").all_inner_texts()


@all_languages
@all_widths
@both_ways
def test_conversation(visit: Visit, library: Library, language: str, width: int, javascript: bool) -> None:
    page = visit(f"/?lang={language}", javascript=javascript, width=width)
    assert page.locator("html").get_attribute("lang") == language
    assert page.title() == library.phrase(language, "page-title")
    assert "arika" not in page.title(), "the tab must not tell what this is"

    page.locator(".chip").first.click()
    arrived(page)
    ask(page, QUESTIONS[language])

    assert page.locator(".bubble.mine").count() == 2
    parts = replies(page)
    assert re.findall(r"\d+", page.locator("#latest .cost").inner_text())[0] == str(len(parts))
    for bubble in page.locator("#latest .bubble:not(.mine)").all():
        assert bubble.get_attribute("lang") == language
    for bubble in page.locator(".bubble").all():
        box = bubble.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#latest .bubble").first).to_be_in_viewport()
    expect(page.locator("#text")).to_be_in_viewport()
    expect(page.locator("#leave")).to_be_in_viewport()


@all_languages
def test_nothing_hangs_out_sideways(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}")
    for message in ("", "W" * 300):
        if message:
            ask(page, message)
        for width in (320, PHONE, 412, 600, 895, 896, DESKTOP):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (message, width)


@pytest.mark.parametrize(("language", "family"), FONTS.items())
def test_own_fonts_draw_the_script(visit: Visit, language: str, family: str) -> None:
    page = visit(f"/?lang={language}", width=PHONE)
    ask(page, QUESTIONS[language])
    page.evaluate("document.fonts.ready.then(() => true)")
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("#latest .bubble.mine", "#latest .cost", ".leave", "#send"):
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert family in {font["familyName"] for font in used if font["isCustomFont"]}, (selector, used)
    style = page.locator("#latest .bubble").last.evaluate(
        "b => [getComputedStyle(b).lineHeight, getComputedStyle(b).fontSize].map(parseFloat)"
    )
    assert style[0] / style[1] >= 1.7, "stacked letters would be clipped"


def test_script_letters_are_not_boxes(visit: Visit) -> None:
    """A letter that the font lacks is drawn as wide as any other letter it lacks."""
    page = visit("/?lang=km")
    page.evaluate("document.fonts.ready.then(() => true)")
    widths = page.evaluate("""async () => {
        const pen = document.createElement("canvas").getContext("2d"), out = {};
        for (const [font, letters] of [["Noto Khmer", "កខមញ"], ["Noto Myanmar", "ကခဃည"]]) {
            await document.fonts.load(`40px "${font}"`, letters);
            pen.font = `40px "${font}"`;
            out[font] = [...letters].map((letter) => pen.measureText(letter).width);
        }
        return out;
    }""")
    for font, measured in widths.items():
        assert len(set(measured)) > 1 and min(measured) > 5, (font, measured)


@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_first_load_is_small(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}", width=PHONE)
    page.wait_for_load_state("networkidle")
    kinds = "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
    assert page.evaluate(f"{kinds}.reduce((sum, entry) => sum + entry.transferSize, 0)") <= 150_000


@both_ways
def test_country_picked_changes_the_contacts(visit: Visit, library: Library, javascript: bool) -> None:
    page = visit(javascript=javascript)
    found: dict[str, list[str]] = {}
    for country in ("TH", "MY", "SG"):
        page.select_option("[name=country]", country)
        ask(page, "22")
        assert page.locator("[name=country]").input_value() == country
        found[country] = numbers(page)
        rows = [row for row in library.contacts if row.country == country]
        own = {phone.partition(" ext ")[0] for row in rows for phone in row.phones}
        assert found[country] and set(found[country]) <= own
        assert page.locator("#latest a").first.get_attribute("href", timeout=1000).startswith("tel:")
    assert len({tuple(shown) for shown in found.values()}) == 3


@both_ways
def test_nationality_picked_changes_the_contacts(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    page.select_option("[name=country]", "TH")
    shown = []
    for home in ("KH", "MM"):
        page.select_option("[name=nationality]", home)
        ask(page, "46")
        shown.append(numbers(page))
    assert shown[0] != shown[1]


@both_ways
def test_a_country_in_words_moves_the_choice(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    page.select_option("[name=country]", "TH")
    ask(page, "22")
    ask(page, "Malaysia")
    assert page.locator("[name=country]").input_value() == "MY"
    page.select_option("[name=country]", "")
    ask(page, "22")
    assert page.locator("[name=country]").input_value() == ""
    assert "Thailand" in "".join(replies(page)), "nobody said where any more"


@pytest.mark.parametrize("language", ["km", "my"])
@both_ways
def test_more(visit: Visit, library: Library, language: str, javascript: bool) -> None:
    page = visit(f"/?lang={language}", javascript=javascript, width=PHONE)
    page.select_option("[name=country]", "TH")
    ask(page, QUESTIONS[language])
    first = replies(page)
    for step in range(1, 9):
        if not page.locator("#latest .chip").count():
            break
        page.locator("#latest .chip").click()
        expect(page.locator(".bubble.mine")).to_have_count(step + 1)
        arrived(page)
        assert replies(page) != first
        assert library.phrase(language, "no-more") not in "".join(replies(page))
    assert step > 1, "the answer had no second page"
    assert page.locator(".chip").count() == 0
    ask(page, library.languages[language].commands["cmd-more"][0])
    assert library.phrase(language, "no-more") in " ".join(replies(page))


def test_reload_counts_once(visit: Visit, counted: Callable[[], int]) -> None:
    page = visit(javascript=False)
    before = counted()
    ask(page, "22")
    shown = replies(page)
    assert counted() == before + 1
    page.reload()
    assert page.locator(".bubble.mine").count() == 1
    assert replies(page) == shown
    assert counted() == before + 1


def test_double_click_counts_once(visit: Visit, counted: Callable[[], int]) -> None:
    page = visit()
    before = counted()
    page.fill("#text", "22")
    page.dblclick("#send")
    arrived(page)
    assert page.locator(".bubble.mine").count() == 1
    assert counted() == before + 1


HOSTILE = {
    "markup": "<script>document.title='owned'</script><img src=x onerror=alert(1)>",
    "end of a field": '"></textarea></form><script>document.title="owned"</script>',
    "template": "{{ 7*7 }} {% raw %} ${7*7}",
    "emoji": "😀👩‍👩‍👧‍👦🏳️‍🌈 22",
    "direction": "\u202eevil\u202c \u200f",
    "10,000 letters": "x" * 10_000,
    "10,000 Khmer letters": "ក" * 10_000,
}


@both_ways
def test_hostile_text_is_only_text(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript, width=PHONE)
    for name, text in HOSTILE.items():
        page.locator("#text").evaluate("field => field.removeAttribute('maxlength')")
        ask(page, text)
        shown = page.locator("#latest .mine").evaluate("bubble => bubble.lastChild.textContent")
        assert shown == text.strip()[:1000], name
    page.reload()
    assert page.title() == "Messages"
    assert page.locator("#log script, #log img").count() == 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_keyboard_alone(visit: Visit, width: int) -> None:
    page = visit(width=width)
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        ), "focus must be seen"
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.type("22")
    page.keyboard.press("Enter")
    arrived(page)
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.locator("#text").input_value() == ""
    page.keyboard.type("25")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("hello")
    assert page.locator("#text").input_value() == "25\nhello"


def test_keyboard_alone_without_script(visit: Visit) -> None:
    page = visit(javascript=False)
    page.locator("#text").focus()
    page.keyboard.type("22")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    arrived(page)


@both_ways
def test_leave(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript, outside=("www.google.com",))
    page.route("https://www.google.com/**", lambda route: route.fulfill(body="<title>Google</title>"))
    ask(page, "22")
    page.click("#leave")
    page.wait_for_url("https://www.google.com/")
    if javascript:
        page.go_back()
        assert "127.0.0.1" not in page.url, "the way back must not lead to the conversation"


def test_offline_keeps_the_words_and_counts_once(visit: Visit, counted: Callable[[], int]) -> None:
    page = visit(complaints=("ERR_INTERNET_DISCONNECTED",))
    before = counted()
    page.context.set_offline(True)
    page.fill("#text", "22")
    page.click("#send")
    expect(page.locator("#trouble")).not_to_be_empty()
    assert page.locator("#text").input_value() == "22"
    assert page.locator(".bubble.mine").count() == 0
    page.context.set_offline(False)
    page.click("#send")
    arrived(page)
    expect(page.locator("#trouble")).to_be_empty()
    assert counted() == before + 1


@both_ways
def test_language_switch_keeps_the_conversation(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    ask(page, "22")
    ask(page, "25")
    page.fill("#text", "half a sentence")
    page.locator(".langs [lang=km]").click()
    page.wait_for_url("**lang=km**")
    assert page.locator("html").get_attribute("lang") == "km"
    assert page.locator(".bubble.mine").count() == 2
    assert page.locator("#text").input_value() == "half a sentence"
    page.locator(".langs [lang=my]").click()
    page.wait_for_url("**lang=my**")
    ask(page, "23")
    assert page.locator("html").get_attribute("lang") == "my"
    assert page.locator(".bubble.mine").count() == 3


@both_ways
def test_language_picked_becomes_the_page_s(visit: Visit, javascript: bool) -> None:
    page = visit("/", javascript=javascript, locale="en-GB")
    assert page.locator("html").get_attribute("lang") == "en"
    ask(page, "25")
    page.select_option("[name=language]", "km")
    ask(page, "22")
    assert page.locator("html").get_attribute("lang") == "km"
    assert page.locator(".bubble.mine").count() == 2
    assert page.locator("#latest .bubble").last.get_attribute("lang") == "km"
    ask(page, "25")
    assert page.locator(".bubble.mine").count() == 3


@both_ways
def test_stop_forgets_what_is_shown(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    ask(page, "22")
    page.fill("#text", "STOP")
    page.click("#send")
    expect(page.locator("#latest .bubble.mine")).to_contain_text("STOP")
    arrived(page)
    assert page.locator(".bubble.mine").count() == 1
    assert "22" not in page.locator("[name=transcript]").input_value()


def test_long_conversation_stays_light(visit: Visit) -> None:
    page = visit(width=PHONE)
    sizes: list[int] = []

    def weigh(request: Request) -> None:
        if request.method == "POST":
            sizes.append(len(request.post_data_buffer or b""))

    page.on("request", weigh)
    for _ in range(12):
        ask(page, "22")
    assert page.locator(".bubble.mine").count() == 12
    assert max(sizes) < 4_000, "with a script only the new message travels"


CONTRAST = """() => {
    const parse = (color) => color.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
        .map((c) => (c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const color = parse(getComputedStyle(at).backgroundColor);
            if (color[3] !== 0) return color;
        }
        return matchMedia("(prefers-color-scheme: dark)").matches ? [13, 21, 19] : [244, 239, 230];
    };
    const bad = [];
    for (const element of document.querySelectorAll("body *")) {
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!text || !element.getClientRects().length || element.closest(".unseen")) continue;
        const pair = [light(parse(getComputedStyle(element).color)), light(behind(element))];
        const contrast = (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
        if (contrast < 4.5) bad.push([element.className || element.tagName, contrast]);
    }
    return bad;
}"""

SMALL = """() => [...document.querySelectorAll("button, select, textarea, .bar a, .langs a")]
    .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
    .filter(([, box]) => box.height < 44 || box.width < 40)
    .map(([text, box]) => [text, box.width, box.height])"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@all_widths
def test_can_be_read_and_tapped(visit: Visit, scheme: str, width: int) -> None:
    page = visit(width=width, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(SMALL) == []
    ask(page, "22")
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(SMALL) == []
