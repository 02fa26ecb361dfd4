package vn.hiepdong.node.information;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A rectangle of the map, in degrees (WGS-84). In an address: `south,west,north,east`.
public record Area(double south, double west, double north, double east) {
    private static final String NUMBER = "-?[0-9]{1,3}(\\.[0-9]{1,9})?";

    /// Empty when the text is no such rectangle.
    public static Optional<Area> parse(String text) {
        List<String> parts = List.of(text.split(",", -1));
        if (parts.size() != 4 || !parts.stream().allMatch(each -> each.matches(NUMBER))) {
            return Optional.empty();
        }
        double[] side = parts.stream().mapToDouble(Double::parseDouble).toArray();
        boolean right = Math.abs(side[0]) <= 90
                && Math.abs(side[2]) <= 90
                && Arrays.stream(side).allMatch(each -> Math.abs(each) <= 180)
                && side[0] <= side[2]
                && side[1] <= side[3];
        return right ? Optional.of(new Area(side[0], side[1], side[2], side[3])) : Optional.empty();
    }
}
