"""What we depend on: licences, hashes, no addresses; secrets never among a program's arguments."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from importlib import metadata
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.settings import ROOT

# LGPL, unmodified and imported as any library is; MPL, a list of certificates. Nobody else's copyleft.
KNOWN = {"python-stdnum": "LGPL", "certifi": "MPL"}
COPYLEFT = re.compile(r"GPL|GNU|MPL|EUPL|CDDL|EPL|SSPL|CC-BY-SA|Affero", re.IGNORECASE)
LOCKED = re.compile(r"^([\w.-]+)==(\S+?)(?: ;[^\\]*)?(?: \\)?$", re.MULTILINE)
LOCKS = ("requirements.txt", "requirements-dev.txt")
PACKAGE_LOCKS = ("gadget/onwiki/package-lock.json", "scripts/skin/package-lock.json")


def locked(name):
    """A lock file's packages by name, each with its hashes."""
    found, current = {}, ""
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if match := LOCKED.match(line):
            current = match[1].lower()
            found.setdefault(current, [])
        found.get(current, []).extend(re.findall(r"--hash=(\S+?)(?: \\)?$", line))
    return found


def licence(name):
    """What a package says of its licence, in whichever field."""
    about = metadata.metadata(name)
    stated = [about.get("License-Expression") or ""]
    stated += [one for one in about.get_all("Classifier") or [] if one.startswith("License")]
    if not any(stated):
        stated.append((about.get("License") or "").splitlines()[0] if about.get("License") else "")
    return " ".join(filter(None, stated))


def test_nothing_gpl_is_in_the_core_and_every_licence_is_known():
    copyleft = {}
    for name in locked("requirements.txt"):
        try:
            stated = licence(name)
        except metadata.PackageNotFoundError:
            continue  # for another Python or another system
        assert stated, f"{name} does not say its licence"
        if COPYLEFT.search(stated):
            copyleft[name] = stated
    assert {name: KNOWN[name] for name in copyleft if name in KNOWN} == KNOWN
    assert set(copyleft) == set(KNOWN), copyleft
    for name, kind in KNOWN.items():
        assert kind in copyleft[name] or {"LGPL": "Lesser", "MPL": "Mozilla"}[kind] in copyleft[name]


def test_what_is_gpl_among_our_tools_is_named_and_never_imported():
    """translate-toolkit is an extra for a benchmark; it is in neither lock file."""
    for name in LOCKS:
        assert "translate-toolkit" not in locked(name)


# Codex's look of the web, fetched by scripts/setup where npm is: GPL-2.0-or-later style sheets, served as
# they are, beside ours and no part of it; nothing of them is in the repository, the web has a look without.
BESIDE = {"node_modules/@wikimedia/codex", "node_modules/@wikimedia/codex-design-tokens"}


def shipped(name):
    packages = json.loads((ROOT / name).read_text("utf-8"))["packages"]
    return {
        path: about.get("license", "") for path, about in packages.items() if path and not about.get("dev")
    }


def test_nothing_gpl_ships_with_the_gadget():
    found = shipped("gadget/onwiki/package-lock.json")
    assert found
    assert [path for path, stated in found.items() if not stated or COPYLEFT.search(stated)] == []


def test_of_the_webs_look_only_codex_is_gpl_and_none_of_it_is_in_the_repository():
    found = shipped("scripts/skin/package-lock.json")
    assert {path for path, stated in found.items() if COPYLEFT.search(stated)} <= BESIDE
    done = subprocess.run(["git", "ls-files", "gadget/codex"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == ""


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name):
    packages = locked(name)
    assert len(packages) > 40
    assert [package for package, hashes in packages.items() if not hashes] == []
    assert {one.partition(":")[0] for hashes in packages.values() for one in hashes} == {"sha256"}
    assert "http" not in (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", PACKAGE_LOCKS)
def test_every_npm_package_has_its_hash_and_no_address(name):
    packages = json.loads((ROOT / name).read_text("utf-8"))["packages"]
    for path, about in packages.items():
        if path:
            assert about["integrity"].startswith("sha512-"), path
            assert "resolved" not in about, path


def test_the_production_lock_is_part_of_the_developers_and_holds_no_tool_of_theirs():
    production, developers = locked("requirements.txt"), locked("requirements-dev.txt")
    assert set(production) <= set(developers)
    assert {"pytest", "mypy", "ruff", "hypothesis", "playwright", "pip-audit"} & set(production) == set()


SECRETS = {
    "WIKILATCH_SEAL_KEYS": Fernet.generate_key().decode(),
    "WIKILATCH_DIGEST_KEY": Fernet.generate_key().decode(),
    "WIKILATCH_QUIET_KEY": Fernet.generate_key().decode(),
    "WIKILATCH_SECRET_KEY": Fernet.generate_key().decode(),
    "WIKILATCH_BOT_PASSWORD": "wikilatch@0123456789abcdefghijklmnopqrstuv",
    "WIKILATCH_OAUTH_CLIENT_SECRET": "client-secret-of-a-test",
}


def descendants(pid):
    """A process and all that it started."""
    found = [pid]
    for child in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for one in child.read_text().split():
                found += descendants(int(one))
        except OSError:
            continue
    return found


@pytest.mark.long
@pytest.mark.parametrize("arguments", [("serve", "--port", "0"), ("doctor", "--offline"), ("keys", "new")])
def test_no_secret_stands_in_any_command_line(tmp_path, arguments):
    """Everybody on a machine can read those. The whole family of processes is watched while it runs."""
    environment = os.environ | SECRETS | {
        "WIKILATCH_DATABASE_URL": f"sqlite:///{tmp_path}/store.sqlite",
        "WIKILATCH_STATE": str(tmp_path / "state"),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    lines, ended = set(), threading.Event()
    threading.Timer(6, ended.set).start()
    while process.poll() is None and not ended.is_set():
        for pid in descendants(process.pid):
            try:
                lines.add(Path(f"/proc/{pid}/cmdline").read_bytes())
            except OSError:
                continue
        time.sleep(0.02)
    process.terminate()
    process.communicate(timeout=30)
    assert any(b"-m\0bot" in line for line in lines)
    for line in lines:
        for name, secret in SECRETS.items():
            assert secret.encode() not in line, name


def test_no_command_takes_a_secret_as_an_option():
    from tests.promises.test_p12_dry_by_default import commands

    words = ("password", "secret", "token", "key")
    for name, command in commands():
        for parameter in command.params:
            for option in parameter.opts:
                assert not any(word in option.lower() for word in words), f"{name} {option}"


@pytest.mark.long
def test_the_audit_never_holds_up_or_fails_a_run_without_a_network(tmp_path):
    """Tools that hang, and none at all: it says that it could not ask."""
    hanging = tmp_path / "npm"
    hanging.write_text("#!/bin/sh\nsleep 60\n", "utf-8")
    hanging.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tmp_path}:{os.environ['PATH']}", "WIKILATCH_AUDIT_SECONDS": "1",
        "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9",
    }  # fmt: skip
    done = subprocess.run(
        ["scripts/audit"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("not asked") == len(done.stdout.splitlines()) >= 4


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("npm warn audit 405 Method Not Allowed - POST\nnpm error audit endpoint returned an error",
         "not asked, for this registry does not offer it (405 Method Not Allowed)"),
        ("npm error network request failed", "not asked (npm error network request failed)"),
        ("# npm audit report\nkelp <1.0 GHSA-aaaa-bbbb-cccc", "KNOWN VULNERABILITIES"),
    ],
    ids=["not offered", "no network", "found"],
)  # fmt: skip
@pytest.mark.long
def test_the_audit_tells_a_registry_without_advisories_from_an_error_and_from_a_finding(tmp_path, said, told):
    npm = tmp_path / "npm"
    npm.write_text(f"#!/bin/sh\nprintf '%s\\n' '{said}'\nexit 1\n", "utf-8")
    npm.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tmp_path}:{os.environ['PATH']}", "WIKILATCH_AUDIT_SECONDS": "1",
        "HTTPS_PROXY": "http://127.0.0.1:9",
    }  # fmt: skip
    done = subprocess.run(
        ["scripts/audit"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert f"npm, gadget/onwiki: {told}\n" in done.stdout
