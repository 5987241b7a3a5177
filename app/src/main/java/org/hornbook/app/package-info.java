/// The application: wires the rooms together in `Workbench` and shows them, on the command line
/// (`cli`).
package org.hornbook.app;
