package vn.hiepdong.node.duty;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which account is to stand a shift, and which signed its handover. No entry of the ledger, so that no log tells who
/// stood where; overwritten rather than kept.
@Component
final class StandsTable {
    private static final String STANDS = "STANDS";
    private static final String HANDED_OVER = "HANDED_OVER";

    private final JdbcClient sql;

    StandsTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param account null for nobody
    void stands(Collection<ShiftId> shifts, @Nullable UUID account) {
        UUID[] ids = shifts.stream().map(ShiftId::value).toArray(UUID[]::new);
        if (account == null) {
            sql.sql("delete from duty_account where act = 'STANDS' and shift = any(:shifts)")
                    .param("shifts", ids)
                    .update();
            return;
        }
        sql.sql("""
                        insert into duty_account (shift, act, account) select unnest(:shifts), 'STANDS', :account
                        on conflict (shift, act) do update set account = excluded.account
                        """).param("shifts", ids).param("account", account).update();
    }

    void handedOver(ShiftId shift, UUID account) {
        sql.sql("""
                        insert into duty_account (shift, act, account) values (:shift, 'HANDED_OVER', :account)
                        on conflict (shift, act) do update set account = excluded.account
                        """).param("shift", shift.value()).param("account", account).update();
    }

    /// Who signed the handover.
    Optional<UUID> handedOver(ShiftId shift) {
        return find(shift, HANDED_OVER);
    }

    Optional<UUID> stands(ShiftId shift) {
        return find(shift, STANDS);
    }

    private Optional<UUID> find(ShiftId shift, String act) {
        return sql.sql("select account from duty_account where shift = :shift and act = :act")
                .param("shift", shift.value())
                .param("act", act)
                .query(UUID.class)
                .optional();
    }

    Map<ShiftId, UUID> stands(Collection<Shift> shifts) {
        var stands = new HashMap<ShiftId, UUID>();
        if (!shifts.isEmpty()) {
            sql.sql("select shift, account from duty_account where act = 'STANDS' and shift = any(:shifts)")
                    .param(
                            "shifts",
                            shifts.stream().map(each -> each.id().value()).toArray(UUID[]::new))
                    .query(row -> {
                        stands.put(
                                new ShiftId(row.getObject("shift", UUID.class)), row.getObject("account", UUID.class));
                    });
        }
        return stands;
    }
}
