package vn.hiepdong.node.directory;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.directory.DirectoryEntry.AgencyDescribed;
import vn.hiepdong.node.directory.DirectoryEntry.PostDescribed;
import vn.hiepdong.node.directory.DirectoryEntry.UnitDescribed;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;

@Component
final class DirectoryTable implements Projection<DirectoryEntry> {
    private final JdbcClient sql;

    DirectoryTable(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Kinds<DirectoryEntry> kinds() {
        return new Kinds<>("directory", DirectoryEntry.class);
    }

    @Override
    public List<String> tables() {
        return List.of("directory_agency", "directory_unit", "directory_post");
    }

    @Override
    public void apply(Position at, DirectoryEntry entry, Batch batch) {
        // An agency describes itself again and again; rows sent together become one insert, which may not touch
        // the same row twice.
        batch.flush();
        switch (entry) {
            case AgencyDescribed agency ->
                batch.add("""
                    insert into directory_agency (code, name_vi, name_en, kind, own, stated_at)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (code) do update
                    set name_vi = excluded.name_vi, name_en = excluded.name_en, kind = excluded.kind,
                        stated_at = excluded.stated_at
                    where directory_agency.stated_at <= excluded.stated_at
                    """, at.agency(), agency.nameVi(), agency.nameEn(), agency.kind(), at.own(), at.written());
            case UnitDescribed unit ->
                batch.add(
                        """
                    insert into directory_unit (agency, code, name_vi, name_en, parent, valid_from, valid_to)
                    values (?, ?, ?, ?, ?, ?, ?)
                    on conflict (agency, code, valid_from) do update
                    set name_vi = excluded.name_vi, name_en = excluded.name_en, parent = excluded.parent,
                        valid_to = excluded.valid_to
                    """,
                        at.agency(),
                        unit.code(),
                        unit.nameVi(),
                        unit.nameEn(),
                        unit.parent(),
                        Date.valueOf(unit.validFrom()),
                        unit.validTo() == null ? null : Date.valueOf(unit.validTo()));
            case PostDescribed post ->
                batch.add("""
                    insert into directory_post (agency, code, unit, name_vi, name_en)
                    values (?, ?, ?, ?, ?)
                    on conflict (agency, code) do update
                    set unit = excluded.unit, name_vi = excluded.name_vi, name_en = excluded.name_en
                    """, at.agency(), post.code(), post.unit(), post.nameVi(), post.nameEn());
        }
    }

    List<Agency> agencies() {
        return sql.sql("select code, name_vi, name_en, kind, own from directory_agency order by own desc, code")
                .query((row, _) -> agency(row))
                .list();
    }

    Optional<Agency> agency(AgencyCode code) {
        return sql.sql("select code, name_vi, name_en, kind, own from directory_agency where code = :code")
                .param("code", code.value())
                .query((row, _) -> agency(row))
                .optional();
    }

    private static Agency agency(ResultSet row) throws SQLException {
        return new Agency(
                new AgencyCode(row.getString("code")),
                row.getString("name_vi"),
                row.getString("name_en"),
                AgencyKind.valueOf(row.getString("kind")),
                row.getBoolean("own"));
    }
}
