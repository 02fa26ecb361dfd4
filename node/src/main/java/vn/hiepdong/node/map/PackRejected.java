package vn.hiepdong.node.map;

import java.util.List;
import java.util.Locale;

/// Why a file is not taken. Nothing of it was kept.
final class PackRejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    enum Reason {
        /// Nothing in it that could be shown or found.
        EMPTY,
        TOO_LARGE,
        /// Neither PMTiles nor GeoJSON nor TopoJSON nor a list of places.
        FORMAT,
        /// It begins as one of them and breaks off or makes no sense further on: the place, what is wrong there.
        BROKEN,
        /// More features or positions than a map can bear: what, how many, the most.
        TOO_MANY,
        /// A position that is not on earth, as degrees: the feature, the position.
        POSITION,
        /// Coordinates of another system: its name.
        SYSTEM,
        /// A shape that is none: the feature, why.
        SHAPE,
        /// No code where the file was said to be of boundaries: the feature.
        CODE,
        /// Tiles that are packed in a way that browsers cannot read.
        PACKING
    }

    private final Reason reason;
    private final transient List<Object> arguments;

    PackRejected(Reason reason, Object... arguments) {
        super(reason + " " + List.of(arguments), null, false, false);
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    Reason reason() {
        return reason;
    }

    String key() {
        return "map.refused." + reason.name().toLowerCase(Locale.ROOT);
    }

    List<Object> arguments() {
        return arguments;
    }
}
