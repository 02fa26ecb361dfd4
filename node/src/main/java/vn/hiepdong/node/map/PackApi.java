package vn.hiepdong.node.map;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.web.NotFound;

/// Map packs for programs, above all for `./hiepdong map`. It is the administrator who looks after them.
@RestController
@Allowed(value = Role.ADMINISTRATOR, scope = Scope.ADMIN)
final class PackApi {
    static final String PATH = "/api/v1/map/packs";

    private final Packs packs;

    PackApi(Packs packs) {
        this.packs = packs;
    }

    /// @param size in bytes
    /// @param features how many shapes it draws
    /// @param places how many names it brought to the search
    /// @param known only when it was added: whether it was there before
    record PackAnswer(
            UUID id,
            Pack.Kind kind,
            String title,
            String attribution,
            String file,
            long size,
            int features,
            int places,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            Instant addedAt,
            boolean known) {
        static PackAnswer of(Pack pack, boolean known) {
            return new PackAnswer(
                    pack.id(),
                    pack.kind(),
                    pack.title(),
                    pack.attribution(),
                    pack.file(),
                    pack.size(),
                    pack.features(),
                    pack.places(),
                    pack.validFrom(),
                    pack.validTo(),
                    pack.addedAt(),
                    known);
        }
    }

    /// What an operator may say about how a file of areas is meant.
    enum As {
        AUTO,
        BOUNDARIES,
        LAYER
    }

    @GetMapping(PATH)
    List<PackAnswer> all() {
        return packs.all().stream().map(pack -> PackAnswer.of(pack, false)).toList();
    }

    /// The body is the file as it is.
    ///
    /// @param file its name
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<PackAnswer> add(
            InputStream body,
            @RequestParam String file,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String attribution,
            @RequestParam(defaultValue = "AUTO") As as,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate validFrom,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate validTo) {
        var about = new Packs.About(
                limited(file),
                limited(title),
                limited(attribution),
                switch (as) {
                    case AUTO -> null;
                    case BOUNDARIES -> Pack.Kind.BOUNDARIES;
                    case LAYER -> Pack.Kind.LAYER;
                },
                validFrom,
                validTo);
        var added = packs.add(body, about);
        return ResponseEntity.status(added.known() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(PackAnswer.of(added.pack(), added.known()));
    }

    private static String limited(String text) {
        var line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    @DeleteMapping(PATH + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        if (!packs.remove(id)) throw new NotFound();
    }
}
