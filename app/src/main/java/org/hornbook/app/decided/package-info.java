/// Deciding on one document against any line, with the reason: shared by the views that read
/// documents.
package org.hornbook.app.decided;
