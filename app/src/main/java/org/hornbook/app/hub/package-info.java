/// The pane "From the Hub", in Corpora for datasets and in Models for models: a search or an
/// address, what a repository holds, the choice of files, and the download.
package org.hornbook.app.hub;
