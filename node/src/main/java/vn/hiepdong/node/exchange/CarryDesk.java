package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.ledger.AgencyCode;

/// Hands a file to be carried over to an officer. What content it may hold depends on the role: an administrator gets
/// one with keys, checkpoints and receipts only, which is enough to pair and to give receipts back.
@Component
final class CarryDesk {
    /// Says that it takes another file for the rest.
    static final String MORE = "Hiepdong-More";

    private static final MediaType TYPE = MediaType.parseMediaType("application/vnd.hiepdong.carry+zip");

    private final Courier courier;
    private final Partners partners;
    private final Audit audit;

    CarryDesk(Courier courier, Partners partners, Audit audit) {
        this.courier = courier;
        this.partners = partners;
        this.audit = audit;
    }

    static boolean maySeeContent(Officer officer) {
        return officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER);
    }

    ResponseEntity<Resource> hand(Officer officer, AgencyCode to, Courier.Range range, long most) {
        var made = courier.out(to, new Courier.Wish(range, maySeeContent(officer), most));
        try {
            // Gone with the last byte, or with the one who asked.
            var in = Files.newInputStream(made.file(), StandardOpenOption.DELETE_ON_CLOSE);
            try {
                audit.exported(officer, "carry", to.value() + " " + range + " " + made.journey(), made.entries());
            } catch (RuntimeException e) {
                in.close();
                throw e;
            }
            String stamp = made.at().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
            String name = "hiepdong-%s-%s-%s.hdx".formatted(partners.self().code(), to, stamp);
            return ResponseEntity.ok()
                    .contentType(TYPE)
                    .contentLength(made.bytes())
                    .header(MORE, Boolean.toString(made.more()))
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename(name)
                                    .build()
                                    .toString())
                    .body(new InputStreamResource(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Our receipts for a partner's logs as a text file that the partner takes in.
    static String receipts(java.util.List<Courier.Given> receipts) {
        var text = new StringBuilder();
        for (Courier.Given each : receipts) {
            text.append("# ")
                    .append(each.origin())
                    .append(' ')
                    .append(each.size())
                    .append('\n');
            text.append(each.text()).append('\n');
        }
        return text.toString();
    }
}
