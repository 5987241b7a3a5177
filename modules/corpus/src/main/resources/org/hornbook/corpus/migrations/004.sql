-- Which rows of a file are there an import knows in memory, as it knows keys and hashes.
DROP INDEX document_source;
