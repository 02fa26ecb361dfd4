package vn.hiepdong.node.space;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The texts that bound the parties of a space, one after the other, so that what was made under one keeps it.
public final class Rules {
    private final List<Signed> texts;
    private final ZoneId zone;

    /// @param texts the newest first
    Rules(List<Signed> texts, ZoneId zone) {
        this.texts = List.copyOf(texts);
        this.zone = zone;
    }

    /// @param at when the last of the parties signed
    record Signed(Instant at, Regulation text) {}

    /// The text under which something was made; of something that is older than all, the first that there was.
    public Optional<Regulation> at(Instant made) {
        LocalDate day = made.atZone(zone).toLocalDate();
        return texts.stream()
                .filter(each ->
                        !each.at().isAfter(made) && !day.isBefore(each.text().validFrom()))
                .findFirst()
                .or(() -> texts.isEmpty() ? Optional.empty() : Optional.of(texts.getLast()))
                .map(Signed::text);
    }
}
