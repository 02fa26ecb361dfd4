package vn.hiepdong.node.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.web.NotFound;

class AttachmentPagesTest {
    private static final Officer OFFICER =
            new Officer(new UUID(0, 1), "truc", "Trực ban", "", "Trực ban", Set.of(Role.DUTY_OFFICER), Set.of());

    @TempDir
    Path data;

    @Test
    void aFileIsGivenToThoseWhoMayReadWhatCarriesItAndToNobodyElse() throws Exception {
        try (var database = TestPostgres.freshDatabase()) {
            var store = AttachmentStoreForTests.in(data, database, InstantSource.fixed(Instant.EPOCH));
            var bytes = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
            var hash = store.store(new ByteArrayInputStream(bytes), "x.html", "text/html", 100)
                    .sha256();

            var answer = pages(store, true).file(hash.hex(), OFFICER);
            assertThat(answer.getBody()).isNotNull();
            assertThat(answer.getBody().getInputStream().readAllBytes()).isEqualTo(bytes);
            assertThat(answer.getHeaders().getFirst("Content-Type")).isEqualTo("text/plain");
            assertThat(answer.getHeaders().getFirst("Content-Disposition")).startsWith("attachment; filename=");
            assertThat(answer.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.getHeaders().getFirst("Content-Security-Policy")).contains("sandbox");

            assertThatThrownBy(() -> pages(store, false).file(hash.hex(), OFFICER))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> pages(store, true).file("../etc/passwd", OFFICER))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() ->
                            pages(store, true).file(Hash.sha256(new byte[0]).hex(), OFFICER))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> new AttachmentPages(
                                    store, new StaticListableBeanFactory().getBeanProvider(AttachmentAccess.class))
                            .file(hash.hex(), OFFICER))
                    .isInstanceOf(NotFound.class);
        }
    }

    private static AttachmentPages pages(Attachments store, boolean mayRead) {
        AttachmentAccess access = (hash, officer) -> mayRead;
        return new AttachmentPages(
                store, new StaticListableBeanFactory(Map.of("access", access)).getBeanProvider(AttachmentAccess.class));
    }
}
