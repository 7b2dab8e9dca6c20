"""Makes `prior_auth_request.pdf`, a fillable form of nobody in particular: `python examples/form/make.py`."""

from __future__ import annotations

import sys
from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

TEXTS = (
    ("Patient name", "PatientName", 260, 0), ("Date of birth (MM/DD/YYYY)", "PatientDOB", 110, 10), ("Member ID", "MemberID", 140, 0),
    ("Health plan", "PlanName", 200, 0), ("Requesting provider name", "ReqProviderName", 220, 0),
    ("Requesting provider NPI", "ReqProviderNPI", 110, 10), ("Requesting provider phone", "ReqProviderPhone", 140, 0),
    ("Servicing provider name", "ServProviderName", 220, 0), ("Servicing provider NPI", "ServProviderNPI", 110, 10),
    ("ICD-10 code 1", "Dx1", 90, 0), ("ICD-10 code 2", "Dx2", 90, 0), ("HCPCS/CPT code 1", "Code1", 90, 0), ("Quantity 1", "Qty1", 60, 0),
    ("Modifiers 1", "Mod1", 90, 0), ("HCPCS/CPT code 2", "Code2", 90, 0), ("Quantity 2", "Qty2", 60, 0),
    ("Date of service", "ServiceDate", 110, 10), ("Clinical notes attached (list)", "Notes", 260, 0),
)  # fmt: skip


def make(path: Path) -> None:
    """Draws the form."""
    page = Canvas(str(path), pagesize=LETTER, invariant=1)
    page.setTitle("Prior authorization request")
    page.setFont("Helvetica-Bold", 15)
    page.drawString(60, 735, "Prior authorization request")
    page.setFont("Helvetica", 10)
    form, y = page.acroForm, 700
    page.drawString(60, y + 4, "Type of review:")
    for x, label, name in ((180, "Standard", "ReviewStandard"), (280, "Expedited", "ReviewExpedited")):
        form.checkbox(name=name, x=x, y=y, size=12, tooltip=f"{label} review", borderWidth=1)
        page.drawString(x + 18, y + 2, label)
    y -= 26
    page.drawString(60, y + 4, "Sex:")
    for x, label in ((180, "Female"), (280, "Male")):
        form.checkbox(name=f"Sex{label}", x=x, y=y, size=12, tooltip=label, borderWidth=1)
        page.drawString(x + 18, y + 2, label)
    for label, name, width, longest in TEXTS:
        y -= 26
        page.drawString(60, y + 4, label)
        form.textfield(
            name=name,
            x=230,
            y=y - 2,
            width=width,
            height=18,
            fontSize=10,
            borderWidth=1,
            tooltip=label,
            maxlen=longest or 200,
        )
    y -= 34
    page.drawString(60, y + 4, "Signature")
    form.textfield(
        name="Signature", x=230, y=y - 2, width=220, height=18, fontSize=10, borderWidth=1, tooltip="Signature and date"
    )
    page.save()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("prior_auth_request.pdf"))
