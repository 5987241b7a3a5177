/// Documents: brought in from files, kept compressed, searched, paged, counted, and written out
/// again.
///
/// `ImportJob` reads a `RowSource` for each input; `DocumentQuery` is the one language for search
/// box, command line and saved views, and is answered by SQL (`QuerySql`) or from memory
/// (`ColumnCache`); regular expressions are looked for in the texts that both leave open
/// (`RegexSearch`).
package org.hornbook.corpus;
