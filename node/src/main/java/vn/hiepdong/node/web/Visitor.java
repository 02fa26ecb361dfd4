package vn.hiepdong.node.web;

import java.util.Set;

/// Who is looking at the page, as far as the frame needs to know.
public record Visitor(String name, String unit, String post, Set<String> roles) {

    public Visitor {
        roles = Set.copyOf(roles);
    }
}
