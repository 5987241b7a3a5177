package org.hornbook.checkpoint;

import java.util.function.IntUnaryOperator;

/// Where a tensor's rows lie in the files: in the tensor `name`, which has `rows` of them, row i
/// being the stored row `place(i)`.
record StoredRows(String name, int rows, IntUnaryOperator place) {
    /// The rows from `first` on.
    static StoredRows from(String name, int rows, int first) {
        return new StoredRows(name, rows, row -> first + row);
    }

    /// The whole tensor `name`, which is of the shape of `parameter`.
    static StoredRows whole(String name, Parameter parameter) {
        return from(name, parameter.shape()[0], 0);
    }
}
