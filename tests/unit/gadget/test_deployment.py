"""The files that Toolforge reads, and that the production install starts with nothing of the developers'."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib

import pytest
import requests
import yaml

from bot.settings import ROOT
from tests.web import settings

TOOLFORGE = ROOT / "config" / "toolforge"


def procfile():
    lines = (ROOT / "Procfile").read_text("utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_every_job_runs_a_command_of_the_procfile():
    jobs = yaml.safe_load((TOOLFORGE / "jobs.yaml").read_text("utf-8"))
    components = yaml.safe_load((TOOLFORGE / "toolforge.yaml").read_text("utf-8"))["components"]
    used = {job["command"] for job in jobs} | {one["run"]["command"] for one in components.values()}
    assert used == set(procfile())
    for job in jobs:
        assert job["mount"] == "none"
        assert len(job["name"]) <= 52


def test_the_platform_probes_health():
    template = yaml.safe_load((TOOLFORGE / "service.template").read_text("utf-8"))
    components = yaml.safe_load((TOOLFORGE / "toolforge.yaml").read_text("utf-8"))["components"]
    assert template["health-check-path"] == components["web"]["run"]["health_check_http"] == "/healthz"


def test_toolinfo_says_what_the_project_says():
    info = json.loads((ROOT / "toolinfo.json").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert info["license"] == project["license"]
    assert re.fullmatch(r"[a-z0-9_-]+", info["name"])


@pytest.mark.long
def test_the_web_starts_and_answers_as_on_toolforge_and_its_log_names_nobody(tmp_path):
    """Gunicorn as in Procfile, production settings, and only what the production lock file installs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = settings(database_url="")
    environment = {
        **made.environment,
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "WIKILATCH_PUBLIC_URL": made.public_url,
        "WIKILATCH_DATABASE_URL": f"sqlite:///{tmp_path}/store.sqlite",
        "WIKILATCH_TEST_HIDE": ",".join(sorted(developers_only())),
    }
    (tmp_path / "sitecustomize.py").write_text(HIDE, "utf-8")
    environment["PYTHONPATH"] = str(tmp_path)
    log = tmp_path / "log"
    command = [sys.executable, "-m", *procfile()["web"].split()]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        base = f"http://127.0.0.1:{port}"
        health = wait_for(f"{base}/healthz", server, log)
        about = requests.get(f"{base}/about?who=Kelp", headers={"X-Forwarded-Proto": "https"}, timeout=10)
        assert health.json()["status"] == "ok"
        assert about.status_code == 200
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    said = log.read_text("utf-8")
    assert "GET 200" in said
    for hidden in ("/about", "Kelp", "healthz", "127.0.0.1 -"):
        assert hidden not in said


def test_the_web_does_not_start_without_keys(tmp_path):
    command = [sys.executable, "-m", *procfile()["web"].split()]
    environment = {
        "PATH": os.environ["PATH"],
        "WIKILATCH_PUBLIC_URL": "https://tool.example.org",
        "PORT": "0",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "WIKILATCH_" in done.stderr
    assert "Traceback" not in done.stderr


HIDE = """
import os, sys
class Hide:
    names = set(os.environ["WIKILATCH_TEST_HIDE"].split(","))
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(name + " is not installed in production", name=name)
sys.meta_path.insert(0, Hide())
"""


def developers_only():
    """Return the top-level modules of packages that only the developers' lock file names."""
    from importlib.metadata import packages_distributions

    def locked(name):
        text = (ROOT / name).read_text("utf-8")
        return {
            re.sub(r"[-_.]+", "-", one).lower() for one in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)
        }

    extra = locked("requirements-dev.txt") - locked("requirements.txt")
    found = {
        module
        for module, owners in packages_distributions().items()
        if owners and all(re.sub(r"[-_.]+", "-", owner).lower() in extra for owner in owners)
    }
    assert "pytest" in found
    assert "flask" not in found
    return found


def wait_for(url, server, log):
    for _ in range(200):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))
