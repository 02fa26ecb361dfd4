package vn.hiepdong.node.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The colours of `tokens.css` as a browser resolves them, in light or in dark.
record Tokens(Map<String, String> values, boolean dark) {
    static final Path FILE = Path.of("src/main/frontend/src/tokens.css");
    private static final Pattern TOKEN = Pattern.compile("(--[\\w-]+):\\s*([^;]+);");
    private static final Pattern EITHER = Pattern.compile("light-dark\\((.*?), (.*)\\)");
    private static final Pattern OTHER = Pattern.compile("var\\((--[\\w-]+)\\)");

    static Tokens read(boolean dark) throws IOException {
        // What only some devices ask for (more contrast, no movement) comes after the first @media.
        var usual = Files.readString(FILE).split("@media", 2)[0];
        var values = new HashMap<String, String>();
        TOKEN.matcher(usual)
                .results()
                .forEach(token -> values.put(token.group(1), token.group(2).strip()));
        return new Tokens(values, dark);
    }

    /// How well one can be told from the other, from 1 to 21, as WCAG 2.2 defines it.
    double contrast(String one, String other) {
        double a = luminance(colour(one));
        double b = luminance(colour(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private String colour(String token) {
        var name = token.startsWith("map-") ? "--" + token : "--hd-" + token;
        var value = values.get(name);
        if (value == null) throw new IllegalArgumentException("no token " + name);
        return resolve(value);
    }

    private String resolve(String value) {
        var either = EITHER.matcher(value);
        if (either.matches()) return resolve(either.group(dark ? 2 : 1));
        var other = OTHER.matcher(value);
        if (other.matches()) return resolve(values.getOrDefault(other.group(1), ""));
        if (!value.matches("#[0-9a-f]{6}")) throw new IllegalArgumentException("not a plain colour: " + value);
        return value;
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
