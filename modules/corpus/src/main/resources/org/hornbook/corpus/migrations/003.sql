-- Runs of the search index are merged sixteen at a time, not four: each token is written again less often.
INSERT INTO document_fts(document_fts, rank) VALUES('automerge', 16);
INSERT INTO document_fts(document_fts, rank) VALUES('crisismerge', 64);
