package vn.hiepdong.node.guardrails;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The words by which a table, a field or a parameter would be about a person, or about what people are or think.
///
/// A name is taken apart into words first, so `personName`, `person_name` and `person-name` are the same. Counts of
/// people (`persons`, `households` as a number of them) are not persons; keys have fingerprints, so that word is free.
final class DenyList {
    /// G1 and G3: who somebody is, how to find them, what is thought of them.
    private static final Pattern PERSON = words(
            "person",
            "(person|full|first|last|middle|given|family|maiden|nick|sur|display|user|caller|patient) ?names?",
            "(citizen|national|personal) ?(id|ids|number|name|card|code)?",
            "identity ?(card|paper|number)",
            "id ?card",
            "cccd",
            "cmnd",
            "can ?cuoc",
            "passports?",
            "driv(er|ing) ?licen[cs]e",
            "plates?",
            "bien ?so",
            "faces?",
            "facial",
            "face ?id",
            "biometrics?",
            "iris",
            "dna",
            "voice ?print",
            "phones?",
            "telephones?",
            "mobile",
            "msisdn",
            "imei",
            "imsi",
            "iccid",
            "device ?ids?",
            "mac ?address",
            "e ?mails?",
            "mail ?box(es)?",
            "home ?address",
            "residence",
            "birth[a-z]*",
            "dob",
            "gender",
            "sex",
            "marital",
            "participants?",
            "attendees?",
            "protesters?",
            "demonstrators?",
            "organi[sz]er ?name",
            "activists?",
            "suspects?",
            "suspected",
            "offenders?",
            "perpetrators?",
            "informants?",
            "denouncers?",
            "victims?",
            "dossiers?",
            "watch ?lists?",
            "black ?lists?",
            "wanted ?(list|for)",
            "trajector(y|ies)",
            "(location|movement|position) ?history",
            "ho ?(va ?)?ten",
            "ngay ?sinh",
            "nghi ?pham",
            "doi ?tuong",
            "dien ?thoai");

    /// G24: what nobody may be told apart by.
    private static final Pattern BELIEF = words(
            "ethnic[a-z]*",
            "racial",
            "dan ?toc",
            "religio[a-z]*",
            "ton ?giao",
            "politic[a-z]*",
            "ideolog[a-z]*",
            "viewpoints?",
            "beliefs?",
            "party ?member[a-z]*",
            "union ?member[a-z]*",
            "sexual[a-z]*",
            "nationality");

    private DenyList() {}

    /// The word in this name that has no place here, if there is one.
    static Optional<String> person(String name) {
        return find(PERSON, name);
    }

    static Optional<String> belief(String name) {
        return find(BELIEF, name);
    }

    static Optional<String> any(String name) {
        return person(name).or(() -> belief(name));
    }

    private static Optional<String> find(Pattern pattern, String name) {
        var matcher = pattern.matcher(words(name));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /// `personName`, `person_name`, `PERSON-NAME` → `person name`.
    static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", " ")
                .strip();
    }

    private static Pattern words(String... each) {
        return Pattern.compile("(?<![a-z])(?:" + String.join("|", each) + ")(?![a-z])");
    }
}
