"""Readers of diabetes care: insulin treatment, low glucose, treatment changes, glucose monitors and their supplies."""
