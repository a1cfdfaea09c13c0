"""The browser's detector in a real Chromium: how long it takes, and what hostile texts do to it."""

from __future__ import annotations

import json
import shutil
from typing import Any

from scripts.deploy.build import DIST, RULES
from scripts.deploy.errors import DeployError
from tests.corpus.pages import pages

SIZES = (2_000, 20_000, 200_000)
# Two megabytes of what is hardest to read, each of its own kind.
HOSTILE = {
    "open templates": "{{a|",
    "open links": "[[a|",
    "open references": "<ref>a",
    "phrases": "I live in Leeds. ",
    "names": "my name is Ada Lovelace and I live in ",
    "at-signs": "a@b.",
    "plus signs": "+49 441 ",
    "labels": "phone: +49 441 36116801\n",
    "words": "lorem ipsum dolor sit amet ",
    "tables": "{|\n|-\n| a || b\n",
    "entities": "&nbsp;",
    "digits": "1234 5678 9012 ",
    "posts": "[[User:X]] 12:30, 1 May 2020 (UTC)\n",
    "quotation marks": '"my name" ',
    "another script": "أنا من مدينة ",
    "attributes": "{|\n| a-a a-a | b\n",
}
HOSTILE_SIZE = 2_000_000


def modules() -> dict[str, str]:
    """The shipped modules by their path below dist."""
    return {path.relative_to(DIST).as_posix(): path.read_text("utf-8") for path in DIST.rglob("*.js")}


# A page's require(), as ResourceLoader gives it to a packaged gadget.
LOADER = """
(modules) => {
  const done = {};
  const load = (name) => {
    if (!done[name]) {
      const module = done[name] = { exports: {} };
      const here = name.split('/').slice(0, -1);
      const require = (to) => {
        const path = here.slice();
        for (const part of to.split('/')) {
          if (part === '..') { path.pop(); } else if (part !== '.') { path.push(part); }
        }
        return load(path.join('/'));
      };
      new Function('require', 'module', 'exports', modules[name])(require, module, module.exports);
    }
    return done[name].exports;
  };
  window.detect = load('detect/index.js');
}
"""
MEASURE = """
async ({ lang, rules, texts, rounds }) => {
  const out = {};
  const begun = performance.now();
  const detector = await window.detect.load(lang, (name) => rules[name] || null);
  out.load = performance.now() - begun;
  const page = (text) => ({ title: 'User:Quiet Heron', username: 'Quiet Heron', lang, wikitext: text });
  for (const [name, text] of Object.entries(texts)) {
    const best = (work) => {
      let least = Infinity;
      for (let i = 0; i < rounds; i++) {
        const start = performance.now();
        work();
        least = Math.min(least, performance.now() - start);
      }
      return least;
    };
    const first = performance.now();
    detector.check(page(text));
    out[name] = { first: performance.now() - first };
    out[name].check = best(() => detector.check(page(text)));
    out[name].gate = best(() => detector.gate(page(text)));
  }
  return out;
}
"""
HOSTILE_RUN = """
async ({ rules, text }) => {
  const detector = await window.detect.load('en', (name) => rules[name] || null);
  const page = { title: 'User:Quiet Heron', username: 'Quiet Heron', lang: 'en', wikitext: text };
  const start = performance.now();
  detector.check(page);
  const whole = performance.now() - start;
  let last = performance.now(), longest = 0;
  const watch = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    return false;
  };
  await detector.checkInSlices(page, watch);
  watch();
  const asked = performance.now();
  let calls = 0;
  await detector.checkInSlices(page, () => ++calls > 1);
  return { whole, longest, stop: performance.now() - asked };
}
"""


def rules_of(*names: str) -> dict[str, Any]:
    """The rules of some languages, and the shared ones."""
    return {
        name: json.loads((RULES / f"{name}.json").read_text("utf-8"))
        for name in dict.fromkeys(("shared", "en", *names))
    }


def clean_text(lang: str, size: int) -> str:
    """So many characters of pages on which there is nothing to find."""
    texts = [page["wikitext"] for page in pages(lang, "train", "hard", 60, 7) if not page["findings"]]
    text = "\n".join(texts)
    return (text * (size // len(text) + 1))[:size]


def in_chromium(langs: list[str], rounds: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Milliseconds by language and size, and what hostile texts do."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        raise DeployError("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        times: dict[str, Any] = {}
        for lang in langs:
            page = browser.new_page()
            page.evaluate(LOADER, modules())
            texts = {str(size): clean_text(lang, size) for size in SIZES}
            times[lang] = page.evaluate(
                MEASURE, {"lang": lang, "rules": rules_of(lang), "texts": texts, "rounds": rounds}
            )
            page.close()
        hostile: dict[str, Any] = {}
        for name, piece in HOSTILE.items():
            page = browser.new_page()
            page.evaluate(LOADER, modules())
            text = (piece * (HOSTILE_SIZE // len(piece) + 1))[:HOSTILE_SIZE]
            hostile[name] = page.evaluate(HOSTILE_RUN, {"rules": rules_of(), "text": text})
            page.close()
        browser.close()
    return times, hostile
