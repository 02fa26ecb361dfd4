package vn.hiepdong.node.directory;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Frame;

/// The agencies' names at hand for one page.
public record KnownAgencies(Map<AgencyCode, Agency> agencies) {
    public static KnownAgencies of(List<Agency> agencies) {
        return new KnownAgencies(agencies.stream().collect(Collectors.toMap(Agency::code, Function.identity())));
    }

    /// The name in full; the code of an agency that has not introduced itself.
    public String name(AgencyCode code, Locale locale) {
        Agency agency = agencies.get(code);
        return agency == null ? code.value() : agency.name(locale);
    }

    /// The code on a page, with the name in full for whoever points at it, reaches it by keyboard or touches it.
    public Content brief(Frame frame, AgencyCode code) {
        return frame.brief(code.value(), name(code, frame.language().locale()));
    }

    /// A sentence on a page, with the codes in it explained.
    public Content within(Frame frame, String sentence) {
        return frame.explained(
                sentence,
                word -> AgencyCode.isCode(word) && agencies.containsKey(new AgencyCode(word))
                        ? name(new AgencyCode(word), frame.language().locale())
                        : "");
    }

    /// The name in full on a page, what is abbreviated in it explained.
    public Content full(Frame frame, AgencyCode code) {
        return frame.explained(name(code, frame.language().locale()));
    }
}
