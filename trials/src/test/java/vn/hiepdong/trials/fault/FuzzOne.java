package vn.hiepdong.trials.fault;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;

/// Where the fuzzer enters: passes its bytes to a test named in `hiepdong.fuzz`, as `class#method`. If there are
/// several,
/// the first byte chooses.
public final class FuzzOne {
    private static final List<MethodHandle> TARGETS = Arrays.stream(
                    System.getProperty("hiepdong.fuzz", "").split(","))
            .map(FuzzOne::target)
            .toList();

    private FuzzOne() {}

    private static MethodHandle target(String name) {
        try {
            var type = Class.forName(name.substring(0, name.indexOf('#')));
            var make = type.getDeclaredConstructor();
            make.setAccessible(true);
            var method = type.getDeclaredMethod(name.substring(name.indexOf('#') + 1), byte[].class);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).bindTo(make.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /// Called by the fuzzer, millions of times.
    public static void fuzzerTestOneInput(byte[] data) throws Throwable {
        if (TARGETS.size() == 1) TARGETS.getFirst().invoke(data);
        else if (data.length > 0) {
            TARGETS.get((data[0] & 0xff) % TARGETS.size()).invoke(Arrays.copyOfRange(data, 1, data.length));
        }
    }
}
