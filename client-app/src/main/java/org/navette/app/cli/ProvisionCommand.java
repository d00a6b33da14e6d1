// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.navette.app.provision.PolicyProof;
import org.navette.app.provision.PolicySource;
import org.navette.app.provision.ServerPolicy;
import org.navette.app.settings.SettingsFile;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.settings.ValueType;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.text.SettingsProblemSentences;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an administrator's policy in its place on this machine, once it was proven and checked. */
@Command(name = "provision")
final class ProvisionCommand implements Callable<Integer> {
    private final Messages messages = Messages.ofSession();

    @ArgGroup(multiplicity = "1")
    private Policy policy = new Policy();

    /** One or the other. */
    private static final class Policy {
        @Parameters(index = "0", paramLabel = "FILE|URL", descriptionKey = "parameter.policy")
        private @Nullable String source;

        @Option(names = "--server", paramLabel = "URL", descriptionKey = "option.policyServer")
        private @Nullable String server;
    }

    @Option(names = "--sha256", paramLabel = "SHA256", descriptionKey = "option.policySha256")
    private @Nullable String sha256;

    @Option(names = "--key", paramLabel = "FILE", descriptionKey = "option.policyKey")
    private @Nullable Path key;

    @Option(names = "--signature", paramLabel = "FILE|URL", descriptionKey = "option.policySignature")
    private @Nullable String signature;

    @Mixin
    private LineOptions line = new LineOptions();

    @Option(names = "--to", paramLabel = "FILE", descriptionKey = "option.policyTo")
    private @Nullable Path target;

    @Option(names = "--dry-run", descriptionKey = "option.policyDryRun")
    private boolean dryRun;

    @Override
    public Integer call() {
        try {
            Path place = target == null ? Control.policy() : target;
            if (policy.source != null) {
                place(new String(proven(policy.source), StandardCharsets.UTF_8), policy.source, place);
            } else if (policy.server != null) {
                placeServer(policy.server, place);
            }
            return ExitCode.IN_STEP;
        } catch (Ended e) {
            System.err.println(e.getMessage());
            return e.exit;
        }
    }

    /** What was named, if it is what was promised. */
    private byte[] proven(String source) throws Ended {
        boolean promised = sha256 != null || key != null || signature != null;
        if (!promised && PolicySource.isAddress(source)) {
            throw usage("provision.noProof");
        }
        Optional<PolicyProof> proof = promised ? Optional.of(proof()) : Optional.empty();
        byte[] content = read(source);
        if (proof.isPresent() && !proof.get().holds(content)) {
            throw usage("provision.notProven", source);
        }
        return content;
    }

    private PolicyProof proof() throws Ended {
        if (sha256 != null && key == null && signature == null) {
            return PolicyProof.Sha256.of(sha256).orElseThrow(() -> usage("provision.checksum"));
        }
        if (sha256 != null || key == null || signature == null) {
            throw usage("provision.oneProof");
        }
        String pem = new String(read(key.toString()), StandardCharsets.US_ASCII);
        return PolicyProof.Signed.of(pem, read(signature)).orElseThrow(() -> usage("provision.key"));
    }

    private byte[] read(String fileOrUrl) throws Ended {
        if (PolicySource.isAddress(fileOrUrl)) {
            return fetch(fileOrUrl);
        }
        try {
            return PolicySource.file(Path.of(fileOrUrl));
        } catch (NoSuchFileException e) {
            throw usage("provision.missing", fileOrUrl);
        } catch (AccessDeniedException e) {
            throw usage("provision.mayNotRead", fileOrUrl);
        } catch (IOException | InvalidPathException e) {
            throw usage("provision.unreadable", fileOrUrl, String.valueOf(e.getMessage()));
        }
    }

    private byte[] fetch(String url) throws Ended {
        if (!PolicySource.isHttps(url)) {
            throw usage("provision.https", url);
        }
        try {
            return PolicySource.from(URI.create(url), line.line(messages, System.getenv()));
        } catch (UsageException e) {
            throw new Ended(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            boolean untrusted = e.failure() instanceof Failure.CertificateNotTrusted;
            Sentences sentences = new Sentences(messages);
            throw new Ended(
                    untrusted ? ExitCode.CERTIFICATE : ExitCode.UNREACHABLE,
                    untrusted
                            ? sentences.of(e.failure()) + " " + messages.text("provision.nothing")
                            : messages.text("provision.unreadable", url, sentences.inShort(e.failure())));
        } catch (IllegalArgumentException e) {
            throw usage("provision.https", url);
        }
    }

    /** A policy that says nothing but where the server is. One that somebody wrote is not replaced by it. */
    private void placeServer(String server, Path place) throws Ended {
        if (!ValueType.HTTPS.accepts(server)) {
            throw usage("provision.https", server);
        }
        String text = ServerPolicy.of(URI.create(server));
        try {
            if (Files.exists(place) && !ServerPolicy.isOne(Files.readString(place, StandardCharsets.UTF_8))) {
                throw new Ended(ExitCode.SOME_NOT_SYNCED, messages.text("provision.there", place.toString()));
            }
        } catch (IOException e) {
            throw usage("provision.unreadable", place.toString(), String.valueOf(e.getMessage()));
        }
        place(text, place.toString(), place);
    }

    private void place(String text, String source, Path policy) throws Ended {
        try {
            // What is wrong is to be mended where it comes from.
            SettingsFile.checkPolicy(PolicySource.isAddress(source) ? policy : Path.of(source), text);
            if (dryRun) {
                System.out.println(messages.text("provision.right"));
            } else {
                SettingsFile.writePolicy(policy, text);
                System.out.println(messages.text("provision.done", policy.toString()));
            }
        } catch (SettingsProblem.Found e) {
            String wrong = new SettingsProblemSentences(messages).of(e.complaints());
            throw new Ended(ExitCode.USAGE, wrong + "\n" + messages.text("provision.nothing"));
        } catch (AccessDeniedException e) {
            throw new Ended(ExitCode.SOME_NOT_SYNCED, messages.text("provision.denied", policy.toString()));
        } catch (IOException e) {
            throw new Ended(
                    ExitCode.SOME_NOT_SYNCED,
                    messages.text("provision.unwritable", policy.toString(), String.valueOf(e.getMessage())));
        }
    }

    private Ended usage(String key, Object... values) {
        return new Ended(ExitCode.USAGE, messages.text(key, values));
    }

    /** It ends here; the message is the sentence to show. */
    private static final class Ended extends Exception {
        private final int exit;

        Ended(int exit, String sentence) {
            super(sentence);
            this.exit = exit;
        }
    }
}
