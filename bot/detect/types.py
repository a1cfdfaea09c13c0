"""The types of findings by plain names: a member of an enumeration costs ten times as much to reach."""

from __future__ import annotations

from typing import Final

from bot.model import FindingType

ADDRESS: Final = FindingType.ADDRESS
AGE_MINOR: Final = FindingType.AGE_MINOR
BIRTH_DATE: Final = FindingType.BIRTH_DATE
CREDENTIAL: Final = FindingType.CREDENTIAL
EMAIL: Final = FindingType.EMAIL
EMPLOYER: Final = FindingType.EMPLOYER
IP_ADDRESS: Final = FindingType.IP_ADDRESS
LOCATION: Final = FindingType.LOCATION
MESSAGING_HANDLE: Final = FindingType.MESSAGING_HANDLE
NATIONAL_ID: Final = FindingType.NATIONAL_ID
PAYMENT: Final = FindingType.PAYMENT
PHONE: Final = FindingType.PHONE
REAL_NAME: Final = FindingType.REAL_NAME
SCHOOL: Final = FindingType.SCHOOL
SELF_IMAGE: Final = FindingType.SELF_IMAGE
SOCIAL_HANDLE: Final = FindingType.SOCIAL_HANDLE
