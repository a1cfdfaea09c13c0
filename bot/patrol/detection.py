"""The one place where a page's text is handed to the detector, and where a failure of the detector ends.

No input is known to make it fail. Should one, then an exception's words, and the frames that it went through,
could hold what was on the page (P1), and a single page would end the patrol again and again (P8).
"""

from __future__ import annotations

import logging
import traceback

from bot.model import Analysis, PageText
from bot.patrol.ports import Detector
from bot.wiki.errors import WikiError

_log = logging.getLogger(__name__)


class DetectorFailedError(RuntimeError):
    """The detector failed on a page: it could not be checked. The text says where in our code, no more."""


def detect(detector: Detector, page: PageText) -> Analysis:
    """Return what a page gives away.

    Raises DetectorFailedError, which carries neither cause nor context, and WikiError where the community's
    own rules could not be read.
    """
    try:
        return detector.analyze(page)
    except WikiError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, what it says must go no further
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} at {last.filename}:{last.lineno}"
    # Outside the handler, so that what was raised first is not carried along.
    _log.error("the detector failed on a page, which counts as not checked: %s", where)
    raise DetectorFailedError(where)
