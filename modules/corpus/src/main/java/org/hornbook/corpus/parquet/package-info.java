/// Writes Parquet files of flat columns: text, whole numbers and fractions, packed with zstd, with
/// statistics. Only what an export needs, after the format's own description
/// (github.com/apache/parquet-format); what is read from files is read by a library.
package org.hornbook.corpus.parquet;
