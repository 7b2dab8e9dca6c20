"""About whom a paper is: the patient of the request, or somebody else."""

from __future__ import annotations

import datetime as dt

from accord.evidence.profile.header import Header
from accord.evidence.profile.people import same_person
from accord.records.request import Request


def about_patient(header: Header, request: Request | None) -> bool | None:
    """Compare the names, birth dates and member ids of the head with the request's patient.

    Somebody else: another birth date with no name or another name; or a labelled full name that is another one where no
    birth date is given. One of them right and another wrong is left to the checks: it is a contradiction, not a stranger.
    """
    if request is None:
        return None
    born: dt.date | None = request.patient.birth_date.value if request.patient.birth_date else None
    named = request.patient.name.value if request.patient.name else ""
    names = [same_person(stated.value, named) for stated in header.names] if named else []
    loose = [same_person(stated.value, named) for stated in header.loose] if named else []
    births = [stated.value == born for stated in header.birth_dates] if born else []
    member = request.patient.member_id.value.replace("-", "").upper() if request.patient.member_id else None
    ids = [stated.value.replace("-", "").upper() == member for stated in header.member_ids] if member else []
    if True in names or True in births or True in loose or (True in ids and not births):
        return True
    if (births and (not names or False in names)) or (names and all(answer is False for answer in names)):
        return False
    return None
