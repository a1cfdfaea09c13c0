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
| no answer in time, none that is JSON, or 500 to 504     | unknown                                 |
| a proxy sent the signed request twice                   | `…Nonce already used…`: unknown         |
| the wiki failed on the way                              | code `internal_api_error_…`: unknown    |
"""

from __future__ import annotations

from typing import Any

from pywikibot.data.api import Request
from pywikibot.exceptions import APIError, Error, MaxlagTimeoutError, NoUsernameError, ServerError

from bot.incidents import tell, tell_of
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
        try:
            token = self._wiki.site.tokens["csrf"]
        except NoUsernameError:
            return Outcome.NOT_PERMITTED
        except (Error, OSError, ValueError, KeyError) as error:
            tell_of(self._wiki.unreachable(error), wiki=self._wiki.name)
            return Outcome.WIKI_UNREACHABLE  # nothing was asked yet
        request = _SentOnce(
            site=self._wiki.site,
            parameters={
                "action": "emailuser",
                "target": user,
                "subject": subject,
                "text": text,
                "assertuser": self._wiki.settings.account,
                "token": token,
            },
        )
        request.max_retries = 0
        try:
            answer = request.submit()
        except _RateLimitedError:
            return Outcome.RATE_LIMITED
        except APIError as error:
            if error.code.startswith("internal_api_error"):
                return Outcome.UNKNOWN  # the wiki failed on the way, nobody knows whether before the mail
            return _OUTCOMES.get(error.code, Outcome.WIKI_REFUSED)
        except MaxlagTimeoutError:
            return Outcome.WIKI_UNREACHABLE  # refused before anything was done
        except NoUsernameError:
            return Outcome.NOT_PERMITTED  # a revoked consumer, or a session that cannot be had again
        except (Error, OSError, ValueError):
            if trouble := self._wiki.trouble():
                tell(trouble, wiki=self._wiki.name)
            return Outcome.UNKNOWN
        return _read(answer)


class _RateLimitedError(Exception):
    """The wiki said `ratelimited`."""


class _SentOnce(Request):
    """A request that is not sent again where its first sending may have done something.

    Pywikibot repeats what it got no answer to, which for a mail means a second one to the same person; and it
    ends a wait for a rate limit, a failed database and an answer that is no JSON in the same exception.
    """

    def _logged_in(self, code: str) -> bool:
        # Asked of every refusal, before pywikibot waits for any of them.
        if code == "maxlag":
            raise MaxlagTimeoutError("refused before anything was done")
        if "Nonce already used" in str(self.last_error["info"]):
            raise ServerError("the same signed request came twice, and the first may have been a mail")
        return bool(super()._logged_in(code))

    def _ratelimited(self) -> None:
        raise _RateLimitedError

    def _internal_api_error(self, code: str, error: dict[str, Any], result: dict[str, Any]) -> bool:
        return False  # neither wait nor repeat: `submit` raises it with its code


def _read(answer: dict[str, Any]) -> Outcome:
    result = answer.get("emailuser", {})
    if result.get("result") == "Success":
        # Under pywikibot's own `simulate` everything succeeds and nothing happens.
        return Outcome.WIKI_REFUSED if "nochange" in result else Outcome.SENT
    if result.get("result") == "Failure":
        return Outcome.MAIL_FAILED
    return Outcome.UNKNOWN
