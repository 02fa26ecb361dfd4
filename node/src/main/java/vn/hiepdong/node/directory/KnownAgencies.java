package vn.hiepdong.node.directory;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hiepdong.node.ledger.AgencyCode;

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
}
