/// Keeping a corpus clean: what was removed and why, documents that are nearly the same, and
/// documents that hold pieces of a benchmark. Nothing here deletes a document.
package org.hornbook.corpus.clean;
