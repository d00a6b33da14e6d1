// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.schedule.SyncHours;

/** What a value looks like. The message {@code settings.type.NAME} says it to people. */
public enum ValueType {
    TEXT(".*"),
    /** Names a folder or an account in commands, so it begins like none of their options and paths. */
    NAME("[^-/\\\\~.\\s][^/\\\\\\p{Cntrl}]{0,79}"),
    URL("https?://\\S+"),
    /** One that says for sure who answers. */
    HTTPS("(?i:https)://\\S+"),
    PATH(".+"),
    /** A number of bytes, or of bytes a second. */
    BYTES("\\d{1,9}[kKmMgG]?"),
    FINGERPRINT("(?:[0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}"),
    /** An Ed25519 key: the line between the two others of its PEM (RFC 8410, §4). */
    PUBLIC_KEY("MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}="),
    PROXY(".+"),
    YES_NO("true|false"),
    LANGUAGE("system|en|fr"),
    THEME("system|light|dark"),
    MODE("both|upload|download"),
    LIST("(?s).*"),
    DURATION("\\d{1,5}[smhd]"),
    HOURS("\\d{1,2}:\\d\\d-\\d{1,2}:\\d\\d"),
    /** {@code true}, or until when. */
    PAUSE("true|false|\\d{4}-.*");

    private final Pattern pattern;

    ValueType(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    public boolean accepts(String text) {
        if (!pattern.matcher(text).matches()) {
            return false;
        }
        return switch (this) {
            case URL, HTTPS -> isUri(text);
            case PROXY -> ProxyAddress.read(text).isPresent();
            case HOURS -> hours(text).isPresent();
            case DURATION -> !duration(text).isZero();
            case PAUSE ->
                text.equals("true") || text.equals("false") || instant(text).isPresent();
            default -> true;
        };
    }

    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            // A name and a password in an address end up in every log.
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** {@code 500k}, {@code 2M}: decimal units. */
    public static long bytes(String text) {
        long unit = switch (text.substring(text.length() - 1).toLowerCase(Locale.ROOT)) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            case "g" -> 1_000_000_000;
            default -> 1;
        };
        return Long.parseLong(unit == 1 ? text : text.substring(0, text.length() - 1)) * unit;
    }

    /** {@code 30s}, {@code 15m}, {@code 1h}, {@code 1d}. */
    public static Duration duration(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** {@code 20:00-07:00}, in the time of this computer; absent if there are no such times. */
    public static Optional<SyncHours> hours(String text) {
        Matcher times =
                Pattern.compile("(\\d{1,2}):(\\d\\d)-(\\d{1,2}):(\\d\\d)").matcher(text);
        if (!times.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SyncHours(
                    LocalTime.of(Integer.parseInt(times.group(1)), Integer.parseInt(times.group(2))),
                    LocalTime.of(Integer.parseInt(times.group(3)) % 24, Integer.parseInt(times.group(4))),
                    ZoneId.systemDefault()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static Direction direction(String mode) {
        return Direction.valueOf(mode.toUpperCase(Locale.ROOT));
    }
}
