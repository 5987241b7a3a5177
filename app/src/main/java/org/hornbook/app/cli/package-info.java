/// The command line: a thin skin. A verb reads its options, calls what the desktop calls, and
/// prints one report: words on standard output, or one JSON object with `--json`; progress goes to
/// standard error.
package org.hornbook.app.cli;
