import socket

import pytest
import requests
from pytest_socket import SocketConnectBlockedError


def test_a_test_that_calls_out_is_refused():
    with pytest.raises(SocketConnectBlockedError), socket.socket() as out:
        out.connect(("192.0.2.7", 80))


def test_a_test_that_fetches_a_page_from_outside_is_refused():
    with pytest.raises(SocketConnectBlockedError):
        requests.get("http://192.0.2.7/", timeout=2)


def test_loopback_is_reachable():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=2) as client,
    ):
        assert client.getpeername() == server.getsockname()
