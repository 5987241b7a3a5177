/// What people, programs and language models think of documents: rubrics, labels, annotators, and
/// how far they agree.
package org.hornbook.label;
