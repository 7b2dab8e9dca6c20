"""Readers of spinal pain and its interventions: scales, complaint, care, examination, surgery, blocks and ablations."""
