// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.common.hash.Hashing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.navette.app.launch.Logging;
import org.navette.app.settings.NavetteHome;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.AddressFinder;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.Doctor;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the share behind an address, and tells what its server honours. */
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DoctorCommand.class);

    @Parameters(index = "0", paramLabel = "URL", descriptionKey = "parameter.anyUrl")
    private String url = "";

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    private boolean verbose;

    private final Messages messages = Messages.ofSession();

    @Override
    public Integer call() {
        Logging.configure(verbose);
        DoctorReport report = json ? new DoctorReport.Json(System.out, messages) : new DoctorReport.Text(messages);
        try {
            return examine(report, System.getenv());
        } catch (UsageException e) {
            LOG.debug("usage", e);
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        } catch (StoreException e) {
            LOG.debug("the server can't be examined", e);
            return failed(e.failure(), report);
        }
    }

    private int examine(DoctorReport report, Map<String, String> environment) throws UsageException, StoreException {
        List<URI> guesses = AccountOptions.guesses(url, account.user(environment), messages);
        Account first = account.account(guesses.getFirst().toString(), messages, environment);
        AddressFinder.Search search = new AddressFinder(first).find(guesses);
        search.attempts().forEach(report::tried);
        Optional<ShareAddress> found = search.address();
        if (found.isEmpty()) {
            return failed(search.failure(), report);
        }
        Doctor doctor = new Doctor(device(NavetteHome.ofSession(environment)));
        report.examined(doctor.examine(first.at(found.get())));
        return ExitCode.IN_STEP;
    }

    private int failed(Failure failure, DoctorReport report) {
        report.failed(failure, ExitCode.of(failure));
        System.err.println(new Sentences(messages).of(failure));
        return ExitCode.of(failure);
    }

    /** The same for every examination by this installation, and hardly anybody else's. */
    private static String device(Path home) {
        return "doctor-"
                + Integer.toHexString(Hashing.sha256()
                        .hashString(home.toString(), StandardCharsets.UTF_8)
                        .asInt());
    }
}
