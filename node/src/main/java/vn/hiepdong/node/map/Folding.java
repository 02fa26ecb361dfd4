package vn.hiepdong.node.map;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How names are compared: small letters without diacritics, words with one space between them. What people type in
/// a hurry, `da nang`, and what stands on the map, `Đà Nẵng`, are then the same.
final class Folding {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// What a unit is, not what it is called. Longer ones first.
    private static final List<String> TYPES = List.of(
            "thanh pho truc thuoc trung uong",
            "thanh pho",
            "thi tran",
            "thi xa",
            "dac khu",
            "phuong",
            "quan",
            "huyen",
            "tinh",
            "xa",
            "tp",
            "tx",
            "tt");

    private Folding() {}

    static String fold(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd')
                .replace('Đ', 'd')
                .toLowerCase(Locale.ROOT);
        return GAPS.matcher(plain).replaceAll(" ").strip();
    }

    /// `Phường Ba Đình` is `ba dinh`. A name that is nothing but such a word, or a number after one (`Quận 1`),
    /// stays whole.
    static String withoutType(String folded) {
        for (var type : TYPES) {
            if (folded.startsWith(type + " ")) {
                var rest = folded.substring(type.length() + 1);
                return rest.chars().allMatch(Character::isDigit) ? folded : rest;
            }
        }
        return folded;
    }
}
