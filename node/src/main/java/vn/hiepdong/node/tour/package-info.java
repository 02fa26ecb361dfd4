/// A first look at the demo in five steps: the watch, the two lamps, a finding that stays with its version, a line that
/// is
/// cut, and one that is back. Only where `hiepdong.demo.cut-file` names the file that cuts the lines (see package
/// `demo`);
/// on no other node does any of it exist.
///
/// Which step one is at lies in a cookie. The tour goes along at the end of each page, blocks nothing, can be folded
/// away,
/// left and taken up again, and needs no script.
@org.jspecify.annotations.NullMarked
package vn.hiepdong.node.tour;
