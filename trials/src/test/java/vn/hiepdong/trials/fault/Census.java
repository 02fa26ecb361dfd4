package vn.hiepdong.trials.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What is there in the databases themselves, past all that nodes say of it.
final class Census {
    private static final String LOGS = """
            select l.origin, l.own, l.size, l.signed_size, l.frozen,
                   coalesce(split_part(convert_from(l.checkpoint, 'UTF8'), E'\\n', 3), '') as root,
                   (select coalesce(min(r.size), 0) from (
                        select max(x.size) as size
                        from exchange_partner p
                        left join exchange_receipt x on x.partner = p.id and x.log = l.id
                        where p.state = 'ACTIVE' group by p.id) r) as confirmed
            from ledger_log l
            where l.space in (select space from ledger_log where not own)
            """;

    /// A log as one node has it.
    ///
    /// @param confirmed up to where every partner's receipt is here, if it is our own
    record Log(boolean own, long size, long signed, String root, boolean frozen, long confirmed) {}

    /// How many accepted items are missing somewhere, are there more than once, or are where they may not be.
    ///
    /// @param where of each of them, in words
    record Count(int accepted, int lost, int doubled, int leaked, List<String> where) {
        boolean isWhole() {
            return lost == 0 && doubled == 0 && leaked == 0;
        }

        Count plus(Count other) {
            var both = new ArrayList<>(where);
            both.addAll(other.where);
            return new Count(
                    accepted + other.accepted, lost + other.lost, doubled + other.doubled, leaked + other.leaked, both);
        }
    }

    private Census() {}

    static Count count(Field field, String name, List<Load.Item> accepted) throws SQLException {
        var there = new HashMap<String, Map<String, Integer>>();
        for (Field.Site site : field.sites()) {
            there.put(site.code(), titles(site, name));
        }
        return count(there, accepted);
    }

    /// How many are not there yet.
    static int missing(Field field, String name, List<Load.Item> accepted) {
        try {
            return count(field, name, accepted).lost();
        } catch (SQLException e) {
            return accepted.size();
        }
    }

    /// @param there the titles that each agency has, and how often
    static Count count(Map<String, Map<String, Integer>> there, List<Load.Item> accepted) {
        int lost = 0;
        int doubled = 0;
        int leaked = 0;
        var where = new ArrayList<String>();
        var known = new TreeSet<String>();
        accepted.forEach(each -> known.add(each.title()));
        for (var agency : there.entrySet()) {
            for (Load.Item item : accepted) {
                int times = agency.getValue().getOrDefault(item.title(), 0);
                boolean may =
                        item.origin().equals(agency.getKey()) || item.parties().contains(agency.getKey());
                if (may && times == 0) lost++;
                if (times > 1) doubled++;
                if (!may && times > 0) leaked++;
                if (may ? times != 1 : times != 0) {
                    where.add("%s (%s, for %s) is %d times at %s"
                            .formatted(item.title(), item.id(), item.parties(), times, agency.getKey()));
                }
            }
            // Every item that was begun is accepted in the end, so there are no others.
            doubled += (int) agency.getValue().keySet().stream()
                    .filter(each -> !known.contains(each))
                    .count();
        }
        return new Count(accepted.size(), lost, doubled, leaked, where);
    }

    static Map<String, Integer> titles(Field.Site site, String name) throws SQLException {
        try (Connection database = site.node().database();
                var statement = database.prepareStatement(
                        "select title, count(*) from information_item where starts_with(title, ?) group by title")) {
            statement.setString(1, name + " ");
            var titles = new HashMap<String, Integer>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) titles.put(rows.getString(1), rows.getInt(2));
            }
            return titles;
        }
    }

    /// What the nodes do not agree about yet; empty when they do.
    static List<String> differences(Field field) {
        var logs = new HashMap<String, Map<String, Log>>();
        try {
            for (Field.Site site : field.sites()) {
                logs.put(site.code(), logs(site));
            }
        } catch (SQLException e) {
            return List.of("a database does not answer: " + e.getMessage());
        }
        return differences(logs);
    }

    /// @param logs what each agency has, by its code and the name of the log
    static List<String> differences(Map<String, Map<String, Log>> logs) {
        var found = new ArrayList<String>();
        logs.forEach((author, all) -> all.forEach((origin, log) -> {
            if (log.frozen) found.add(origin + " is frozen at " + author);
            if (log.own) compare(origin, author, log, logs, found);
        }));
        return found;
    }

    private static void compare(
            String origin, String author, Log log, Map<String, Map<String, Log>> logs, List<String> found) {
        if (log.size != log.signed) found.add(origin + " has " + log.size + " entries, signed are " + log.signed);
        if (log.confirmed != log.size) found.add(origin + " is confirmed up to " + log.confirmed + " of " + log.size);
        logs.forEach((holder, all) -> {
            if (holder.equals(author)) return;
            Log copy = all.get(origin);
            if (copy == null) found.add(holder + " does not have " + origin);
            else if (copy.size != log.size || copy.signed != log.signed || !copy.root.equals(log.root)) {
                found.add(holder + " has " + copy.size + " (" + copy.signed + ") of " + origin + ", its author "
                        + log.size);
            }
        });
    }

    static Map<String, Log> logs(Field.Site site) throws SQLException {
        try (Connection database = site.node().database();
                var statement = database.createStatement();
                var rows = statement.executeQuery(LOGS)) {
            var logs = new HashMap<String, Log>();
            while (rows.next()) {
                logs.put(
                        rows.getString("origin"),
                        new Log(
                                rows.getBoolean("own"),
                                rows.getLong("size"),
                                rows.getLong("signed_size"),
                                rows.getString("root"),
                                rows.getString("frozen") != null,
                                rows.getLong("confirmed")));
            }
            return logs;
        }
    }

    /// Entries whose projection failed.
    static Set<String> problems(Field field) throws SQLException {
        var problems = new TreeSet<String>();
        for (Field.Site site : field.sites()) {
            try (Connection database = site.node().database();
                    var statement = database.createStatement();
                    var rows = statement.executeQuery("select problem from ledger_entry where problem is not null")) {
                while (rows.next()) problems.add(site.code() + ": " + rows.getString(1));
            }
        }
        return problems;
    }
}
