"""One private mail by `action=emailuser`: sent once, or its fate is said to be unknown (P7).

What MediaWiki 1.39 answers, by what stands in the way of a mail (measured on a real wiki):

| in the way                                              | answer                                  |
| ------------------------------------------------------- | --------------------------------------- |
| nothing                                                 | result `Success`                        |
| the person switched mail off, or muted this sender      | code `nowikiemail`                      |
| the person has no confirmed address                     | code `noemail`                          |
| there is no such user                                   | code `notarget`                         |
| the sender has no confirmed address, or is logged out   | code `cantsend`                         |
| the consumer lacks the grant                            | code `badaccess` or `permissiondenied`  |
| the sender is blocked from sending                      | code `blockedemailuser` or `blocked`    |
| too many mails                                          | code `ratelimited` (see `Mailer.send`)  |
| the mail server refused                                 | result `Failure`, no error              |
| no answer in time                                       | a time-out that has an address: unknown |
"""

from __future__ import annotations

from typing import Any

from pywikibot.exceptions import APIError, ApiTimeoutError, Error, MaxlagTimeoutError, ServerError

from bot.model import Outcome
from bot.wiki.site import Wiki

_OUTCOMES = {
    "nowikiemail": Outcome.NOT_EMAILABLE,
    "nowikiemailtext": Outcome.NOT_EMAILABLE,
    "noemail": Outcome.NO_ADDRESS,
    "noemailtext": Outcome.NO_ADDRESS,
    "notarget": Outcome.NO_SUCH_USER,
    "emailnotarget": Outcome.NO_SUCH_USER,
    "cantsend": Outcome.SENDER_CANNOT_SEND,
    "mailnologin": Outcome.SENDER_CANNOT_SEND,
    "badaccess": Outcome.NOT_PERMITTED,
    "badaccess-groups": Outcome.NOT_PERMITTED,
    "permissiondenied": Outcome.NOT_PERMITTED,
    "assertuserfailed": Outcome.NOT_PERMITTED,
    "assertnameduserfailed": Outcome.NOT_PERMITTED,
    "blockedemailuser": Outcome.SENDER_BLOCKED,
    "blocked": Outcome.SENDER_BLOCKED,
    "ratelimited": Outcome.RATE_LIMITED,
    "usermaildisabled": Outcome.WIKI_REFUSED,
    "readonly": Outcome.WIKI_UNREACHABLE,
    "maxlag": Outcome.WIKI_UNREACHABLE,
}


class Mailer:
    """Sends mails from the patrol's account on one wiki."""

    def __init__(self, wiki: Wiki) -> None:
        self._wiki = wiki

    def send(self, user: str, subject: str, text: str) -> Outcome:
        """Send one mail with one request and name how it ended. Never raises, never sends again.

        No copy goes to the sender: a mailbox with everybody who was told would be the list that P2 forbids.
        """
        request = self._wiki.site.simple_request(
            action="emailuser",
            target=user,
            subject=subject,
            text=text,
            assertuser=self._wiki.settings.account,
            token=self._wiki.site.tokens["csrf"],
        )
        # Pywikibot repeats what it got no answer to, which for a mail means a second one to the same person.
        request.max_retries = 0
        try:
            answer = request.submit()
        except APIError as error:
            return _OUTCOMES.get(error.code, Outcome.WIKI_REFUSED)
        except MaxlagTimeoutError:
            return Outcome.WIKI_UNREACHABLE  # refused before anything was done
        except ApiTimeoutError as error:
            # Without an address it is pywikibot's wait for a rate limit; with one the request went out.
            return Outcome.RATE_LIMITED if getattr(error, "uri", None) is None else Outcome.UNKNOWN
        except (ServerError, Error, OSError, ValueError):
            return Outcome.UNKNOWN
        return _read(answer)


def _read(answer: dict[str, Any]) -> Outcome:
    result = answer.get("emailuser", {})
    if result.get("result") == "Success":
        # Under pywikibot's own `simulate` everything succeeds and nothing happens.
        return Outcome.WIKI_REFUSED if "nochange" in result else Outcome.SENT
    if result.get("result") == "Failure":
        return Outcome.MAIL_FAILED
    return Outcome.UNKNOWN
