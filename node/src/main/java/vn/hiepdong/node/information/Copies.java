package vn.hiepdong.node.information;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.RememberedAnswers;
import vn.hiepdong.node.exchange.RefusedBytes;
import vn.hiepdong.node.job.JobResults;
import vn.hiepdong.node.ledger.Ledger;

/// What may repeat at this node what an item said, besides the logs, the projections and the files.
@Component
final class Copies {
    private final Ledger ledger;
    private final RememberedAnswers answers;
    private final JobResults results;
    private final RefusedBytes refused;
    private final ObjectProvider<KeepsCopies> features;

    Copies(
            Ledger ledger,
            RememberedAnswers answers,
            JobResults results,
            RefusedBytes refused,
            ObjectProvider<KeepsCopies> features) {
        this.features = features;
        this.ledger = ledger;
        this.answers = answers;
        this.results = results;
        this.refused = refused;
    }

    void forget(InformationId id) {
        answers.forgetAbout(id.value());
        results.discard(ListCsv.WORK);
        refused.forget();
        features.forEach(each -> each.forget(id));
        ledger.erased();
    }
}
