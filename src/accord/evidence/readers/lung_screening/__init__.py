"""What records tell of lung cancer screening: smoking, symptoms, the talk before the first scan, orders, scans, the place."""
