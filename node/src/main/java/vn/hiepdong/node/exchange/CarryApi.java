package vn.hiepdong.node.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.web.BodyAllowance;

/// Files that are carried by hand, for programs, above all for `./hiepdong carry`.
@RestController
@RequestMapping(CarryApi.PATH)
@Allowed(
        value = {Role.ADMINISTRATOR, Role.DUTY_COMMANDER, Role.DUTY_OFFICER},
        scope = Scope.PARTNERS_WRITE)
class CarryApi {
    static final String PATH = "/api/v1/partners";
    static final String IN = "/carry";

    private final Courier courier;
    private final CarryDesk desk;

    CarryApi(Courier courier, CarryDesk desk) {
        this.courier = courier;
        this.desk = desk;
    }

    /// @param confirmed whether the partner's receipt for these entries is here
    record LegAnswer(long from, long to, boolean confirmed) {}

    record JourneyAnswer(
            UUID id, boolean outgoing, Instant at, long bytes, boolean more, boolean arrived, List<LegAnswer> legs) {
        static JourneyAnswer of(Journey journey) {
            return new JourneyAnswer(
                    journey.id(),
                    journey.outgoing(),
                    journey.at(),
                    journey.bytes(),
                    journey.more(),
                    journey.outgoing() && journey.arrived(),
                    journey.legs().stream()
                            .map(leg -> new LegAnswer(leg.from(), leg.to(), leg.confirmed()))
                            .toList());
        }
    }

    /// @param pending whether the partner has still to be confirmed before anything else is taken
    record TakenAnswer(String partner, boolean pending, long entries, int attachments, int receipts, boolean more) {}

    record ReceiptAnswer(String origin, long size, String text) {}

    @GetMapping("/{code}/carry")
    @Allowed(
            value = {Role.ADMINISTRATOR, Role.DUTY_COMMANDER, Role.DUTY_OFFICER},
            scope = Scope.PARTNERS_READ)
    List<JourneyAnswer> journeys(@PathVariable String code) {
        return courier.journeys(PartnerRefusals.code(code)).stream()
                .map(JourneyAnswer::of)
                .toList();
    }

    /// The answer is the file; its header `Hiepdong-More` says whether it takes another one for the rest.
    @PostMapping("/{code}/carry")
    ResponseEntity<Resource> out(
            Officer officer,
            @PathVariable String code,
            @RequestParam(defaultValue = "UNCONFIRMED") Courier.Range range,
            @RequestParam(defaultValue = "16") int megabytes) {
        long most = Math.clamp((long) megabytes << 20, Courier.LEAST_BYTES, Courier.MOST_BYTES);
        return desk.hand(officer, PartnerRefusals.code(code), range, most);
    }

    /// The body is a file of a partner as it is, or receipts as text.
    @PostMapping(path = IN, consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    TakenAnswer in(InputStream body) {
        Courier.Taken taken = courier.in(body);
        return new TakenAnswer(
                taken.partner().value(),
                taken.pending(),
                taken.entries(),
                taken.attachments(),
                taken.receipts(),
                taken.more());
    }

    @GetMapping("/{code}/receipts")
    List<ReceiptAnswer> receipts(@PathVariable String code) {
        return courier.receiptsFor(PartnerRefusals.code(code)).stream()
                .map(each -> new ReceiptAnswer(each.origin().toString(), each.size(), each.text()))
                .toList();
    }

    /// A file of months is larger than what is usual. It is written to disk as it comes, and only those who may take
    /// one
    /// in get as far as that.
    @Component
    static final class Bodies implements BodyAllowance {
        @Override
        public long limit(HttpServletRequest request) {
            return request.getRequestURI().equals(PATH + IN) ? Courier.MOST_BYTES : 0;
        }
    }
}
