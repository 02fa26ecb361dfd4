package vn.hiepdong.node.web;

import java.util.List;

/// What came in does not parse; the answer (400) names each field and what is expected in it.
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<BadField> fields;

    public BadInput(String field, String messageKey, Object... args) {
        this(List.of(new BadField(field, messageKey, args)));
    }

    public BadInput(List<BadField> fields) {
        super("bad input in " + fields.stream().map(BadField::field).toList(), null, false, false);
        this.fields = List.copyOf(fields);
    }

    public List<BadField> fields() {
        return fields;
    }
}
