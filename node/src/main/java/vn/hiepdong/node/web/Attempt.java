package vn.hiepdong.node.web;

import java.util.OptionalInt;

/// A command that a form asks for. What speaks against it is noted in the form, which can then be shown again with
/// everything that was typed.
public final class Attempt {
    private Attempt() {}

    /// @return the status to show the form with; empty when it was carried out
    public static OptionalInt of(FormInput input, Runnable command) {
        try {
            command.run();
            return OptionalInt.empty();
        } catch (BadInput bad) {
            bad.fields()
                    .forEach(each -> input.that(
                            false, each.field(), each.key(), each.arguments().toArray()));
            return OptionalInt.of(400);
        } catch (Refused refused) {
            input.that(false, "", refused.key(), refused.arguments().toArray());
            return OptionalInt.of(refused.status());
        }
    }
}
