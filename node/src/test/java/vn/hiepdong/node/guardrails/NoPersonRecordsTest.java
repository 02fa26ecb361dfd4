package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestBody;
import vn.hiepdong.node.database.TestPostgres;

/// G1, G24: no record about a person, no field for what people are or think. The one place that is built so far is the
/// local account of an officer, which never leaves the node.
class NoPersonRecordsTest {
    private static final Path SOURCES = Path.of("src/main");

    /// Columns and components that are called just `name`, and whose name it is.
    private static final Map<String, String> NAMES_OF_THINGS = Map.of(
            "access_token.name", "what an API token is for",
            "AttachmentRef.name", "a file",
            "Attachment.name", "a file",
            "Capability.name", "a function of the software");

    /// The local accounts: the only table in which a person may be named.
    private static final Set<String> LOCAL_ACCOUNTS = Set.of("access_account");

    @Test
    void noTableIsAboutAPerson() {
        try (var database = TestPostgres.freshDatabase()) {
            assertThat(personsIn(database)).isEmpty();
        }
    }

    @Test
    void aTableOfSuspectsIsFound() {
        try (var database = TestPostgres.freshDatabase()) {
            var sql = JdbcClient.create(database);
            sql.sql("create table information_suspect (name text, citizen_id text)")
                    .update();
            sql.sql("create table incident_boat (name text, religion_of_crew text)")
                    .update();
            assertThat(personsIn(database))
                    .containsExactlyInAnyOrder(
                            "information_suspect.name: suspect",
                            "information_suspect.citizen_id: suspect",
                            "incident_boat.name: name of whom?",
                            "incident_boat.religion_of_crew: religion");
        }
    }

    @Test
    void aLocalAccountHasAPostAndAUnitButNoBirthdayAndNoTelephone() {
        try (var database = TestPostgres.freshDatabase()) {
            assertThat(columns(database).stream()
                            .filter(each -> LOCAL_ACCOUNTS.contains(each.table))
                            .map(Column::name)
                            .filter(name -> DenyList.any(name).isPresent()))
                    // The mailbox is of the office or the post, set by an administrator: contact data of an office,
                    // and only here; nothing about it ever stands in an entry or leaves the node.
                    .isSubsetOf("username", "display_name", "mailbox");
        }
    }

    @Test
    void noEntryInALogIsAboutAPerson() {
        assertThat(NodeClasses.entries()).hasSizeGreaterThan(10);
        assertThat(personsIn(NodeClasses.entries())).isEmpty();
    }

    @Test
    void nothingThatTheApiTakesOrGivesIsAboutAPerson() {
        assertThat(personsIn(NodeClasses.apiBodies())).isEmpty();
    }

    @Test
    void theApiTakesNoBodyWhoseFieldsNobodyCanSee() {
        assertThat(NodeClasses.operations().stream()
                        .flatMap(each -> Arrays.stream(each.getParameters()))
                        .filter(each -> each.isAnnotationPresent(RequestBody.class))
                        .map(each -> each.getType().getName())
                        .filter(name -> name.equals("java.lang.Object")
                                || name.equals("java.util.Map")
                                || name.endsWith(".JsonNode")
                                || name.endsWith(".ObjectNode")))
                .isEmpty();
    }

    @Test
    void aRecordOfASuspectIsFound() {
        record Suspect(String alias) {}
        record Seen(Suspect who, String vehiclePlate, List<Suspect> others, String ethnicity) {}
        assertThat(personsIn(NodeClasses.withWhatTheyHold(List.of(Seen.class))))
                .containsExactlyInAnyOrder("Seen.vehiclePlate: plate", "Seen.ethnicity: ethnicity", "Suspect: suspect");
    }

    @Test
    void noFormAsksForAPerson() throws IOException {
        var asked = new TreeSet<String>();
        for (Path template : sources(".jte")) {
            boolean localAccounts = template.toString().contains("/access/");
            var matcher = Pattern.compile("\\bname ?= ?\"([^\"$]+)\"").matcher(Files.readString(template));
            while (matcher.find()) {
                String field = matcher.group(1);
                boolean allowed = localAccounts
                        && Set.of("username", "displayName", "mailbox").contains(field);
                if (!allowed && DenyList.any(field).isPresent()) {
                    asked.add(template.getFileName() + ": " + field);
                }
            }
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void noWordOnAPageIsKeptForAPersonsParticulars() throws IOException {
        var asked = new TreeSet<String>();
        for (Path bundle : sources("_vi.properties")) {
            var words = new Properties();
            try (var reader = Files.newBufferedReader(bundle)) {
                words.load(reader);
            }
            boolean localAccounts = bundle.getFileName().toString().startsWith("access_");
            words.stringPropertyNames().stream()
                    .filter(key -> !localAccounts || DenyList.belief(key).isPresent())
                    .filter(key -> DenyList.any(key).isPresent())
                    .filter(key -> !OF_NO_PERSON.contains(key))
                    .forEach(asked::add);
        }
        assertThat(asked).isEmpty();
    }

    /// Why an alert that looks for a person is not taken, and the account that the node has at its database.
    private static final Set<String> OF_NO_PERSON =
            Set.of("interop.cap.refused.person_sought", "setting.hiepdong.database.username");

    private static List<Path> sources(String ending) throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var found = files.filter(each -> each.toString().endsWith(ending))
                    .filter(each -> !each.toString().contains("node_modules"))
                    .toList();
            assertThat(found).as("files *%s under %s", ending, SOURCES).isNotEmpty();
            return found;
        }
    }

    private record Column(String table, String name) {}

    private static List<Column> columns(DataSource database) {
        return JdbcClient.create(database)
                .sql("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = 'public' and table_name <> 'database_history'
                        order by table_name, ordinal_position
                        """)
                .query((row, _) -> new Column(row.getString(1), row.getString(2)))
                .list();
    }

    private static List<String> personsIn(DataSource database) {
        var found = new ArrayList<String>();
        for (Column column : columns(database)) {
            if (LOCAL_ACCOUNTS.contains(column.table)) {
                continue;
            }
            String place = column.table + "." + column.name;
            DenyList.any(column.table)
                    .or(() -> DenyList.any(column.name))
                    .ifPresentOrElse(word -> found.add(place + ": " + word), () -> {
                        if (column.name.equals("name") && !NAMES_OF_THINGS.containsKey(place)) {
                            found.add(place + ": name of whom?");
                        }
                    });
        }
        return found;
    }

    private static List<String> personsIn(Collection<Class<?>> types) {
        var found = new ArrayList<String>();
        for (Class<?> type : types) {
            DenyList.any(type.getSimpleName()).ifPresent(word -> found.add(type.getSimpleName() + ": " + word));
            if (!type.isRecord()) {
                continue;
            }
            for (RecordComponent component : type.getRecordComponents()) {
                String place = type.getSimpleName() + "." + component.getName();
                DenyList.any(component.getName()).ifPresent(word -> found.add(place + ": " + word));
                if (component.getName().equals("name") && !NAMES_OF_THINGS.containsKey(place)) {
                    found.add(place + ": name of whom?");
                }
            }
        }
        return found;
    }
}
