"""Reading clinical prose and forms. Every function takes a Document and gives code point offsets into its text.

    sentences.sentences(document), sentence_at(document, offset), lines(document), line_at(document, offset)
    sections.sections(document), section_at(document, offset)
    dates.dates(document, anchor), durations(document)
    values.numbers(document), numbers_within(document, start, end), labelled(document, labels)
    terms.Terms(phrases).find(document), terms.load_terms(name)
    context.assertion(document, start, end)
    checkboxes.checkboxes(document), contradictory(boxes)
    tables.tables(document), rows(document), row_at(document, offset)

Each answer is kept with its document, so asking twice costs nothing.
"""
