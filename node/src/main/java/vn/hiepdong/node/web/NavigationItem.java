package vn.hiepdong.node.web;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// One entry of the main menu; a feature contributes it as a bean.
///
/// @param key the key of its text
/// @param href where it leads; it is shown as current on every page below that path
/// @param icon one of `frontend/icons.txt`
/// @param order smaller comes first: watch 10, information 20, … links 110, regulations 120, administration 130
/// @param roles who sees it: whoever has one of these; empty for everybody who is signed in
/// @param letter pressed after `g` it leads there; empty for none. The same in both languages
public record NavigationItem(String key, String href, String icon, int order, Set<String> roles, String letter) {

    public NavigationItem {
        roles = Set.copyOf(roles);
        if (!letter.matches("[a-z]?")) throw new IllegalArgumentException("not a letter: " + letter);
    }

    public static NavigationItem of(String key, String href, String icon, int order, Enum<?>... roles) {
        return new NavigationItem(
                key, href, icon, order, Arrays.stream(roles).map(Enum::name).collect(Collectors.toSet()), "");
    }

    /// The same, reached by `g` and this letter: t watch, i information, c CAP, k links, q regulations, v accounts.
    public NavigationItem reachedBy(String letter) {
        return new NavigationItem(key, href, icon, order, roles, letter);
    }

    boolean visibleTo(Visitor visitor) {
        return roles.isEmpty() || roles.stream().anyMatch(visitor.roles()::contains);
    }
}
