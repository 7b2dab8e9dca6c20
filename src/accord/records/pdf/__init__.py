"""PDF: text with a box a character, form fields, annotations, check boxes, scans."""
