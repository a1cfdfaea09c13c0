"""A file system of 2 MB that is really full: named in the log, nothing lost, well again by itself."""

import pytest

from bot.incidents import Incident
from bot.model import CaseState
from scripts.faults import disk, elsewhere
from scripts.faults.scene import Scene, incidents
from tests.stores import new_keys


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    with disk.small(place) as small:
        if not small.real:
            pytest.skip("needs a user who may mount a file system (root)")
        yield small


@pytest.fixture
def scene(small_disk):
    ports, _ = elsewhere.paper()
    return Scene(f"sqlite:///{small_disk.folder}/store.sqlite", new_keys(), ports, elsewhere.PEOPLE)


def test_a_patrol_that_cannot_keep_its_batch_loses_no_edit(scene, small_disk):
    with scene.listening():
        elsewhere.disk_full_while_looking(scene, small_disk)
    assert "exit 4" in scene.said
    assert incidents(scene.log.getvalue())[Incident.DISK_FULL] == 1
    verdict = scene.recover()
    assert verdict.violations == []
    assert verdict.states[CaseState.SENT] == len(elsewhere.PEOPLE)


def test_a_mail_whose_outcome_cannot_be_kept_is_unknown_and_the_others_are_sent(scene, small_disk):
    with scene.listening():
        elsewhere.disk_full_after_a_mail(scene, small_disk)
        assert "exit 4" in scene.said
        verdict = scene.recover()
    named = incidents(scene.log.getvalue())
    assert (named[Incident.DISK_FULL], named[Incident.SENDING_CUT_OFF]) == (1, 1)
    assert verdict.violations == []
    assert (verdict.states[CaseState.UNKNOWN], verdict.unknown_with_mail) == (1, 1)
    assert verdict.states[CaseState.SENT] == len(elsewhere.PEOPLE) - 1


def test_a_full_disk_at_the_start_is_said_too(scene, small_disk):
    scene.store.close()
    scene.database = f"sqlite:///{small_disk.folder}/another.sqlite"
    with scene.listening(), small_disk.full():
        scene.tell(_opening(scene))
    assert "exit 4" in scene.said
    assert incidents(scene.log.getvalue())[Incident.DISK_FULL] == 1
    scene.open().close()


def _opening(scene):
    scene.open()
    yield ["unexpected: it was opened"]
