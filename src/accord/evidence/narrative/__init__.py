"""Reading clinical prose and forms: sentences, sections, dates, values, terms, context, boxes, tables."""
