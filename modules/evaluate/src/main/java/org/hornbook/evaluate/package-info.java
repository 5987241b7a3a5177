/// Measuring what a model can do: benchmarks of tasks whose answers are programs, run against their
/// tests in a sandbox where nothing of the host can be reached, and counted with an interval.
package org.hornbook.evaluate;
