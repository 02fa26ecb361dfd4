package vn.hiepdong.node.demo;

import java.util.List;

/// Something that happens between the agencies of the demo once their nodes are ready: pairing, a regulation, a flood.
///
/// It is told at every start, so it first looks at what happened already. It sees of the nodes what anybody with an
/// account there sees: their HTTP interface.
@FunctionalInterface
public interface DemoStory {
    /// @param parties in the order of their codes in `demo.json`: POL, MIL, AUT
    void tell(List<DemoParty> parties);
}
