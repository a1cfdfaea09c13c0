import json
import socket
from contextlib import nullcontext

import pytest

from bot.incidents import Incident
from bot.wiki.errors import WikiUnreachableError
from bot.wiki.eventstreams import EventStream, Position, edit_of, time_of
from tests.doubles.eventstreams import Server, Stream, moment, page_change
from tests.incidents import named

WIKIS = {"dewiki"}


@pytest.fixture
def stream():
    return Stream()


def follow(stream, position=None, *, until, **more):
    """Read a stream to a time; returns revisions and the last position."""
    with Server(stream) as server:
        feed = EventStream(WIKIS, "test", url=server.url, batch=4, linger=60, wait=0.01, **more)
        batches = list(feed.batches(position, until=until))
    return [edit.revision for edits, _ in batches for edit in edits], batches[-1][1], feed


def test_every_edit_is_read_in_order(stream):
    stream.add(*(page_change(n) for n in range(1, 10)))
    assert follow(stream, until=moment(9))[0] == list(range(1, 10))


def test_a_connection_that_breaks_again_and_again_loses_nothing_and_repeats_nothing(stream):
    stream.add(*(page_change(n) for n in range(1, 20)))
    stream.cut_after = 3
    revisions, _, _ = follow(stream, until=moment(19))
    assert revisions == list(range(1, 20))
    assert len(stream.asked) == 7


def test_a_restart_resumes_after_the_stored_event(stream):
    stream.add(*(page_change(n) for n in range(1, 10)))
    _, position, _ = follow(stream, until=moment(4))
    revisions, _, _ = follow(stream, position, until=moment(9))
    assert revisions[0] == 5
    assert revisions[-1] == 9


def test_a_bare_time_is_a_position_too(stream):
    stream.add(*(page_change(n) for n in range(1, 10)))
    assert follow(stream, moment(6), until=moment(9))[0] == [6, 7, 8, 9]


def test_garbage_comments_and_canaries_are_passed_over(stream):
    stream.raw_between = b": a comment\n\ndata\n\nnonsense: x\n\n"
    stream.add(
        page_change(1),
        "not json at all",
        '{"namespace_id": 2, "broken": ',
        json.dumps({"namespace_id": 2}).replace("}", ', "x": 1}'),
        page_change(2, meta__domain="canary"),
        page_change(3, wiki_id="enwiki"),
        page_change(4, page__namespace_id=0),
        page_change(5),
    )
    assert follow(stream, until=moment(5))[0] == [1, 5]


def test_bytes_that_are_no_text_break_the_connection_and_not_the_patrol(stream):
    stream.add(page_change(1), page_change(2))
    stream.raw_between = b"data: \xff\xfe\n\n"
    stream.cut_after = 1
    assert follow(stream, until=moment(2))[0] == [1, 2]


def test_what_the_stream_has_forgotten_is_told(stream):
    stream.add(*(page_change(n) for n in (1, 2)), *(page_change(n) for n in (1500, 1501)))
    _, position, feed = follow(stream, until=moment(2))
    assert feed.gap is None
    revisions, _, feed = follow(stream, position, until=moment(1501))
    assert revisions == [1500, 1501]
    assert feed.gap == (moment(2), moment(1500))


def test_a_stream_that_is_gone_is_said_plainly():
    feed = EventStream(WIKIS, "test", url="http://127.0.0.1:9/x", wait=0.01, attempts=3)
    with pytest.raises(WikiUnreachableError, match="after 3 attempts"):
        list(feed.batches(None))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, "edit"),
        ({"page_change_kind": "create"}, "new"),
        ({"page_change_kind": "delete"}, "deleted"),
        ({"page_change_kind": "undelete"}, "edit"),
        ({"page_change_kind": "visibility_change", "revision__is_content_visible": False}, "hidden"),
        ({"page_change_kind": "visibility_change"}, None),
        ({"page_change_kind": "move"}, None),
    ],
)
def test_each_kind_of_change_is_named(change, kind):
    edit = edit_of(json.dumps(page_change(1, **change)), WIKIS)
    assert (edit.kind if edit else None) == kind


def test_an_edit_says_whose_page_it_is_and_who_made_it():
    edit = edit_of(json.dumps(page_change(1, page__page_title="Benutzer:Kelp_Otter/Mein_Text")), WIKIS)
    assert (edit.owner, edit.user, edit.title) == (
        "Kelp Otter",
        "Kelp Otter",
        "Benutzer:Kelp Otter/Mein Text",
    )


def test_a_temporary_or_hidden_author_is_not_taken_for_the_owner():
    assert edit_of(json.dumps(page_change(1, performer={"user_text": "~2026-1"})), WIKIS).temporary
    assert edit_of(json.dumps(page_change(1, performer=None)), WIKIS).user == ""


def test_time_is_read_without_reading_all():
    assert time_of(json.dumps(page_change(75))) == moment(75)
    assert time_of("{}") == ""


def test_a_position_survives_writing():
    position = Position('[{"offset": 1}]', moment(1))
    assert Position.read(position.write()) == position
    assert Position.read(None) == Position("", "")


class Silent:
    """Accepts connections and never sends a byte."""

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/stream"

    def __exit__(self, *_):
        self._socket.close()


@pytest.mark.parametrize(
    ("place", "incident", "words"),
    [
        (Silent, Incident.STREAM_SILENT, "says nothing"),
        (lambda: nullcontext("http://127.0.0.1:1/stream"), Incident.STREAM_BROKEN, "does not answer"),
    ],
    ids=["half-open", "nobody there"],
)
def test_a_stream_that_cannot_be_read_is_named_at_its_first_failure_and_at_its_end(
    place, incident, words, log
):
    with place() as url:
        feed = EventStream(WIKIS, "test", url=url, wait=0.01, silence=0.2, attempts=3)
        with pytest.raises(WikiUnreachableError, match=words) as caught:
            list(feed.batches(None))
    assert named(log) == [incident]
    assert caught.value.incident is incident


def test_a_stream_that_is_cut_as_usual_is_no_incident_and_one_that_comes_back_is_named(stream, log):
    stream.add(*(page_change(n) for n in range(1, 10)))
    stream.cut_after = 3
    follow(stream, until=moment(9))
    assert named(log) == []
    with Server(stream) as server:
        feed = EventStream(WIKIS, "test", url="http://127.0.0.1:1/stream", batch=4, wait=0.01)
        batches = feed.batches(None, until=moment(9))
        assert next(batches) == ([], "")
        feed._url = server.url
        list(batches)
    assert named(log) == [Incident.STREAM_BROKEN, Incident.STREAM_BACK]
