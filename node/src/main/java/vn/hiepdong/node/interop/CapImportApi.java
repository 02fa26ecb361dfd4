package vn.hiepdong.node.interop;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.interop.AlertTarget.Order;
import vn.hiepdong.node.interop.CapImports.Deed;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Checks;

/// Imports for programs.
@RestController
final class CapImportApi {
    private final CapImports imports;

    CapImportApi(CapImports imports) {
        this.imports = imports;
    }

    /// @param hash of the version, in hexadecimal
    /// @param deed WRITTEN, CORRECTED, RETRACTED, or KNOWN if the alert was imported before
    record Answer(String id, int version, String hash, Deed deed) {}

    @Allowed(
            value = {Role.DUTY_OFFICER, Role.DUTY_COMMANDER},
            scope = Scope.IMPORT_WRITE)
    @PostMapping(
            path = "/api/v1/imports/cap",
            consumes = {"application/xml", "text/xml", "application/cap+xml"})
    ResponseEntity<Answer> importAlert(
            @RequestBody(required = false) byte @Nullable [] file,
            @RequestParam(required = false, defaultValue = "REAL") String realm,
            @RequestParam(required = false) @Nullable String space,
            @RequestParam(required = false, defaultValue = "") Set<String> releasableTo,
            Officer officer) {
        var order = order(officer, realm, space, releasableTo);
        var imported = imports.importAlert(file == null ? new byte[0] : file, order);
        var item = imported.item();
        return ResponseEntity.status(imported.deed() == Deed.KNOWN ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new Answer(item.id(), item.version(), item.hash().hex(), imported.deed()));
    }

    static Order order(Officer officer, String realm, @Nullable String space, Set<String> releasableTo) {
        var checks = new Checks();
        var chosen = checks.choice("realm", realm, Realm.class);
        for (var code : releasableTo) {
            checks.that(AgencyCode.isCode(code), "releasableTo", "interop.cap.expected.agency", code);
        }
        checks.done();
        return new Order(
                new Actor(officer.unit(), officer.post()),
                chosen,
                space == null || space.isBlank() ? null : spaceId(space),
                releasableTo.stream().map(AgencyCode::new).collect(Collectors.toUnmodifiableSet()));
    }

    private static SpaceId spaceId(String text) {
        try {
            return SpaceId.parse(text);
        } catch (FormatException e) {
            throw new BadInput("space", "web.expected.id");
        }
    }
}
