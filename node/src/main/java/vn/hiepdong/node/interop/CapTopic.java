package vn.hiepdong.node.interop;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.hiepdong.node.interop.CapAlert.Category;
import vn.hiepdong.node.interop.CapAlert.Info;

/// What an alert is about, in the topics of information items. Read from the sender's word for the event, then
/// from its SAME code (47 CFR 11.31(e), used by most senders of CAP), then from the CAP category. Vietnamese
/// words are those of the kinds of disaster in Decision 18/2021/QĐ-TTg, article 3; they keep their tone marks,
/// for "bão" is a storm and "báo" a warning.
public enum CapTopic {
    EARTHQUAKE("earthquake|aftershock|seismic|động đất|dư chấn", "EQW"),
    FLOOD(
            "floods?|flooding|inundation|tsunami|dam failure|lũ|lụt|ngập|nước dâng|sóng thần|vỡ đê|vỡ đập",
            "FFA FFS FFW FLA FLS FLW CFA CFW DBA DBW TSA TSW"),
    FIRE("(bush|wild|forest |structure )?fires?|cháy|hỏa hoạn|hoả hoạn", "FRW"),
    STORM(
            "(thunder|snow|wind)?storms?|typhoon|hurricane|cyclone|tornado|winds?|gale|rain|rainfall|snow|snowfall"
                    + "|blizzard|hail|bão|áp thấp nhiệt đới|dông|lốc|sét|mưa|mưa đá|gió mạnh",
            "BZW HUA HUW HWA HWW SMW SSA SSW SVA SVR SVS TOA TOR TRA TRW WSA WSW"),
    HEALTH("epidemic|pandemic|disease|outbreak|poisoning|dịch|dịch bệnh|ngộ độc", "CDW"),
    TRANSPORT("traffic|road|rail|railway|aviation|vessel|motor vehicle|giao thông|đường sắt|hàng hải|hàng không", ""),
    OTHER("", "");

    private static final Pattern PERSON_SOUGHT = words(
            "child abduction|amber alert|missing (person|child|children)|silver alert|blue alert|wanted|kidnapping"
                    + "|truy nã|truy tìm|tìm người|bắt cóc");
    /// Child abduction, law enforcement officer attacked, missing and endangered persons.
    private static final Set<String> PERSON_CODES = Set.of("CAE", "BLU", "MEP");

    private final Pattern words;
    private final Set<String> sameCodes;

    CapTopic(String words, String sameCodes) {
        this.words = words(words);
        this.sameCodes = Set.of(sameCodes.split(" "));
    }

    /// The code an information item carries.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CapTopic of(Info info) {
        var event = folded(info.event());
        return Arrays.stream(values())
                .filter(topic -> topic.words.matcher(event).find())
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(topic -> sameCodes(info).stream().anyMatch(topic.sameCodes::contains))
                        .findFirst())
                .orElseGet(() -> of(info.categories()));
    }

    /// Whether the alert looks for a person. Such an alert names and describes people, and is not ours to carry.
    static boolean seeksPerson(Info info) {
        return sameCodes(info).stream().anyMatch(PERSON_CODES::contains)
                || PERSON_SOUGHT
                        .matcher(folded(info.event() + "\n" + info.headline()))
                        .find();
    }

    private static CapTopic of(List<Category> categories) {
        for (var category : categories) {
            switch (category) {
                case Met -> {
                    return STORM;
                }
                case Fire -> {
                    return FIRE;
                }
                case Health -> {
                    return HEALTH;
                }
                case Transport -> {
                    return TRANSPORT;
                }
                case Geo, Safety, Security, Rescue, Env, Infra, CBRNE, Other -> {}
            }
        }
        return OTHER;
    }

    private static List<String> sameCodes(Info info) {
        return info.eventCodes().stream()
                .filter(code -> code.name().equalsIgnoreCase("SAME"))
                .map(code -> code.value().toUpperCase(Locale.ROOT))
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static Pattern words(String words) {
        return words.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile("\\b(" + words + ")\\b", Pattern.UNICODE_CHARACTER_CLASS);
    }
}
