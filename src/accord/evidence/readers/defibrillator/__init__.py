"""What records tell of implantable defibrillators: rhythm, cardiomyopathy, ejection fraction, events, therapy, exclusions, device."""
