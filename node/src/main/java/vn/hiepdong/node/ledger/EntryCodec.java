package vn.hiepdong.node.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.FormatException;

/// Between entries and payload bytes. Knows which feature every kind belongs to.
final class EntryCodec {
    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a newer partner may say more
            .addModule(HashJson.module())
            .build();
    private final Map<String, Kind<?>> kinds = new HashMap<>();

    private record Kind<E extends Entry>(Projection<E> projection, Class<? extends E> type) {}

    private record Envelope(
            Actor by,
            SortedSet<AgencyCode> to,
            @JsonProperty("data") Object data) {}

    private record Opened(Actor by, SortedSet<AgencyCode> to, JsonNode data) {
        Opened {
            if (by == null || to == null || data == null || !data.isObject()) {
                throw new FormatException("a payload has the members by, to and data");
            }
        }
    }

    EntryCodec(List<Projection<?>> projections) {
        projections.forEach(this::register);
    }

    private <E extends Entry> void register(Projection<E> projection) {
        for (String name : projection.kinds().names()) {
            Class<? extends E> type = projection.kinds().type(name).orElseThrow();
            if (kinds.put(name, new Kind<>(projection, type)) != null) {
                throw new IllegalStateException("two features call an entry " + name);
            }
        }
    }

    boolean knows(String kind) {
        return kinds.containsKey(kind);
    }

    String kind(Entry entry) {
        return kinds.entrySet().stream()
                .filter(each -> each.getValue().type == entry.getClass())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature knows " + entry.getClass()))
                .getKey();
    }

    byte[] write(Statement statement) {
        byte[] body =
                json.writeValueAsBytes(new Envelope(statement.by(), new TreeSet<>(statement.to()), statement.entry()));
        if (body.length > Payload.MAX_BYTES) {
            throw new FormatException("a statement is at most 1 MiB, this one has " + body.length + " bytes");
        }
        return body;
    }

    /// What a payload says, ready to be applied. Empty when this version does not know the kind. Throws
    /// [FormatException] if the bytes are not what the kind promises.
    Optional<Decoded> read(String kind, byte[] body) {
        Kind<?> known = kinds.get(kind);
        return known == null ? Optional.empty() : Optional.of(read(known, body));
    }

    private <E extends Entry> Decoded read(Kind<E> kind, byte[] body) {
        try {
            Opened opened = json.readValue(body, Opened.class);
            E entry = json.treeToValue(opened.data, kind.type);
            return new Decoded(opened.by, opened.to, entry, (at, sql) -> kind.projection.apply(at, entry, sql));
        } catch (JacksonException e) {
            throw new FormatException("unreadable " + kind.type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }

    /// An own entry needs no reading.
    Decoded of(Statement statement) {
        return decoded(kinds.get(kind(statement.entry())), statement);
    }

    private <E extends Entry> Decoded decoded(@org.jspecify.annotations.Nullable Kind<E> kind, Statement statement) {
        if (kind == null) {
            throw new IllegalArgumentException("no feature knows " + statement.entry());
        }
        E entry = kind.type.cast(statement.entry());
        return new Decoded(statement.by(), statement.to(), entry, (at, sql) -> kind.projection.apply(at, entry, sql));
    }
}
