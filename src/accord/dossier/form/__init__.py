"""Fillable PDF forms: filled from the request, the fields kept, each value with the place that states it."""

from accord.dossier.form.fill import Filling, fill_form, trace
from accord.dossier.form.maps import read_map

__all__ = ["Filling", "fill_form", "read_map", "trace"]
