package org.hornbook.store;

import java.sql.Connection;

/// An open write transaction. Rooms pass it along without looking inside; a `*Repository` takes the
/// connection out. It is committed or rolled back by `Database.write`, never by its users.
public record Transaction(Connection connection) {}
