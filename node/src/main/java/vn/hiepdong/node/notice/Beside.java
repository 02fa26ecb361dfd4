package vn.hiepdong.node.notice;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.CurrentOfficer;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Companion;
import vn.hiepdong.node.web.Frame;

/// The place at the end of every page where notices appear.
@Component
final class Beside implements Companion {
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Beside.class.getClassLoader(), "vn.hiepdong.node");
    private final NoticeTable table;
    private final Floor floor;
    private final CurrentOfficer current;
    private final InstantSource clock;
    private final ZoneId zone;

    Beside(
            NoticeTable table,
            Floor floor,
            CurrentOfficer current,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        this.table = table;
        this.floor = floor;
        this.current = current;
        this.clock = clock;
        this.zone = zone;
    }

    /// @param unseen whether there is something to be fetched at once
    /// @param demanded whether the sound cannot be switched off by this officer
    record Model(String topic, boolean unseen, boolean demanded) {}

    @Override
    public Optional<Content> beside(Frame frame, HttpServletRequest request) {
        if (frame.visitor().isEmpty()) {
            return Optional.empty();
        }
        return current.get().map(officer -> {
            var model =
                    new Model(Look.topic(officer.accountId()), table.anyUnseen(officer.accountId()), demanded(officer));
            return out -> templates.render("notice/beside.jte", Map.of("frame", frame, "model", model), out);
        });
    }

    private boolean demanded(Officer officer) {
        return floor.demands(LocalDate.ofInstant(clock.instant(), zone), Urgency.FLASH, Channel.SOUND, officer.roles());
    }
}
