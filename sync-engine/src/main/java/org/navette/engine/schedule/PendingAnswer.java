// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard.Answer;

/** What somebody has answered, until a pass has heard of it, or it is too old: who answered may not remember the question. */
final class PendingAnswer {
    static final Duration GOOD_FOR = Duration.ofDays(1);

    private Answer answer = Answer.NONE;
    private AnswerScope scope = new AnswerScope.All();
    private Instant said = Instant.MIN;

    void say(Answer given, AnswerScope about, Instant now) {
        answer = given;
        scope = about;
        said = now;
    }

    boolean isNone() {
        return answer == Answer.NONE;
    }

    void expire(Instant now) {
        if (!isNone() && said.plus(GOOD_FOR).isBefore(now)) {
            answer = Answer.NONE;
        }
    }

    PassOptions in(PassOptions options) {
        return isNone() ? options : options.answering(answer, scope);
    }

    /** A pass with these options has ended. */
    void heard(PassOptions options) {
        if (answer == options.answer() && scope.equals(options.about())) {
            answer = Answer.NONE;
        }
    }

    /** The clock was set back. */
    void shift(Duration by) {
        said = said.equals(Instant.MIN) ? said : said.plus(by);
    }
}
