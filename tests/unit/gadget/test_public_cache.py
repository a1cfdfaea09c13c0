import pytest
from flask import Flask, Response, request
from werkzeug.test import Client

from gadget.translators.cache import SECONDS, PublicCache, public


class Counted:
    """An application that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.now = 0.0
        app = Flask("counted")

        @app.get("/translations")
        def shown() -> Response:
            self.asked += 1
            answer = Response(f"{request.accept_languages} {request.query_string.decode()} {self.asked}")
            answer.headers["X-RateLimit-Remaining"] = "7"
            if "cookie" in request.args:
                answer.set_cookie("browser", "x")
            return answer if "private" in request.args else public(answer)

        self.client = Client(PublicCache(app.wsgi_app, lambda: self.now), use_cookies=False)

    def get(self, path="/translations", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path, headers=headers)


@pytest.fixture
def counted():
    return Counted()


def test_the_same_question_is_answered_once_a_minute(counted):
    first = counted.get()
    assert counted.get().data == first.data
    assert counted.asked == 1
    counted.now += SECONDS + 1
    counted.get()
    assert counted.asked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/translations?sort=name"},
        {"Accept_Language": "ja"},
        {"Cookie": "wikilatch-language=ja"},
    ],
)
def test_another_question_has_its_own_answer(counted, other):
    counted.get()
    counted.get(**other)
    assert counted.asked == 2


def test_other_cookies_do_not_make_another_question(counted):
    counted.get()
    counted.get(Cookie="something=else")
    assert counted.asked == 1


@pytest.mark.parametrize("name", ["wikilatch-session", "__Host-wikilatch-session"])
def test_who_has_a_session_is_never_answered_from_it(counted, name):
    counted.get()
    counted.get(Cookie=f"{name}=secret")
    counted.get(Cookie=f"{name}=secret")
    assert counted.asked == 3


@pytest.mark.parametrize("path", ["/translations?private=1", "/translations?cookie=1"])
def test_what_is_not_public_or_sets_a_cookie_is_not_kept(counted, path):
    counted.get(path)
    counted.get(path)
    assert counted.asked == 2


def test_an_unchanged_answer_has_no_body_even_when_asked_first(counted):
    etag = counted.get().headers["ETag"]
    unchanged = counted.get(If_None_Match=f'"other", W/{etag}')
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["ETag"] == etag
    assert "Content-Type" not in unchanged.headers
    assert counted.get(If_None_Match='"other"').status_code == 200
    counted.now += SECONDS + 1
    counted.asked -= 1  # the next answer is the same text again
    assert counted.get(If_None_Match=etag).status_code == 304


def test_head_tells_the_length_and_sends_nothing(counted):
    whole = counted.get()
    head = counted.client.head("/translations")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_what_the_limiter_says_to_one_visitor_is_not_told_the_next(counted):
    counted.get()
    assert "X-RateLimit-Remaining" not in counted.get().headers


def test_it_forgets_the_oldest_and_stays_small(counted):
    for number in range(600):
        counted.get(f"/translations?n={number}")
    counted.get("/translations?n=599")
    assert counted.asked == 600
    counted.get("/translations?n=0")
    assert counted.asked == 601
