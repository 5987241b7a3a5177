/// What becomes of documents and why: the line a classifier's scores are cut at, what people
/// decided against it, and the way back.
package org.hornbook.classify.decision;
