package vn.hiepdong.node.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The names of a feature's entries in the logs: the feature, a dot, and the record's name in lower case with
/// hyphens
/// (`ReleaseRevoked` of `information` is `information.release-revoked`). Names are for ever.
///
/// @param <E> the feature's sealed interface of entries
public final class Kinds<E extends Entry> {
    private final Map<String, Class<? extends E>> types = new TreeMap<>();

    /// Takes the records that the sealed interface permits.
    public Kinds(String feature, Class<E> sealed) {
        for (Class<?> type : sealed.getPermittedSubclasses()) {
            types.put(feature + "." + hyphened(type.getSimpleName()), type.asSubclass(sealed));
        }
    }

    private static String hyphened(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    public Optional<Class<? extends E>> type(String kind) {
        return Optional.ofNullable(types.get(kind));
    }

    Iterable<String> names() {
        return types.keySet();
    }

    /// The names of some of the feature's entries.
    @SafeVarargs
    public final Set<String> names(Class<? extends E>... some) {
        return Arrays.stream(some).map(this::name).collect(Collectors.toUnmodifiableSet());
    }

    public String name(Class<?> type) {
        for (var each : types.entrySet()) {
            if (each.getValue() == type) {
                return each.getKey();
            }
        }
        throw new IllegalArgumentException(type + " is no entry of this feature");
    }
}
