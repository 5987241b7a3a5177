/// Whom to ask: which documents are chosen for labelling, and how they were chosen, so that the
/// same can be drawn again.
package org.hornbook.label.sample;
