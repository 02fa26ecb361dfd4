package vn.hiepdong.node.backup;

/// What was asked for is not done, with a text of the terminal that says why.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    final String key;
    final transient Object[] values;

    Refusal(String key, Object... values) {
        super(key, null, false, false);
        this.key = key;
        this.values = values;
    }
}
