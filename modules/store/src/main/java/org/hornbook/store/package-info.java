/// The workspace on disk: one folder, one SQLite file in it, one writer at a time.
///
/// `Workspace` opens the folder and holds the writer's lock; `Database` runs reads on a small pool
/// and writes one transaction at a time; each room brings its own numbered `Migrations`. `java.sql`
/// is seen only here and in the `*Repository` classes of the other rooms.
package org.hornbook.store;
