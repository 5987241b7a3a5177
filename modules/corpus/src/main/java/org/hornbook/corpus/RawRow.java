package org.hornbook.corpus;

import java.util.Map;

/// A row as a file gives it, before it is known which column is the text.
///
/// @param offset the row's number in its file, from 1
/// @param fields column to value as text; nested values as JSON; absent values left out
record RawRow(long offset, Map<String, String> fields) {}
