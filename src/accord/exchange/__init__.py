"""Shapes in and out: a policy as CQL, ELM and Questionnaire for DTR, and the second engine that has to agree with ours."""
