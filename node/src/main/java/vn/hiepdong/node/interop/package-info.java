/// Foreign formats, translated at the edge: what other systems send becomes information that an officer can
/// read, grade and release like any other.
///
/// An alert in the Common Alerting Protocol (OASIS CAP 1.2, and 1.1) is read strictly, its signature is
/// checked, and it becomes one information item. A later alert that updates or cancels it corrects or retracts
/// that item. The file itself is kept byte for byte and named by its SHA-256, so that anyone can compare what
/// was sent with what was understood. A file that breaks a rule is refused with the rule, the element and its
/// place, and changes nothing.
///
/// The package may use `attachment` and the floors below it. What it asks of `information` it declares itself,
/// in [AlertTarget].
@NullMarked
package vn.hiepdong.node.interop;

import org.jspecify.annotations.NullMarked;
