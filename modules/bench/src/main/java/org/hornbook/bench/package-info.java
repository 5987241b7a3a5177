/// Speed and memory, measured by hand and never in a test. A figure alone says nothing: run the
/// peer beside it.
package org.hornbook.bench;
