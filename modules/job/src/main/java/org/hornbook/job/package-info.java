/// Long jobs. Progress, cancel, crash and resume are one mechanism: a `Job` speaks only through its
/// `JobContext`, whose `commit` stores rows, cursor and progress in one transaction. What was
/// committed is never done again; what was not, never happened.
package org.hornbook.job;
