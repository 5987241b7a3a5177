/// Rubrics as people keep them: their versions, their plain text, what differs between two, and
/// what a change does to the labels.
package org.hornbook.label.rubric;
