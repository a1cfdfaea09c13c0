"""The OpenAPI description, and the check that requests and answers are as it says."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from typing import Any, ParamSpec

from flask import Request
from flask.typing import ResponseReturnValue
from spectree import Response, SecurityScheme, SpecTree
from spectree.model_adapter import get_msgspec_model_adapter
from spectree.models import SecureType, SecuritySchemeData
from werkzeug.exceptions import UnprocessableEntity

from gadget.api.schemas import Problem

_BEARER: dict[str, list[str]] = {"bearer": []}
_P = ParamSpec("_P")

_tree = SpecTree(
    "flask",
    model_adapter=get_msgspec_model_adapter(),
    validation_error_model=Problem,
    mode="strict",
    annotations=True,
    title="Wikilatch",
    version="1",
    openapi_version="3.1.0",
    description=(
        "For the gadget on a wiki and other programs. What pages give away is never served here: "
        "it is shown to its owner only, in a browser."
    ),
    security_schemes=[
        SecurityScheme(
            name="bearer",
            data=SecuritySchemeData(
                type=SecureType.HTTP,
                scheme="bearer",
                description="32 random bytes, handed over by /gadget/connect; valid for 30 days",
            ),
        )
    ],
)


def validate(
    *, private: bool = True, tags: tuple[str, ...] = (), **codes: Any
) -> Callable[[Callable[_P, Any]], Callable[_P, ResponseReturnValue]]:
    """Describe a view and hold it to the description.

    codes are answers by status (`HTTP_200=State`); private views take a bearer token. Requests are
    described by the view's annotated parameters `query` and `json`.
    """
    errors: dict[str, Any] = {"HTTP_422": Problem, "HTTP_429": Problem, "HTTP_503": Problem}
    if private:
        errors["HTTP_401"] = Problem

    def decorate(view: Callable[_P, Any]) -> Callable[_P, ResponseReturnValue]:
        decorator: Callable[[Callable[_P, Any]], Callable[_P, ResponseReturnValue]] = _tree.validate(
            resp=Response(**{**errors, **codes}),
            tags=tags,
            security=_BEARER if private else None,
            before=_refuse,
            # Where nothing is asked with, there is nothing to check: what is answered is a struct of the type
            # that mypy holds the view to, and Schemathesis holds the answers to the description.
            skip_validation=not {"query", "json"} & set(inspect.signature(view).parameters),
        )
        return decorator(view)

    return decorate


def describe() -> dict[str, Any]:
    """Return the description of the current application's API."""
    described: dict[str, Any] = copy.deepcopy(_tree.spec)
    for path in described["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {})
                if status >= "400" and "application/json" in content:
                    content["application/problem+json"] = content.pop("application/json")
    return described


def _refuse(_request: Request, _answer: Any, error: Exception | None, *_: Any) -> None:
    if error is not None:
        # msgspec's text names the field and what it must be, not the value given (P1).
        raise UnprocessableEntity(str(error))
