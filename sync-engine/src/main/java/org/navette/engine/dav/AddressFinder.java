// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Finds the share behind what a person typed, by asking the likely places one after the other: https first, and never
 * another server than the one that was named.
 */
public final class AddressFinder {
    /** One place that was asked, and why the share is not there; absent for the one where it is. */
    public record Attempt(String url, Optional<Failure> failure) {}

    /**
     * What came of it.
     *
     * @param address where the share is; absent if it was not found
     */
    public record Search(Optional<ShareAddress> address, List<Attempt> attempts) {
        public Search {
            attempts = List.copyOf(attempts);
        }

        /** What stands in the way most, if it was not found: a refused password says more than a missing page. */
        public Failure failure() {
            List<Failure> failures = attempts.stream()
                    .flatMap(attempt -> attempt.failure().stream())
                    .toList();
            return failures.stream()
                    .filter(failure -> failure instanceof Failure.CredentialsRefused)
                    .findFirst()
                    .or(() ->
                            failures.stream().filter(AddressFinder::isOfServer).findFirst())
                    .orElseGet(failures::getFirst);
        }
    }

    private final Account account;

    /** @param account its address is not used, but its login and the way there are */
    public AddressFinder(Account account) {
        this.account = account;
    }

    /** @param guesses not empty, all on one server */
    public Search find(List<URI> guesses) {
        List<Attempt> attempts = new ArrayList<>();
        for (URI guess : guesses) {
            ShareAddress address = new ShareAddress(guess);
            try (DavClient client = DavClient.open(account.at(address))) {
                attempts.add(new Attempt(client.address().toString(), Optional.empty()));
                return new Search(Optional.of(client.address()), attempts);
            } catch (StoreException e) {
                attempts.add(new Attempt(guess.toString(), Optional.of(e.failure())));
                if (isOfServer(e.failure())) {
                    break;
                }
            }
        }
        return new Search(Optional.empty(), attempts);
    }

    /** Whether it says of the whole server that asking at another place is of no use. */
    private static boolean isOfServer(Failure failure) {
        return switch (failure) {
            // Sent to every place it might be at, a wrong password locks people out.
            case Failure.CredentialsRefused(boolean given) -> given;
            case Failure.Unreachable u -> true;
            case Failure.CertificateNotTrusted c -> true;
            case Failure.ProxyRefused p -> true;
            case Failure.PlainHttp p -> true;
            case Failure.Busy b -> true;
            case Failure.LocalTrouble l -> true;
            default -> false;
        };
    }
}
