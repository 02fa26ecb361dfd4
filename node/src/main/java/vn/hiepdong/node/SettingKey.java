package vn.hiepdong.node;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What a configuration file may say. Its meaning for people is the text `setting.<key>`.
enum SettingKey {
    DATA("hiepdong.data", true, Form.PATH),
    KEYS("hiepdong.keys", false, Form.PATH),
    ZONE("hiepdong.zone", false, Form.ZONE),
    AGENCY_CODE("hiepdong.agency.code", true, Form.CODE),
    AGENCY_NAME_VI("hiepdong.agency.name-vi", true, Form.TEXT),
    AGENCY_NAME_EN("hiepdong.agency.name-en", true, Form.TEXT),
    AGENCY_KIND("hiepdong.agency.kind", true, Form.KIND),
    SETUP("hiepdong.setup", false, Form.PATH),
    WEB_ADDRESS("hiepdong.web.address", false, Form.TEXT),
    WEB_PORT("hiepdong.web.port", false, Form.PORT),
    EXCHANGE_ADDRESS("hiepdong.exchange.address", false, Form.TEXT),
    EXCHANGE_PORT("hiepdong.exchange.port", false, Form.PORT),
    EXCHANGE_URL("hiepdong.exchange.url", false, Form.TEXT),
    EXCHANGE_HEARTBEAT("hiepdong.exchange.heartbeat", false, Form.DURATION),
    EXCHANGE_DOWN_AFTER("hiepdong.exchange.down-after", false, Form.DURATION),
    LEDGER_SIGN_EVERY("hiepdong.ledger.sign-every", false, Form.DURATION),
    WITNESS_OBSERVE_EVERY("hiepdong.witness.observe-every", false, Form.DURATION),
    WITNESS_GRACE("hiepdong.witness.grace", false, Form.DURATION),
    RETENTION_CLEAN_AT("hiepdong.retention.clean-at", false, Form.TIME_OF_DAY),
    NOTICE_URL("hiepdong.notice.url", false, Form.TEXT),
    NOTICE_ORIGINS("hiepdong.notice.webhook-origins", false, Form.TEXT),
    MAIL_HOST("hiepdong.mail.host", false, Form.TEXT),
    MAIL_PORT("hiepdong.mail.port", false, Form.PORT),
    MAIL_USER("hiepdong.mail.user", false, Form.TEXT),
    MAIL_PASSWORD("hiepdong.mail.password", false, Form.TEXT),
    MAIL_FROM("hiepdong.mail.from", false, Form.TEXT),
    MAIL_SECURITY("hiepdong.mail.security", false, Form.SECURITY),
    MAIL_TIMEOUT("hiepdong.mail.timeout", false, Form.DURATION),
    /// One for each sender of alerts, with its name between the brackets.
    CAP_TRUSTED("hiepdong.cap.trusted[]", false, Form.PATH),
    DEMO_CUT("hiepdong.demo.cut-file", false, Form.PATH),
    DATABASE_URL("hiepdong.database.url", false, Form.DATABASE),
    DATABASE_USERNAME("hiepdong.database.username", false, Form.TEXT),
    DATABASE_PASSWORD("hiepdong.database.password", false, Form.TEXT),
    DATABASE_POOL_SIZE("hiepdong.database.pool-size", false, Form.NUMBER),
    DATABASE_SHARED_BUFFERS("hiepdong.database.shared-buffers-mb", false, Form.NUMBER),
    DATABASE_BINARIES("hiepdong.database.binaries", false, Form.PATH),
    DISK_LOW("hiepdong.operations.disk-low-mb", false, Form.NUMBER),
    DISK_OUT("hiepdong.operations.disk-out-mb", false, Form.NUMBER),
    CLOCK_APART("hiepdong.operations.clock-apart", false, Form.DURATION),
    LOG_FORMAT("hiepdong.log.format", false, Form.LOG),
    DESIGN("hiepdong.design", false, Form.FLAG);

    /// What a value must look like; in words: the text `form.<name>`.
    enum Form {
        TEXT,
        PATH,
        CODE,
        KIND,
        PORT,
        NUMBER,
        DURATION,
        TIME_OF_DAY,
        ZONE,
        FLAG,
        SECURITY,
        LOG,
        DATABASE;

        private static final Set<String> KINDS = Set.of(
                "police",
                "military",
                "borderGuard",
                "coastGuard",
                "fireRescue",
                "authority",
                "health",
                "hydromet",
                "other");

        boolean fits(String value) {
            return switch (this) {
                case TEXT, PATH -> !value.isBlank();
                case CODE -> value.matches("[A-Z][A-Z0-9-]{1,15}");
                case KIND -> KINDS.contains(value);
                case PORT -> value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535;
                case NUMBER -> value.matches("[1-9][0-9]{0,5}");
                case DURATION -> value.matches("[1-9][0-9]{0,5}(ms|s|m|h)");
                case TIME_OF_DAY -> value.matches("([01][0-9]|2[0-3]):[0-5][0-9]");
                case ZONE -> ZoneId.getAvailableZoneIds().contains(value);
                case LOG -> value.matches("ecs|gelf|logstash");
                case SECURITY -> value.matches("starttls|tls|none");
                case FLAG -> value.matches("true|false");
                case DATABASE -> value.startsWith("jdbc:postgresql:");
            };
        }
    }

    final String key;
    final boolean required;
    final Form form;

    SettingKey(String key, boolean required, Form form) {
        this.key = key;
        this.required = required;
        this.form = form;
    }

    static Optional<SettingKey> named(String key) {
        String many = key.replaceFirst("\\[.+]$", "[]");
        return Arrays.stream(values()).filter(each -> each.key.equals(many)).findFirst();
    }

    /// As the node takes it: a path in a file means "from where the file lies".
    String valueIn(Path folder, String written) {
        return form == Form.PATH ? folder.resolve(written).normalize().toString() : written;
    }
}
