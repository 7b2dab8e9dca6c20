"""PubMed citations and open full text: a local index of the yearly baseline and its updates, and NCBI's E-utilities."""
