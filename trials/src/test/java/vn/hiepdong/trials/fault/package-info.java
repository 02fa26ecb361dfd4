/// What breaks in life is broken on purpose, and what is left afterwards is counted.
///
/// Three nodes run as they would for an agency, each in a process of its own with a database of its own ([Field]),
/// while
/// officers write ([Load]). A [Breakage] strikes, is mended, and then every item that a node accepted must be at
/// everybody's exactly once, and all must agree about all logs ([Census]).
///
/// `./hiepdong trial faults` runs all of them, several rounds each, and prints the table of docs/reliability.md;
/// [FaultsTest] a few.
@org.jspecify.annotations.NullMarked
package vn.hiepdong.trials.fault;
