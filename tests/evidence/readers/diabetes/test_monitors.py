"""The monitor: model and label, receiver or telephone, training."""

from __future__ import annotations

import pytest

from accord.evidence.readers.diabetes.monitor_labels import LABELS
from accord.evidence.readers.diabetes.monitors import monitors
from tests.evidence.readers.diabetes.notes import PATIENT, chart, visit

ORDER = (
    "STANDARD WRITTEN ORDER\n"
    "Order date 02/12/2026\n"
    "Patient: {patient}\n"
    "{items}\n"
    "Ruth Calloway, MD  NPI 1467560003\n"
    "Signed: Ruth Calloway MD 02/12/2026\n"
)


def order(items: str):  # type: ignore[no-untyped-def]
    """A chart of one order."""
    return chart({"order.txt": ORDER.format(patient=PATIENT, items=items)})


MODELS = [
    ("Dexcom G7 receiver E2103 qty 1", {"Dexcom G7"}),
    ("Dexcom G7 15 Day sensors", {"Dexcom G7 15 Day"}),
    ("FreeStyle Libre 3 Plus reader", {"FreeStyle Libre 3 Plus"}),
    ("Freestyle Libre 3+ sensors", {"FreeStyle Libre 3 Plus"}),
    ("FreeStyle Libre 2 sensors", {"FreeStyle Libre 2"}),
    ("Libre 14 day reader", {"FreeStyle Libre 14 day"}),
    ("Dexcom G6 transmitter and sensors", {"Dexcom G6"}),
    ("Medtronic Guardian 4 sensors", {"Guardian 4"}),
    ("Simplera Sync sensors", {"Simplera Sync"}),
    ("Eversense 365", {"Eversense"}),
    ("Stelo by Dexcom", {"Stelo"}),
    ("[x] Dexcom G7   [ ] FreeStyle Libre 3", {"Dexcom G7"}),
    ("Brand and model: ______________", set()),
    ("Dexcom receiver", set()),
    ("continuous glucose monitor, brand per formulary", set()),
]


@pytest.mark.parametrize(("items", "expected"), MODELS)
def test_the_ordered_model(items: str, expected: set[str]) -> None:
    assert {f.qualifiers["model"] for f in monitors(order(items)) if f.concept == "cgm_model"} == expected


def test_every_model_has_an_age() -> None:
    assert all(0 < label.least_age <= 18 for label in LABELS)
    assert len({label.model for label in LABELS}) == len(LABELS)


SHOWN, PHONE, NOTHING = "shown", "phone", "nothing"
DISPLAY = [
    ("Order Dexcom G7 with receiver.", SHOWN),
    ("She has a flip phone and needs the dedicated receiver for her Dexcom.", SHOWN),
    ("Libre 3: phone in the day, reader on the night stand.", SHOWN),
    ("Dexcom G7 readings are displayed on her t:slim pump.", SHOWN),
    ("Omnipod 5 controller shows the G6 readings.", SHOWN),
    ("He will carry the reader at work and use his phone at home for the Libre.", SHOWN),
    ("Uses the Dexcom receiver as well as her iPhone.", SHOWN),
    ("He reads everything off his iPhone and will use ONLY the phone for the Libre.", PHONE),
    ("Will use the Dexcom app only.", PHONE),
    ("She does not want a receiver, G7 on her phone.", PHONE),
    ("Declined the reader, prefers smartphone for Libre.", PHONE),
    ("Dexcom G7 with smartphone app only, no receiver.", PHONE),
    ("The receiver will stay in the box; she uses the G7 app.", PHONE),
    ("Sensor data will be viewed solely on the phone.", PHONE),
    ("Plan: CGM.", NOTHING),
    ("Will call her on the phone only if labs are off. CGM ordered.", NOTHING),
    ("He'll view Libre on the reader.", SHOWN),
    ("Dexcom follow app for daughter, pt uses the receiver.", SHOWN),
    ("Receiver requested since she has no smartphone.", SHOWN),
    ("G7 linked to iLet pump, which shows glucose.", SHOWN),
    ("No receiver needed, will use iPhone with the G7.", PHONE),
    ("She only has her phone for the Libre and wants it that way.", PHONE),
    ("Uses the LibreLink app on Android exclusively.", PHONE),
    ("phone is the only display for her Dexcom", PHONE),
    ("Dexcom data by phone; receiver in the closet, never used.", PHONE),
    ("Phone number updated. Libre reader ordered.", SHOWN),
    ("Will use Dexcom receiver and phone both.", SHOWN),
    ("Receiver for home, phone when out.", SHOWN),
    ("Wants the Libre reader since her phone is old.", SHOWN),
    ("No smartphone.", NOTHING),
    ("Uses smartphone app for G7, does not have a receiver.", PHONE),
    ("She will rely on her iPhone alone for the Dexcom.", PHONE),
    ("Reader ordered because Medicare requires it but he will only use the app.", PHONE),
    ("Phone is incompatible; needs reader for the Libre.", SHOWN),
    ("Sensor data goes to her Tandem Mobi pump and phone; pump alarms.", SHOWN),
    ("Reader declined.  Libre on phone.", PHONE),
    ("never uses his phone, receiver clipped to belt, G6", SHOWN),
    ("G7 app on Apple watch and phone, no reader.", PHONE),
]


@pytest.mark.parametrize(("words", "expected"), DISPLAY)
def test_what_shows_the_data(words: str, expected: str) -> None:
    told = {f.presence.value for f in monitors(visit(words)) if f.concept == "cgm_display"}
    assert (PHONE if "absent" in told else SHOWN if told else NOTHING) == expected


RECEIVERS = [
    ("E2103 receiver qty 1\nA4239 sensors", True),
    ("[x] reader (E2103)   1", True),
    ("[ ] E2103 receiver\n[x] A4239 Dexcom G7 sensors", False),
    ("A4239 Dexcom G7 sensors, 1 unit per month", False),
]


@pytest.mark.parametrize(("items", "expected"), RECEIVERS)
def test_an_ordered_receiver(items: str, expected: bool) -> None:
    assert any(f.concept == "cgm_receiver_ordered" for f in monitors(order(items))) is expected


TAUGHT, UNABLE = "taught", "unable"
TRAINING = [
    ("Our educator taught him and his wife the Libre 3 today.", TAUGHT),
    ("Shown the Dexcom G7 in clinic, comfortable using it.", TAUGHT),
    ("CDCES reviewed sensor insertion and alerts; return demonstration done.", TAUGHT),
    ("She wore G6 for years and knows insertion and alerts.", TAUGHT),
    ("Dexcom demonstrated, he can do this.", TAUGHT),
    ("Patient was instructed on CGM use and verbalized understanding.", TAUGHT),
    ("I am satisfied that they can manage the sensor.", TAUGHT),
    ("Daughter was trained on the Libre reader and will apply sensors.", TAUGHT),
    ("Cannot operate the sensor herself; her daughter was taught and will do it.", TAUGHT),
    ("Capable of using the CGM.", TAUGHT),
    ("Unable to use the CGM because of dementia, lives alone, no caregiver.", UNABLE),
    ("He cannot manage the sensor and there is no one to help.", UNABLE),
    ("CGM training is scheduled; needs training before start of Dexcom.", NOTHING),
    ("Will be trained on the sensor next week by the Dexcom rep.", NOTHING),
    ("CGM ordered.", NOTHING),
    ("CGM education provided, patient demonstrated understanding.", TAUGHT),
    ("Has worn Libre before, familiar with it.", TAUGHT),
    ("RN placed a sample sensor with the pt and he repeated the steps.", TAUGHT),
    ("Caregiver trained in use of Dexcom.", TAUGHT),
    ("Competent with the CGM.", TAUGHT),
    ("Walked through G7 app and receiver.", TAUGHT),
    ("Sensor application video watched, teach-back ok.", TAUGHT),
    ("Patient and wife have sufficient training to use the CGM.", TAUGHT),
    ("Not able to manage a sensor, no help at home.", UNABLE),
    ("Needs CGM teaching.", NOTHING),
    ("Sensor ordered for training next week.", NOTHING),
    ("I judge that he and his wife have enough training to use the G7.", TAUGHT),
    ("G7 teaching done by MA today.", TAUGHT),
    ("Understands how to insert and calibrate the sensor.", TAUGHT),
    ("She inserted the demo Libre without help.", TAUGHT),
    ("Video training completed for Dexcom.", TAUGHT),
    ("wife will manage the sensor, shown how", TAUGHT),
    ("able to use CGM as prescribed", TAUGHT),
    ("Received 1:1 CGM training with CDCES 1/5.", TAUGHT),
    ("Severe tremor and blindness, cannot use a CGM, nobody at home to help.", UNABLE),
    ("Unable to learn the Dexcom; no caregiver available.", UNABLE),
    ("CGM class on 3/4.", NOTHING),
    ("Interested in CGM.", NOTHING),
    ("Has not been trained on CGM.", NOTHING),
]


@pytest.mark.parametrize(("words", "expected"), TRAINING)
def test_training(words: str, expected: str) -> None:
    told = {f.presence.value for f in monitors(visit(words)) if f.concept == "cgm_training"}
    assert (TAUGHT if "present" in told else UNABLE if told else NOTHING) == expected
