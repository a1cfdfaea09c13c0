from gadget import create_app
from scripts.skin.build import COMPONENTS, build
from tests.web import ORIGIN, settings

ICON = "url('data:image/svg+xml;utf8,<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"


def npm(folder):
    """A folder of packages in the shape of Codex's."""
    for name in ("codex", "codex-design-tokens"):
        package = folder / "@wikimedia" / name
        (package / "dist" / "modules").mkdir(parents=True)
        (package / "package.json").write_text(f'{{"name": "@wikimedia/{name}", "version": "9.9.9"}}')
        (package / "LICENSE").write_text("GNU GENERAL PUBLIC LICENSE")
    modules = folder / "@wikimedia" / "codex" / "dist" / "modules"
    for name in COMPONENTS:
        for direction in ("", "-rtl"):
            sheet = f".{name} {{ side: {direction or 'ltr'}; mask-image: {ICON} }}"
            (modules / f"{name}{direction}.css").write_text(sheet)
    tokens = folder / "@wikimedia" / "codex-design-tokens" / "dist"
    (tokens / "theme-wikimedia-ui-root.css").write_text(":root { --color-base: black }")
    (tokens / "theme-wikimedia-ui-mode-dark.css").write_text(":root { --color-base: white }")
    return folder


def sheets(page):
    return [
        line.split('"')[3] for line in page.text.splitlines() if line.startswith('<link rel="stylesheet"')
    ]


def test_codex_is_put_apart_with_its_licence_and_its_icons_as_files(tmp_path):
    target = tmp_path / "codex"
    assert build(npm(tmp_path / "npm"), target) == [
        "@wikimedia/codex 9.9.9",
        "@wikimedia/codex-design-tokens 9.9.9",
    ]
    for direction in ("", "-rtl"):
        sheet = (target / f"components{direction}.css").read_text()
        assert all(f".{name} " in sheet for name in COMPONENTS)
        assert "data:" not in sheet
        icon = sheet.partition("url(")[2].partition(")")[0]
        assert (target / icon).read_text().startswith("<svg")
    assert "prefers-color-scheme: dark" in (target / "tokens.css").read_text()
    assert "GNU GENERAL PUBLIC LICENSE" in (target / "LICENSE.codex.txt").read_text()
    assert "version 2 or later" in (target / "NOTICE.txt").read_text()


def test_with_codex_built_its_look_is_served_in_the_reader_s_direction(tmp_path, store):
    build(npm(tmp_path / "npm"), tmp_path / "codex")
    made = settings(public_url=ORIGIN, environment={"WIKILATCH_CODEX": str(tmp_path / "codex")})
    client = create_app(made, store).test_client()
    english, arabic = (client.get(f"/about?uselang={lang}", base_url=ORIGIN) for lang in ("en", "ar"))
    assert "/codex/components.css" in sheets(english)
    assert "/codex/components-rtl.css" in sheets(arabic)
    for url in {*sheets(english), *sheets(arabic)}:
        with client.get(url, base_url=ORIGIN) as sheet:
            assert sheet.status_code == 200, url


def test_without_codex_the_web_has_a_look_of_its_own(client):
    page = client.get("/about")
    assert sheets(page) == ["/static/components.css", "/static/style.css"]
    for url in sheets(page):
        with client.get(url) as sheet:
            assert sheet.status_code == 200, url
