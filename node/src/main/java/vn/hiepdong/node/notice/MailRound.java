package vn.hiepdong.node.notice;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Recipients;
import vn.hiepdong.node.access.Recipients.Recipient;

/// Mails what is due: for each officer and realm one letter about all that waits and was not mailed yet. A server that
/// does not answer ends the round and nothing else; it is tried again, less and less often, and given up at last.
@Component
class MailRound {
    private static final Logger LOG = LoggerFactory.getLogger(MailRound.class);
    static final int ATTEMPTS = 10;
    private static final int AT_ONCE = 20;
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final NoticeTable table;
    private final Recipients recipients;
    private final Queues queues;
    private final Letters letters;
    private final MailSettings settings;
    private final InstantSource clock;
    private final JavaMailSenderImpl sender;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, MailRound.class.getClassLoader(), "vn.hiepdong.node");

    MailRound(
            NoticeTable table,
            Recipients recipients,
            Queues queues,
            Letters letters,
            MailSettings settings,
            InstantSource clock) {
        this.table = table;
        this.recipients = recipients;
        this.queues = queues;
        this.letters = letters;
        this.settings = settings;
        this.clock = clock;
        sender = sender(settings);
    }

    private static JavaMailSenderImpl sender(MailSettings settings) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var properties = new Properties();
        String timeout = Long.toString(settings.timeout().toMillis());
        for (String step : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail.smtp." + step, timeout);
        }
        // What the server must show is that it is the one that was named, not only that it can encrypt.
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.security()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
        if (!settings.user().isEmpty()) {
            properties.setProperty("mail.smtp.auth", "true");
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
        }
        sender.setJavaMailProperties(properties);
        return sender;
    }

    void send() {
        if (!settings.isOn()) {
            return;
        }
        Instant end = clock.instant().plus(ROUND);
        for (int sent = 0; sent < AT_ONCE && clock.instant().isBefore(end); sent++) {
            Instant now = clock.instant();
            List<NoticeTable.Notice> due = table.claimMail(now, now.plus(CLAIM));
            if (due.isEmpty() || !send(due)) {
                return;
            }
        }
    }

    /// @return whether the server can be asked for more
    private boolean send(List<NoticeTable.Notice> due) {
        List<Long> ids = due.stream().map(NoticeTable.Notice::id).toList();
        Optional<Recipient> recipient = recipients
                .of(due.getFirst().account())
                .filter(each -> !each.mailbox().isEmpty());
        List<Matter> waiting = recipient.map(each -> waiting(each, due)).orElse(List.of());
        if (waiting.isEmpty()) {
            // Settled meanwhile, or nobody is there any more: there is nothing to be said.
            table.done(ids);
            return true;
        }
        try {
            sender.send(message(recipient.orElseThrow(), waiting, ids));
            table.done(ids);
            return true;
        } catch (MailException | MessagingException e) {
            int attempts = due.getFirst().attempts();
            table.failed(ids, clock.instant().plus(backoff(attempts)), problem(e), ATTEMPTS);
            LOG.warn("mail about {} notices could not be sent, attempt {}", ids.size(), attempts + 1);
            return false;
        }
    }

    private List<Matter> waiting(Recipient recipient, List<NoticeTable.Notice> due) {
        Map<Matter.Key, Matter> queue = queues.of(recipient.officer()).matters();
        return due.stream()
                .map(each -> queue.get(each.matter()))
                .filter(Objects::nonNull)
                .toList();
    }

    private MimeMessage message(Recipient recipient, List<Matter> waiting, List<Long> ids) throws MessagingException {
        Letter letter = letters.of(waiting, recipient.language());
        var html = new StringOutput();
        templates.render("notice/letter.jte", letter, html);
        // The same when it is sent again after a kill, so that the reader's program can know it again.
        String host = settings.from().replaceFirst(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
        String id = "<notice-" + ids.getFirst() + "-" + ids.getLast() + "-" + ids.size() + "@" + host + ">";
        var message = new MimeMessage(sender.getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from());
        helper.setTo(recipient.mailbox());
        helper.setSubject(letter.subject());
        helper.setText(letter.text(), html.toString());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static Duration backoff(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
        return HookRound.jittered(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    /// The innermost says what the server said.
    private static String problem(Exception e) {
        Throwable cause = Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .reduce(e, (_, last) -> last);
        String said = Letters.oneLine(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        return said.substring(0, Math.min(300, said.length()));
    }
}
